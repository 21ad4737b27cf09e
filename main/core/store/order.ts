import { before, cut } from './page.ts';

/** What pages of a list are read by besides the id: SQL that an index knows, and its value in a row. */
export interface OrderKey<Row> {
  readonly sql: string;
  readonly of: (row: Row) => string;
}

/** A page of a list in SQL: which rows, in which order, and what is bound to it. */
export interface Paging<Row> {
  /** Names the statement. */
  readonly shape: string;
  /** Ends the statement, after `WHERE` and what else the list asks. */
  readonly sql: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** The page out of what was read, with where the next one begins. */
  readonly cut: (rows: readonly Row[]) => { rows: Row[]; nextCursor: string | null };
}

/** Sorts after every text that a column holds. */
const last = '\u{10FFFF}';

/**
 * Keyset paging of a list: the newest first by the id, or by a key that was asked for and where that is the same by the id. An order
 * by age gives the id as its key.
 */
export function paging<By extends string, Row extends { readonly id: string }>(
  keys: Readonly<Record<By, OrderKey<Row>>>,
  id: string,
  page: {
    readonly cursor?: string | undefined;
    readonly limit: number;
    readonly sort?: { readonly by: By; readonly isDescending: boolean } | undefined;
  },
): Paging<Row> {
  const { cursor, limit, sort } = page;
  const count = limit + 1;
  if (sort === undefined)
    return {
      shape: '',
      sql: `${id} < @before ORDER BY ${id} DESC LIMIT @count`,
      params: { before: before(cursor), count },
      cut: (rows) => cut(rows, limit),
    };
  const { sql, of } = keys[sort.by];
  const [edge, compare, direction] = sort.isDescending ? [last, '<', 'DESC'] : ['', '>', 'ASC'];
  const [key = edge, after = edge] = cursorParts(cursor);
  return {
    shape: `by ${sort.by} ${direction}`,
    ...(sql === id
      ? {
          sql: `${id} ${compare} @after ORDER BY ${id} ${direction} LIMIT @count`,
          params: { after, count },
        }
      : {
          // The first condition is what an index on the key is entered by.
          sql: `${sql} ${compare}= @key AND (${sql}, ${id}) ${compare} (@key, @after)
            ORDER BY ${sql} ${direction}, ${id} ${direction} LIMIT @count`,
          params: { key, after, count },
        }),
    cut: (rows) => {
      const kept = rows.slice(0, limit);
      const end = kept.at(-1);
      return { rows: kept, nextCursor: rows.length > limit && end ? JSON.stringify([of(end), end.id]) : null };
    },
  };
}

/** The texts of a cursor; of one that is none, nothing: the page begins at the beginning. */
export function cursorParts(cursor: string | undefined): string[] {
  if (cursor === undefined) return [];
  try {
    const read: unknown = JSON.parse(cursor);
    return Array.isArray(read) && read.length === 2 ? read.map(String) : [];
  } catch {
    return [];
  }
}
