/**
 * Newest-first keyset paging over ids that rise with time (UUIDv7). A query asks for `limit + 1` rows with
 * `id < @before`; `cut` keeps `limit` of them and says where the next page begins.
 */
export function before(cursor: string | undefined): string {
  // '~' sorts after every id.
  return cursor ?? '~';
}

export function cut<Row extends { readonly id: string }>(
  rows: readonly Row[],
  limit: number,
): { rows: Row[]; nextCursor: string | null } {
  const kept = rows.slice(0, limit);
  return { rows: kept, nextCursor: rows.length > limit ? (kept.at(-1)?.id ?? null) : null };
}
