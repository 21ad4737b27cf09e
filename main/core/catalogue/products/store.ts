import type { Product, RecommendationInput } from '../../../../preload/api/catalogue-product.ts';
import type { Store } from '../../store/index.ts';
import { listColumns, listFrom, type ListRow, type Now, pricesOfRow, productRow, quantityOf } from './rows.ts';
import type { Inheriting } from './inherit.ts';
import type { StoredPrice } from './prices.ts';

interface DetailRow extends ListRow {
  readonly description: string;
  readonly report_code_1: string;
  readonly report_code_2: string;
  readonly keywords: string | null;
  readonly default_term: Inheriting['defaultTerm'];
  readonly allow_affiliate: number | null;
  readonly trial_days: number;
  readonly trial_notice_days: number;
  readonly trial_end_action: Product['trial']['endAction'];
  readonly trial_migrate_product_id: string | null;
  readonly revenue_recognition: Inheriting['revenueRecognition'];
  readonly blueprint: Product['blueprint'];
  readonly setup_function: Product['setupFunction'];
  readonly defer_mode: Inheriting['deferMode'];
  readonly provider: string | null;
  readonly category_defer_mode: Product['effective']['deferMode']['effective'];
  readonly is_in_use: number;
}

/** A product's own row with the settings it was given, and what its category says. */
export type OwnProduct = Omit<
  Product,
  | 'componentIds'
  | 'components'
  | 'recommendations'
  | 'recommended'
  | 'images'
  | 'options'
  | 'attributes'
  | 'effective'
  | 'unsellableTerms'
> & { readonly categoryDeferMode: DetailRow['category_defer_mode'] };

/** A product that was not deleted, without what belongs to it. */
export function findProduct(store: Store, id: string, now: Now): OwnProduct | undefined {
  const row = store.get<DetailRow>(
    'product by id',
    `SELECT ${listColumns}, p.description, p.report_code_1, p.report_code_2, p.keywords,
      p.default_term, p.allow_affiliate, p.trial_days, p.trial_notice_days, p.trial_end_action,
      p.trial_migrate_product_id, p.revenue_recognition, p.blueprint, p.setup_function, p.defer_mode, n.provider,
      c.defer_mode AS category_defer_mode,
      (EXISTS (SELECT 1 FROM contract_product k WHERE k.product_id = p.id)
        OR EXISTS (SELECT 1 FROM contract_bundle k WHERE k.product_id = p.id)) AS is_in_use
      ${listFrom} WHERE p.id = @id AND p.deleted_at IS NULL`,
    { id, today: now.today },
  );
  if (!row) return undefined;
  return {
    ...productRow(row, now.currency),
    description: row.description,
    quantity: quantityOf(row),
    reportCode1: row.report_code_1,
    reportCode2: row.report_code_2,
    keywords: row.keywords,
    prices: pricesOfRow(row),
    multiCurrency: row.multi_currency,
    defaultTerm: row.default_term,
    allowAffiliate: row.allow_affiliate === null ? null : row.allow_affiliate === 1,
    trial: {
      isSupported: row.trial_supported === 1,
      isForced: row.trial_forced === 1,
      days: row.trial_days,
      noticeDays: row.trial_notice_days,
      endAction: row.trial_end_action,
      migrateProductId: row.trial_migrate_product_id,
    },
    revenueRecognition: row.revenue_recognition,
    blueprint: row.blueprint,
    setupFunction: row.setup_function,
    deferMode: row.defer_mode,
    provider: row.provider,
    categoryDeferMode: row.category_defer_mode,
    isInUse: row.is_in_use === 1,
  };
}

/** The id of the product with a store link, of those that were not deleted. */
export const productWithSlug = (store: Store, slug: string): string | undefined =>
  store.get<{ id: string }>(
    'product by slug',
    "SELECT id FROM product WHERE slug = @slug AND slug <> '' AND deleted_at IS NULL",
    {
      slug,
    },
  )?.id;

/** What a check of other products asks: whether it is there, and what it is. */
export const productKind = (store: Store, id: string): { readonly type: Product['type'] } | undefined =>
  store.get('product kind', 'SELECT type FROM product WHERE id = @id AND deleted_at IS NULL', { id });

/** A product whether it was deleted or not. */
export const anyProduct = (
  store: Store,
  id: string,
):
  | {
      readonly category_id: string;
      readonly name: string;
      readonly slug: string;
      readonly deleted_at: string | null;
    }
  | undefined =>
  store.get('product, also deleted', 'SELECT category_id, name, slug, deleted_at FROM product WHERE id = @id', { id });

/** True when contracts were made of a product. */
export const isInUse = (store: Store, id: string): boolean =>
  store.get(
    'product in use',
    `SELECT 1 FROM contract_product WHERE product_id = @id UNION ALL
    SELECT 1 FROM contract_bundle WHERE product_id = @id LIMIT 1`,
    { id },
  ) !== undefined;

/** True when a bundle that was not deleted holds a product. */
export const isInBundle = (store: Store, id: string): boolean =>
  store.get(
    'product in bundle',
    `SELECT 1 FROM bundle_component b JOIN product p ON p.id = b.bundle_id
      WHERE b.product_id = @id AND p.deleted_at IS NULL LIMIT 1`,
    { id },
  ) !== undefined;

/** The stored prices of a product with the ids of their rows. */
export const pricesOf = (store: Store, productId: string): StoredPrice[] =>
  store.all<StoredPrice>(
    'prices of product',
    `SELECT id, term_months AS termMonths, currency, amount_minor AS amountMinor FROM price
      WHERE product_id = @productId ORDER BY term_months, currency`,
    { productId },
  );

/** A connection as far as the catalogue cares: whether it can be chosen. Undefined when there is none of that id. */
export const findConnection = (store: Store, id: string): { readonly is_enabled: number } | undefined =>
  store.get('catalogue connection', 'SELECT is_enabled FROM connection WHERE id = @id AND deleted_at IS NULL', { id });

/** The products of a bundle in order, with the ids of their rows. */
export const componentsOf = (
  store: Store,
  bundleId: string,
): {
  readonly row: string;
  readonly position: number;
  readonly id: string;
  readonly name: string;
  readonly is_active: number;
}[] =>
  store.all(
    'bundle components',
    `SELECT b.id AS row, b.position, p.id, p.name, p.is_active FROM bundle_component b
      JOIN product p ON p.id = b.product_id WHERE b.bundle_id = @bundleId ORDER BY b.position, b.id`,
    { bundleId },
  );

export interface RecommendationRow extends RecommendationInput {
  readonly row: string;
  readonly position: number;
  readonly name: string;
  /** 1: not shown (deleted, not active, not visible to clients). */
  readonly is_hidden: number;
}

/** What a product recommends, in order, with the ids of the rows. */
export const recommendationsOf = (store: Store, productId: string): RecommendationRow[] =>
  store.all(
    'recommendations of product',
    `SELECT r.id AS row, r.position, iif(p.id IS NULL, 'category', 'product') AS kind, coalesce(p.id, c.id) AS id,
      coalesce(p.name, c.name) AS name,
      CASE WHEN p.id IS NULL THEN c.deleted_at IS NOT NULL
        ELSE p.deleted_at IS NOT NULL OR p.is_active = 0 OR p.is_visible = 0 END AS is_hidden
      FROM recommendation r LEFT JOIN product p ON p.id = r.recommended_product_id
      LEFT JOIN category c ON c.id = r.recommended_category_id
      WHERE r.product_id = @productId ORDER BY r.position, r.id`,
    { productId },
  );

/** Last place in a category, null when it is empty. */
export const lastPlace = (store: Store, categoryId: string): string | null =>
  store.get<{ position: string }>(
    'last product of category',
    `SELECT position FROM product WHERE category_id = @categoryId AND deleted_at IS NULL
      ORDER BY position DESC, id DESC LIMIT 1`,
    { categoryId },
  )?.position ?? null;

/** The place of a product in its category and the one before it, not counting `id`; undefined when it is not there. */
export const placesAround = (
  store: Store,
  of: { readonly categoryId: string; readonly beforeId: string; readonly id: string },
): { readonly at: string; readonly previous: string | null } | undefined =>
  store.get(
    'places around product',
    `SELECT b.position AS at, (SELECT o.position FROM product o WHERE o.category_id = @categoryId AND o.deleted_at IS NULL
        AND (o.position, o.id) < (b.position, b.id) AND o.id <> @id ORDER BY o.position DESC, o.id DESC LIMIT 1) AS previous
      FROM product b WHERE b.id = @beforeId AND b.category_id = @categoryId AND b.deleted_at IS NULL`,
    of,
  );

/** The products of a category in their order. */
export const idsOf = (store: Store, categoryId: string): string[] =>
  store
    .all<{ id: string }>(
      'product ids of category',
      'SELECT id FROM product WHERE category_id = @categoryId AND deleted_at IS NULL ORDER BY position, id',
      { categoryId },
    )
    .map((row) => row.id);
