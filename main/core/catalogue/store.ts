import type { Category, Price, Product } from '../../../preload/api/catalogue.ts';
import type { Store } from '../store/index.ts';
import { packageName } from './packages.ts';
import { notOrderable, type StoredPrice } from './rules.ts';

interface CategoryRow {
  readonly id: string;
  readonly parent_id: string | null;
  readonly name: string;
  readonly description: string;
  readonly short_description: string;
  readonly product_count: number;
  readonly created_at: string;
  readonly updated_at: string;
}

const categorySelect = `SELECT c.id, c.parent_id, c.name, c.description, c.short_description, c.created_at, c.updated_at,
  (SELECT count(*) FROM product p WHERE p.category_id = c.id AND p.deleted_at IS NULL) AS product_count
  FROM category c WHERE c.deleted_at IS NULL`;

const category = (row: CategoryRow): Category => ({
  id: row.id,
  name: row.name,
  parentId: row.parent_id,
  description: row.description,
  shortDescription: row.short_description,
  productCount: row.product_count,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

/** All categories, by name. */
export const allCategories = (store: Store): Category[] =>
  store.all<CategoryRow>('categories', `${categorySelect} ORDER BY c.name COLLATE NOCASE, c.id`).map(category);

/** A category that was not deleted. */
export function findCategory(store: Store, id: string): Category | undefined {
  const row = store.get<CategoryRow>('category by id', `${categorySelect} AND c.id = @id`, { id });
  return row && category(row);
}

/** Category → its parent, of all that were not deleted. */
export const categoryParents = (store: Store): Map<string, string | null> =>
  new Map(
    store
      .all<{ id: string; parent_id: string | null }>(
        'category parents',
        'SELECT id, parent_id FROM category WHERE deleted_at IS NULL',
      )
      .map((row) => [row.id, row.parent_id]),
  );

/** True when a category holds products or subcategories. */
export const categoryIsUsed = (store: Store, id: string): boolean =>
  store.get<{ used: number }>(
    'category used',
    `SELECT EXISTS (SELECT 1 FROM product WHERE category_id = @id AND deleted_at IS NULL)
      OR EXISTS (SELECT 1 FROM category WHERE parent_id = @id AND deleted_at IS NULL) AS used`,
    { id },
  )?.used === 1;

interface ProductRow {
  readonly id: string;
  readonly category_id: string;
  readonly category_name: string;
  readonly is_active: number;
  readonly is_visible: number;
  readonly name: string;
  readonly description: string;
  readonly connection_id: string | null;
  readonly connection_name: string | null;
  readonly connection_enabled: number | null;
  readonly package_identifier: string;
  readonly prices: string;
  readonly created_at: string;
  readonly updated_at: string;
}

// A deleted connection counts as none: its name and state must not look as if something could be bought through it.
const productSelect = `SELECT p.id, p.category_id, c.name AS category_name, p.is_active, p.is_visible, p.name,
  p.description, n.id AS connection_id, n.name AS connection_name, n.is_enabled AS connection_enabled,
  p.package_identifier, p.created_at, p.updated_at,
  (SELECT json_group_array(json_object('termMonths', r.term_months, 'currency', r.currency,
      'amountMinor', r.amount_minor) ORDER BY r.term_months, r.currency)
    FROM price r WHERE r.product_id = p.id) AS prices
  FROM product p JOIN category c ON c.id = p.category_id
  LEFT JOIN connection n ON n.id = p.connection_id AND n.deleted_at IS NULL
  WHERE p.deleted_at IS NULL`;
const productOrder = 'ORDER BY c.name COLLATE NOCASE, p.name COLLATE NOCASE, p.id';

function product(row: ProductRow): Product {
  const prices = JSON.parse(row.prices) as Price[];
  return {
    id: row.id,
    categoryId: row.category_id,
    type: 'single',
    isActive: row.is_active === 1,
    isVisible: row.is_visible === 1,
    name: row.name,
    description: row.description,
    prices,
    connectionId: row.connection_id,
    packageIdentifier: row.package_identifier,
    categoryName: row.category_name,
    connectionName: row.connection_name,
    packageName: packageName(row.package_identifier),
    notOrderable: notOrderable({
      isActive: row.is_active === 1,
      priceCount: prices.length,
      connectionEnabled: row.connection_enabled === null ? null : row.connection_enabled === 1,
      packageIdentifier: row.package_identifier,
    }),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** Products by category and name; of one category when it is given. */
export const allProducts = (store: Store, categoryId: string | undefined): Product[] =>
  (categoryId === undefined
    ? store.all<ProductRow>('products', `${productSelect} ${productOrder}`)
    : store.all<ProductRow>(
        'products of category',
        `${productSelect} AND p.category_id = @categoryId ${productOrder}`,
        {
          categoryId,
        },
      )
  ).map(product);

/** A product that was not deleted. */
export function findProduct(store: Store, id: string): Product | undefined {
  const row = store.get<ProductRow>('product by id', `${productSelect} AND p.id = @id`, { id });
  return row && product(row);
}

/** The prices of a product with the ids of their rows. */
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
