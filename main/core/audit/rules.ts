/** Where a page of the history begins: entries before this one. The first page begins after all of them. */
export function beforeSeq(cursor: string | undefined): number | null {
  if (cursor === undefined) return Number.MAX_SAFE_INTEGER;
  return /^\d{1,15}$/.test(cursor) ? Number(cursor) : null;
}
