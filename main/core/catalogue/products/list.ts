import type { catalogue } from '../../../../preload/api/catalogue.ts';
import type { Output, Parsed } from '../../../../preload/api/contract.ts';
import type { ProductFilter, ProductSortBy } from '../../../../preload/api/product-list.ts';
import { maxFound } from '../../../../preload/api/values.ts';
import { folded, matchOf, wordsOf } from '../../search/index.ts';
import { type OrderKey, paging, type Store } from '../../store/index.ts';
import { categoriesUnder } from '../categories/store.ts';
import { listColumns, listFrom, type ListRow, type Now, productRow } from './rows.ts';

/** What pages are read by. */
const orders: Readonly<Record<ProductSortBy, OrderKey<ListRow>>> = {
  place: { sql: 'p.position', of: (row) => row.position },
  name: { sql: 'p.name COLLATE NOCASE', of: (row) => row.name },
  // Ids rise with time.
  createdAt: { sql: 'p.id', of: (row) => row.id },
  updatedAt: { sql: 'p.updated_at', of: (row) => row.updated_at },
};

type Condition = readonly [shape: string, sql: string, params: Readonly<Record<string, string | number>>];

/** A filter in SQL about the product `p`. The same shape is the same statement. */
export function filterConditions(store: Store, filter: ProductFilter): Condition[] {
  const { categoryId, underCategoryId, type, purchaseType, isActive, isVisible } = filter;
  const { connectionId, packageIdentifier, reportCode } = filter;
  const all: (Condition | undefined | false)[] = [
    isSearch(filter) && ['found', 'p.id IN (SELECT value FROM json_each(@found))', { found: foundIds(store, filter) }],
    categoryId !== undefined && ['in', 'p.category_id = @categoryId', { categoryId }],
    underCategoryId !== undefined && [
      'under',
      'p.category_id IN (SELECT value FROM json_each(@under))',
      { under: JSON.stringify(categoriesUnder(store, underCategoryId)) },
    ],
    type !== undefined && ['type', 'p.type = @type', { type }],
    purchaseType !== undefined && ['purchase', 'p.purchase_type = @purchaseType', { purchaseType }],
    isActive !== undefined && ['active', 'p.is_active = @isActive', { isActive: Number(isActive) }],
    isVisible !== undefined && ['visible', 'p.is_visible = @isVisible', { isVisible: Number(isVisible) }],
    connectionId !== undefined && ['connection', 'p.connection_id = @connectionId', { connectionId }],
    packageIdentifier !== undefined && ['package', 'p.package_identifier = @packageIdentifier', { packageIdentifier }],
    reportCode !== undefined && [
      'code',
      '(p.report_code_1 = @reportCode OR p.report_code_2 = @reportCode)',
      { reportCode },
    ],
  ];
  return all.filter((each): each is Condition => Array.isArray(each));
}

const isSearch = (filter: ProductFilter): boolean => wordsOf(filter.search ?? '').length > 0;

/**
 * Ids of the newest products that hold each word of the search, as a list in JSON. Words of three letters and more are looked up in the
 * index; shorter ones are looked for in what it finds, or in the names where there is no longer one.
 */
function foundIds(store: Store, { search = '' }: ProductFilter): string {
  const words = wordsOf(search);
  const match = matchOf(words);
  const short = words.filter((word) => Array.from(word).length < 3);
  interface Found {
    readonly id: string;
    readonly texts: string;
  }
  const texts = "p.name || ' ' || p.package_identifier || ' ' || p.slug || ' ' || coalesce(p.keywords, '') AS texts";
  const rows =
    match === null
      ? store.all<Found>(
          'products by their texts',
          `SELECT p.id, ${texts} FROM product p WHERE p.deleted_at IS NULL ORDER BY p.id DESC`,
          {},
        )
      : store.all<Found>(
          'products by the index',
          `SELECT p.id, ${texts} FROM search_product x CROSS JOIN search_row s CROSS JOIN product p
            WHERE search_product MATCH @match AND s.seq = x.rowid AND p.id = s.entity_id
            ORDER BY x.rowid DESC LIMIT @count`,
          { match, count: maxFound },
        );
  const ids = rows.filter((row) => {
    if (short.length === 0) return true;
    const text = folded(row.texts);
    return short.every((word) => text.includes(word));
  });
  return JSON.stringify(ids.slice(0, maxFound).map(({ id }) => id));
}

const whereOf = (all: readonly Condition[]): string => all.map(([, sql]) => `AND ${sql} `).join('');
const paramsOf = (all: readonly Condition[]): Record<string, string | number> =>
  Object.assign({}, ...all.map(([, , params]) => params)) as Record<string, string | number>;
const shapeOf = (all: readonly Condition[]): string => all.map(([shape]) => shape).join(' ');

/** A page of the products that a filter leaves, in an order; by name when none is asked for, of one category in its own. */
export function listPage(
  store: Store,
  now: Now,
  { sort, cursor, limit, ...filter }: Parsed<typeof catalogue.listProducts>,
): Output<typeof catalogue.listProducts> {
  const by = sort?.by ?? (filter.categoryId === undefined ? 'name' : 'place');
  const all = filterConditions(store, filter);
  const at = paging(orders, 'p.id', { cursor, limit, sort: { by, isDescending: sort?.isDescending ?? false } });
  const { rows, nextCursor } = at.cut(
    store.all<ListRow>(
      `products ${at.shape} ${shapeOf(all)}`,
      `SELECT ${listColumns} ${listFrom} WHERE p.deleted_at IS NULL ${whereOf(all)} AND ${at.sql}`,
      { ...paramsOf(all), today: now.today, ...at.params },
    ),
  );
  return { rows: rows.map((row) => productRow(row, now.currency)), nextCursor };
}

/** How many products a filter leaves; of a search at most `maxFound`. */
export function countOf(store: Store, filter: ProductFilter): number {
  const all = filterConditions(store, filter);
  return (
    store.get<{ count: number }>(
      `products count ${shapeOf(all)}`,
      `SELECT count(*) AS count FROM product p WHERE p.deleted_at IS NULL ${whereOf(all)}`,
      paramsOf(all),
    )?.count ?? 0
  );
}
