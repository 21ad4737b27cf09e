/**
 * True when `id` would become its own ancestor under `parentId` (spec item 21). `parents` is the tree as it is:
 * category → parent. Ends also on a tree that has a cycle already.
 */
export function makesCycle(parents: ReadonlyMap<string, string | null>, id: string, parentId: string | null): boolean {
  const seen = new Set<string>([id]);
  for (let at = parentId; at !== null; at = parents.get(at) ?? null) {
    if (seen.has(at)) return true;
    seen.add(at);
  }
  return false;
}

/** What the store shows of a category: the short description where there is one, else the description (spec 22, 23). */
export const storeText = (texts: { readonly description: string; readonly shortDescription: string }): string =>
  texts.shortDescription.trim() === '' ? texts.description : texts.shortDescription;
