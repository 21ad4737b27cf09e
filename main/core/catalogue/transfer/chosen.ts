import type { ChosenProducts, ProductFilter } from '../../../../preload/api/catalogue-transfer.ts';
import { folded, matchOf, wordsOf } from '../../search/index.ts';
import type { Store } from '../../store/index.ts';
import { categoryParents } from '../categories/store.ts';

/** SQL about the product `p`, with what it binds. The same conditions make the same statement. */
export interface Condition {
  readonly name: string;
  readonly sql: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Which products are chosen, as a condition on `p`; none that was deleted. */
export function chosenProducts(store: Store, chosen: ChosenProducts): Condition {
  const parts: [name: string, sql: string, params: Record<string, string | number>][] =
    chosen.by === 'ids'
      ? [['ids', 'p.id IN (SELECT value FROM json_each(@ids))', { ids: JSON.stringify(chosen.ids) }]]
      : conditions(store, chosen.filter);
  return {
    name: parts.map(([name]) => name).join(' '),
    sql: ['p.deleted_at IS NULL', ...parts.map(([, sql]) => sql)].join(' AND '),
    params: Object.assign({}, ...parts.map(([, , params]) => params)) as Condition['params'],
  };
}

function conditions(
  store: Store,
  { search, categoryId, underCategoryId, isActive, isVisible }: ProductFilter,
): [string, string, Record<string, string | number>][] {
  const all: [string, string, Record<string, string | number>][] = [];
  if (categoryId !== undefined) all.push(['in', 'p.category_id = @categoryId', { categoryId }]);
  if (underCategoryId !== undefined) {
    const under = JSON.stringify(idsUnder(categoryParents(store), underCategoryId));
    all.push(['under', 'p.category_id IN (SELECT value FROM json_each(@under))', { under }]);
  }
  if (isActive !== undefined) all.push(['active', 'p.is_active = @isActive', { isActive: Number(isActive) }]);
  if (isVisible !== undefined) all.push(['visible', 'p.is_visible = @isVisible', { isVisible: Number(isVisible) }]);
  const words = wordsOf(search ?? '');
  if (words.length > 0) {
    const found = JSON.stringify(foundBy(store, words));
    all.push(['found', 'p.id IN (SELECT value FROM json_each(@found))', { found }]);
  }
  return all;
}

/** A category and all that are below it. */
function idsUnder(parents: ReadonlyMap<string, string | null>, top: string): string[] {
  const children = new Map<string, string[]>();
  for (const [id, parent] of parents) {
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), id]);
  }
  const found: string[] = [];
  const seen = new Set<string>();
  for (const open = [top]; open.length > 0;) {
    const id = open.pop();
    if (id === undefined || seen.has(id)) continue;
    seen.add(id);
    found.push(id);
    open.push(...(children.get(id) ?? []));
  }
  return found;
}

/** Products that hold each word in name, keywords, store link or package: looked up in the index where a word is long enough for it. */
function foundBy(store: Store, words: readonly string[]): string[] {
  const match = matchOf(words);
  const texts = "p.name || ' ' || coalesce(p.keywords, '') || ' ' || p.slug || ' ' || p.package_identifier AS texts";
  const rows =
    match === null
      ? store.all<{ id: string; texts: string }>(
          'chosen products by text',
          `SELECT p.id, ${texts} FROM product p WHERE p.deleted_at IS NULL`,
        )
      : store.all<{ id: string; texts: string }>(
          'chosen products by index',
          `SELECT p.id, ${texts} FROM search_product x CROSS JOIN search_row s CROSS JOIN product p
            WHERE search_product MATCH @match AND s.seq = x.rowid AND p.id = s.entity_id`,
          { match },
        );
  return rows.filter(({ texts: of }) => words.every((word) => folded(of).includes(word))).map(({ id }) => id);
}
