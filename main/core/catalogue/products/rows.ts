import type { Price } from '../../../../preload/api/catalogue.ts';
import type { OrderableProduct, Product, ProductRow } from '../../../../preload/api/catalogue-product.ts';
import { searchPatterns } from '../../clients/index.ts';
import type { Store } from '../../store/index.ts';
import { packageName } from '../packages.ts';
import { firstPrice, isSellable, sellableTerms } from './prices.ts';
import { type BoughtAlone, notOrderable } from './sellable.ts';

/** What reading products depends on beside the rows: the day whose prices count, and the brand's currency. */
export interface Now {
  readonly today: string;
  readonly currency: string;
}

/** A product as its list line is read. */
export interface ListRow {
  readonly id: string;
  readonly category_id: string;
  readonly category_name: string;
  readonly type: Product['type'];
  readonly purchase_type: Product['purchaseType'];
  readonly is_active: number;
  readonly is_visible: number;
  readonly name: string;
  readonly slug: string;
  readonly package_identifier: string;
  readonly connection_id: string | null;
  readonly connection_name: string | null;
  readonly connection_enabled: number | null;
  readonly image_asset_id: string | null;
  readonly prices: string;
  readonly options_have_prices: number;
  /** JSON; null: it is no bundle. */
  readonly components: string | null;
  readonly bulk: Product['quantity']['bulk'];
  readonly bulk_step: number;
  readonly is_quantity_limited: number;
  readonly min_quantity: number | null;
  readonly max_quantity: number | null;
  readonly multi_currency: Product['multiCurrency'];
  readonly trial_supported: number;
  readonly trial_forced: number;
  readonly position: string;
  readonly created_at: string;
  readonly updated_at: string;
}

/** Price of the row `r` on a day: one that came into force by then and was not taken over yet wins over the stored one. */
export const priceOn = (day: string): string => `coalesce((SELECT f.amount_minor FROM future_price f
  WHERE f.product_id = r.product_id AND f.term_months = r.term_months AND f.currency = r.currency
    AND f.effective_on <= ${day} ORDER BY f.effective_on DESC LIMIT 1), r.amount_minor)`;

// A deleted connection counts as none: its name and state must not look as if something could be bought through it.
export const listColumns = `p.id, p.category_id, c.name AS category_name, p.type, p.purchase_type, p.is_active,
  p.is_visible, p.name, p.slug, p.package_identifier, n.id AS connection_id, n.name AS connection_name,
  n.is_enabled AS connection_enabled, p.bulk, p.bulk_step, p.is_quantity_limited, p.min_quantity, p.max_quantity,
  p.multi_currency, p.trial_supported, p.trial_forced, p.position, p.created_at, p.updated_at,
  (SELECT i.asset_id FROM product_image i WHERE i.product_id = p.id ORDER BY i.position, i.id LIMIT 1) AS image_asset_id,
  EXISTS (SELECT 1 FROM price s WHERE s.product_id = p.id AND s.term_months IN (${[...sellableTerms].join()})
    AND NOT EXISTS (SELECT 1 FROM product_option o
      WHERE o.product_id = p.id AND o.kind = 'option' AND o.is_required = 1 AND o.deleted_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM option_value v JOIN option_price r ON r.value_id = v.id
          WHERE v.option_id = o.id AND r.term_months = s.term_months AND r.currency = s.currency)))
    AS options_have_prices,
  (SELECT json_group_array(json_object('termMonths', r.term_months, 'currency', r.currency,
      'amountMinor', ${priceOn('@today')}) ORDER BY r.term_months, r.currency)
    FROM price r WHERE r.product_id = p.id) AS prices,
  CASE WHEN p.type = 'bundle' THEN (SELECT json_group_array(json_object('isActive', q.is_active, 'connectionEnabled', m.is_enabled,
      'packageIdentifier', q.package_identifier))
    FROM bundle_component b JOIN product q ON q.id = b.product_id AND q.deleted_at IS NULL
    LEFT JOIN connection m ON m.id = q.connection_id AND m.deleted_at IS NULL WHERE b.bundle_id = p.id) END AS components`;
// The product comes first, whatever the planner thinks of the tables' sizes: its order is that of the list, read out of an index.
export const listFrom = `FROM product p CROSS JOIN category c ON c.id = p.category_id
  LEFT JOIN connection n ON n.id = p.connection_id AND n.deleted_at IS NULL`;

export const quantityOf = (row: ListRow): Product['quantity'] => ({
  bulk: row.bulk,
  step: row.bulk_step,
  isLimited: row.is_quantity_limited === 1,
  min: row.min_quantity,
  max: row.max_quantity,
});

export const pricesOfRow = (row: Pick<ListRow, 'prices'>): Price[] => JSON.parse(row.prices) as Price[];

const componentsOfRow = ({ components }: Pick<ListRow, 'components'>): BoughtAlone[] =>
  components === null
    ? []
    : (
        JSON.parse(components) as { isActive: number; connectionEnabled: number | null; packageIdentifier: string }[]
      ).map((each) => ({
        ...each,
        isActive: each.isActive === 1,
        connectionEnabled: each.connectionEnabled === null ? null : each.connectionEnabled === 1,
      }));

/** A product as a line of a list. */
export function productRow(row: ListRow, currency: string): ProductRow {
  const prices = pricesOfRow(row);
  return {
    id: row.id,
    categoryId: row.category_id,
    categoryName: row.category_name,
    type: row.type,
    purchaseType: row.purchase_type,
    isActive: row.is_active === 1,
    isVisible: row.is_visible === 1,
    name: row.name,
    slug: row.slug,
    packageIdentifier: row.package_identifier,
    packageName: packageName(row.package_identifier),
    connectionId: row.connection_id,
    connectionName: row.connection_name,
    imageAssetId: row.image_asset_id,
    firstPrice: firstPrice(prices, currency),
    priceCount: prices.length,
    notOrderable: notOrderable({
      type: row.type,
      isActive: row.is_active === 1,
      prices,
      connectionEnabled: row.connection_enabled === null ? null : row.connection_enabled === 1,
      packageIdentifier: row.package_identifier,
      components: componentsOfRow(row),
      quantity: quantityOf(row),
      optionsHavePrices: row.options_have_prices === 1,
    }),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** A page of products that begins behind a place, in an order. */
export interface PageOf<After> {
  readonly after: After | null;
  readonly limit: number;
}

/** All products by name (the first condition is what the index is entered by), one more than `limit` where there are more. */
export const byName = (
  store: Store,
  now: Now,
  isActive: boolean | undefined,
  page: PageOf<{ readonly name: string; readonly id: string }>,
): ListRow[] =>
  store.all(
    'products by name',
    `SELECT ${listColumns} ${listFrom}
      WHERE p.deleted_at IS NULL AND p.name COLLATE NOCASE >= @name AND (p.name COLLATE NOCASE, p.id) > (@name, @id)
        AND (@isActive IS NULL OR p.is_active = @isActive)
      ORDER BY p.name COLLATE NOCASE, p.id LIMIT @count`,
    {
      today: now.today,
      isActive: isActive === undefined ? null : Number(isActive),
      name: page.after?.name ?? '',
      id: page.after?.id ?? '',
      count: page.limit + 1,
    },
  );

/** Ids of the products with a text in their name, in the order of names, out of the index alone. For short texts. */
export function withText(store: Store, text: string): string[] {
  const [a, b, c, d] = searchPatterns(text);
  const like = (name: string): string => `name LIKE @${name} ESCAPE '\\'`;
  return store
    .all<{ id: string }>(
      'products with text',
      `SELECT id FROM product WHERE deleted_at IS NULL AND (${['a', 'b', 'c', 'd'].map(like).join(' OR ')})
        ORDER BY name COLLATE NOCASE, id`,
      { a, b, c, d },
    )
    .map((row) => row.id);
}

/** Some products, by name. */
export const byIds = (store: Store, now: Now, ids: readonly string[]): ListRow[] =>
  store.all(
    'products by id',
    `SELECT ${listColumns} ${listFrom} WHERE p.id IN (SELECT value FROM json_each(@ids)) AND p.deleted_at IS NULL
      ORDER BY p.name COLLATE NOCASE, p.id`,
    { today: now.today, ids: JSON.stringify(ids) },
  );

/** Products that an index query finds, the newest ones, by name. */
export const foundByName = (store: Store, now: Now, match: string, count: number): ListRow[] =>
  store
    .all<ListRow>(
      'products found',
      `SELECT ${listColumns} FROM search_product x CROSS JOIN search_row s CROSS JOIN product p
        JOIN category c ON c.id = p.category_id
        LEFT JOIN connection n ON n.id = p.connection_id AND n.deleted_at IS NULL
        WHERE search_product MATCH @match AND s.seq = x.rowid AND p.id = s.entity_id
        ORDER BY x.rowid DESC LIMIT @count`,
      { today: now.today, match, count },
    )
    .toSorted((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));

/** Single products that sell a tariff over one of some connections, by name. */
export const ofTariff = (store: Store, now: Now, connectionIds: readonly string[], tariff: string): ListRow[] =>
  store.all(
    'products of tariff over connections',
    `SELECT ${listColumns} ${listFrom} WHERE p.connection_id IN (SELECT value FROM json_each(@ids))
      AND p.package_identifier = @tariff AND p.type = 'single' AND p.deleted_at IS NULL
      ORDER BY p.name COLLATE NOCASE, p.id LIMIT 200`,
    { today: now.today, ids: JSON.stringify(connectionIds), tariff },
  );

/** A product that can be ordered with the prices that it can be ordered at; null: it cannot be ordered now. */
export function orderable(row: ListRow, currency: string): OrderableProduct | null {
  const product = productRow(row, currency);
  if (product.notOrderable.length > 0) return null;
  return {
    ...product,
    prices: pricesOfRow(row)
      .filter(isSellable)
      .map((price) => ({ ...price, rate: null })),
  };
}
