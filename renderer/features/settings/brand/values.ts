import type { Brand } from '../../../../preload/api/brand.ts';

/** What the form of the brand's settings holds: all of them but the logo and the tax rates, which are stored at once. */
export interface BrandValues extends Omit<
  Brand,
  | 'logoAssetId'
  | 'taxRates'
  | 'nextOrderNumber'
  | 'nextInvoiceNumber'
  | 'accentColor'
  | 'onAccentColor'
  | 'headerColor'
  | 'onHeaderColor'
  | 'defaultCurrency'
  | 'defaultTermMonths'
  | 'timeZone'
  | 'orderNumber'
  | 'invoiceNumber'
> {
  /** `#rrggbb`; empty: not set. */
  accentColor: string;
  onAccentColor: string;
  headerColor: string;
  onHeaderColor: string;
  defaultCurrency: string | null;
  defaultTermMonths: string;
  timeZone: string | null;
  orderNumber: NumberValues;
  invoiceNumber: NumberValues;
}
interface NumberValues {
  prefix: string;
  padding: number | null;
}

export function brandValues(brand: Brand): BrandValues {
  const { logoAssetId: _logo, taxRates: _rates, nextOrderNumber: _order, nextInvoiceNumber: _invoice, ...rest } = brand;
  return {
    ...rest,
    accentColor: brand.accentColor ?? '',
    onAccentColor: brand.onAccentColor ?? '',
    headerColor: brand.headerColor ?? '',
    onHeaderColor: brand.onHeaderColor ?? '',
    defaultTermMonths: String(brand.defaultTermMonths),
  };
}

/** The call's input. What was cleared is missing, so that its field says "fill in". */
export function brandInput(values: BrandValues): Partial<Brand> {
  const { defaultCurrency, timeZone, orderNumber, invoiceNumber, ...rest } = values;
  const color = (text: string): string | null => (text.trim() === '' ? null : text.trim());
  const number = ({ prefix, padding }: NumberValues) => ({ prefix, ...(padding === null ? {} : { padding }) });
  return {
    ...rest,
    accentColor: color(values.accentColor),
    onAccentColor: color(values.onAccentColor),
    headerColor: color(values.headerColor),
    onHeaderColor: color(values.onHeaderColor),
    defaultTermMonths: Number(values.defaultTermMonths) as Brand['defaultTermMonths'],
    ...(defaultCurrency === null ? {} : { defaultCurrency }),
    ...(timeZone === null ? {} : { timeZone }),
    orderNumber: number(orderNumber) as Brand['orderNumber'],
    invoiceNumber: number(invoiceNumber) as Brand['invoiceNumber'],
  };
}
