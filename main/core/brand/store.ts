import type { Brand, TaxRate } from '../../../preload/api/brand.ts';
import type { Store } from '../store/index.ts';

type Settings = Omit<Brand, 'taxRates' | 'nextOrderNumber' | 'nextInvoiceNumber'>;

interface BrandRow {
  readonly id: string;
  readonly name: string;
  readonly default_language: string;
  readonly default_currency: string;
  readonly time_zone: string;
  readonly logo_asset_id: string | null;
  readonly accent_color: string | null;
  readonly on_accent_color: string | null;
  readonly header_color: string | null;
  readonly on_header_color: string | null;
  readonly languages: string;
  readonly currencies: string;
  readonly default_term_months: Brand['defaultTermMonths'];
  readonly multi_currency: Brand['multiCurrency'];
  readonly revenue_recognition: Brand['revenueRecognition'];
  readonly allow_affiliate: number;
  readonly order_prefix: string;
  readonly order_padding: number;
  readonly invoice_prefix: string;
  readonly invoice_padding: number;
  readonly admin_url: string;
  readonly client_url: string;
}

/** The one brand row with its id; undefined before `ensureBrand` made it. */
export function findBrand(store: Store): (Settings & { readonly id: string }) | undefined {
  const row = store.get<BrandRow>('brand', 'SELECT * FROM brand ORDER BY id LIMIT 1');
  if (!row) return undefined;
  return {
    id: row.id,
    name: row.name,
    defaultLanguage: row.default_language,
    defaultCurrency: row.default_currency,
    timeZone: row.time_zone,
    logoAssetId: row.logo_asset_id,
    accentColor: row.accent_color,
    onAccentColor: row.on_accent_color,
    headerColor: row.header_color,
    onHeaderColor: row.on_header_color,
    languages: JSON.parse(row.languages) as string[],
    currencies: JSON.parse(row.currencies) as string[],
    defaultTermMonths: row.default_term_months,
    multiCurrency: row.multi_currency,
    revenueRecognition: row.revenue_recognition,
    allowAffiliate: row.allow_affiliate === 1,
    orderNumber: { prefix: row.order_prefix, padding: row.order_padding },
    invoiceNumber: { prefix: row.invoice_prefix, padding: row.invoice_padding },
    adminUrl: row.admin_url,
    clientUrl: row.client_url,
  };
}

/** The columns of a brand's settings as they are stored. */
export const brandColumns = (brand: Omit<Settings, 'logoAssetId'>) => ({
  name: brand.name,
  default_language: brand.defaultLanguage,
  default_currency: brand.defaultCurrency,
  time_zone: brand.timeZone,
  accent_color: brand.accentColor,
  on_accent_color: brand.onAccentColor,
  header_color: brand.headerColor,
  on_header_color: brand.onHeaderColor,
  languages: JSON.stringify(brand.languages),
  currencies: JSON.stringify(brand.currencies),
  default_term_months: brand.defaultTermMonths,
  multi_currency: brand.multiCurrency,
  revenue_recognition: brand.revenueRecognition,
  allow_affiliate: Number(brand.allowAffiliate),
  order_prefix: brand.orderNumber.prefix,
  order_padding: brand.orderNumber.padding,
  invoice_prefix: brand.invoiceNumber.prefix,
  invoice_padding: brand.invoiceNumber.padding,
  admin_url: brand.adminUrl,
  client_url: brand.clientUrl,
});

interface TaxRow extends Omit<TaxRate, 'isInclusive' | 'isDefault'> {
  readonly is_inclusive: number;
  readonly is_default: number;
}

/** The tax rates, by name. */
export const taxRates = (store: Store): TaxRate[] =>
  store
    .all<TaxRow>(
      'tax rates',
      `SELECT id, name, country, region, percent, is_inclusive, is_default FROM tax_rate
        WHERE deleted_at IS NULL ORDER BY name COLLATE NOCASE, id`,
    )
    .map(({ is_inclusive, is_default, ...rate }) => ({
      ...rate,
      isInclusive: is_inclusive === 1,
      isDefault: is_default === 1,
    }));

/** The highest number of a series that is known here; 0: none. */
export const lastOf = (store: Store, series: string): number =>
  store.get<{ last: number }>('counter', 'SELECT last FROM counter WHERE name = @series', { series })?.last ?? 0;
