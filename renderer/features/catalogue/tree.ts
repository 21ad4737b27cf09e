import type { CategoryRow, ProductRow } from '../../../preload/api/catalogue.ts';

/** A category with what stands in it. */
export interface CategoryNode {
  readonly category: CategoryRow;
  readonly children: readonly CategoryNode[];
  readonly products: readonly ProductRow[];
}

/** Categories as a tree, in the order they come. One whose parent is gone stands at the top, so that nothing is lost. */
export function categoryTree(categories: readonly CategoryRow[], products: readonly ProductRow[]): CategoryNode[] {
  const ids = new Set(categories.map(({ id }) => id));
  const under = Map.groupBy(categories, ({ parentId }) => (parentId !== null && ids.has(parentId) ? parentId : null));
  const within = Map.groupBy(products, ({ categoryId }) => categoryId);
  const nodesUnder = (parentId: string | null, above: readonly string[]): CategoryNode[] =>
    (under.get(parentId) ?? [])
      // A circle, which cannot be made, would never end.
      .filter(({ id }) => !above.includes(id))
      .map((category) => ({
        category,
        children: nodesUnder(category.id, [...above, category.id]),
        products: within.get(category.id) ?? [],
      }));
  return nodesUnder(null, []);
}

const indexes = new WeakMap<readonly CategoryRow[], ReadonlyMap<string, CategoryRow>>();

/** Categories by id. Made once for each answer of core: lists ask for the path of every category while somebody types. */
function indexOf(categories: readonly CategoryRow[]): ReadonlyMap<string, CategoryRow> {
  const known = indexes.get(categories);
  if (known) return known;
  const index = new Map(categories.map((category) => [category.id, category]));
  indexes.set(categories, index);
  return index;
}

/** A category's name with those above it: `Licenses › VPS`. */
export function categoryPath(categories: readonly CategoryRow[], id: string): string {
  const byId = indexOf(categories);
  const names: string[] = [];
  const seen = new Set<string>();
  for (let at = byId.get(id); at && !seen.has(at.id); at = at.parentId === null ? undefined : byId.get(at.parentId)) {
    seen.add(at.id);
    names.unshift(at.name);
  }
  return names.join(' › ');
}

/** The categories that `id` may be placed under: not itself, and nothing below it (spec item 21). */
export function possibleParents(categories: readonly CategoryRow[], id: string | null): CategoryRow[] {
  if (id === null) return [...categories];
  const below = new Set([id]);
  for (let before = 0; before !== below.size;) {
    before = below.size;
    for (const category of categories) {
      if (category.parentId !== null && below.has(category.parentId)) below.add(category.id);
    }
  }
  return categories.filter((category) => !below.has(category.id));
}
