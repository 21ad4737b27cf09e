import type { Operation, OperationCounts, OperationGroup, OperationKind } from '../../../preload/api/operations.ts';
import type { Store } from '../store/index.ts';
import { found, type Found, type Matches } from './search.ts';
import { shownOperations } from './store.ts';
import { isHeld, sections, type Section } from './waiting.ts';

/** What is settled is counted so far: it grows for ever, and nobody needs its number to the last one. */
const mostCounted = 10_000;

/** What a list of operations shows of all there are. */
export interface OperationFilter {
  readonly kind?: OperationKind | undefined;
  readonly connectionId?: string | undefined;
  readonly contractProductId?: string | undefined;
  readonly search?: string | undefined;
}
export interface OperationListing extends OperationFilter {
  readonly group?: OperationGroup | undefined;
  /** Leaves out what is settled. */
  readonly open?: boolean | undefined;
}

/** What a group shows, block after block; within a block the newest is first. */
const blocksOf: Readonly<Record<OperationGroup, readonly (readonly Section[])[]>> = {
  needsPerson: [['unclear'], ['held']],
  underWay: [['moving']],
  settled: [['settled']],
  all: [['unclear'], ['held'], ['moving', 'settled']],
};

interface Page {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** One page, at most `limit` rows. The cursor is the block and id of the last row. */
export const pageOfOperations = (
  store: Store,
  listing: OperationListing,
  page: Page,
): { rows: Operation[]; nextCursor: string | null } => store.snapshot(() => readPage(store, listing, page));

function readPage(
  store: Store,
  { group = 'all', open = false, ...filter }: OperationListing,
  { cursor, limit }: Page,
): { rows: Operation[]; nextCursor: string | null } {
  const [, block = '0', last = '~'] = /^(\d)\.(.+)$/.exec(cursor ?? '') ?? [];
  const matches = filter.search ? matching(store, filter) : null;
  const rows: { readonly block: number; readonly id: string }[] = [];
  for (const [at, all] of blocksOf[group].entries()) {
    const kinds = open ? all.filter((section) => section !== 'settled') : all;
    const missing = limit + 1 - rows.length;
    if (at < Number(block) || missing === 0 || kinds.length === 0) continue;
    const before = at === Number(block) ? last : '~';
    const ids = matches
      ? matches.rows.filter((row) => kinds.includes(row.section) && row.id < before).slice(0, missing)
      : newest(store, kinds, filter, { before, count: missing });
    rows.push(...ids.map(({ id }) => ({ block: at, id })));
  }
  const kept = rows.slice(0, limit);
  const end = kept.at(-1);
  return {
    rows: shownOperations(
      store,
      kept.map(({ id }) => id),
    ),
    nextCursor: rows.length > kept.length && end ? `${end.block}.${end.id}` : null,
  };
}

/** How many there are of each group. */
export const countOperations = (store: Store, filter: OperationFilter): OperationCounts =>
  store.snapshot(() => {
    const matches = filter.search ? matching(store, filter) : null;
    const count = (section: Section): number =>
      matches ? matches.rows.filter((row) => row.section === section).length : countIn(store, section, filter);
    const needsPerson = count('unclear') + count('held');
    const underWay = count('moving');
    const settled = count('settled');
    const isMore = matches ? matches.isCut : settled > mostCounted;
    const shown = isMore && !matches ? mostCounted : settled;
    return { needsPerson, underWay, settled: shown, all: needsPerson + underWay + shown, isMore };
  });

/** How many operations wait for a person. */
export const countNeedingPerson = (store: Store): number => countIn(store, 'unclear', {}) + countIn(store, 'held', {});

/** What the text of a filter finds and the rest of it lets through, newest first. */
function matching(store: Store, { search = '', kind, connectionId, contractProductId }: OperationFilter): Matches {
  const { rows, isCut } = found(store, search);
  const fits = (row: Found): boolean =>
    (kind === undefined || row.kind === kind) &&
    (connectionId === undefined || row.connection_id === connectionId) &&
    (contractProductId === undefined || row.contract_product_id === contractProductId);
  return { rows: rows.filter(fits), isCut };
}

type Bound = Record<string, string | number | null>;

/** Name, condition and values of a filter without its text. */
function conditionOf({ kind, connectionId, contractProductId }: OperationFilter): {
  name: string;
  sql: string;
  bound: Bound;
} {
  const parts = [
    ...(kind === undefined ? [] : [['kind', 'AND o.kind = @kind', kind] as const]),
    ...(connectionId === undefined ? [] : [['connection', 'AND o.connection_id = @connection', connectionId] as const]),
    ...(contractProductId === undefined
      ? []
      : [['contract', 'AND o.contract_product_id = @contract', contractProductId] as const]),
  ];
  return {
    name: parts.map(([name]) => name).join(' '),
    sql: parts.map(([, sql]) => sql).join(' '),
    bound: Object.fromEntries(parts.map(([name, , value]) => [name, value])),
  };
}

/** A SELECT for each state of some sections; each walks an index of that state from its newest end. */
function selects(what: string, kinds: readonly Section[], filter: OperationFilter, tail: string): string[] {
  const condition = conditionOf(filter);
  // `+`: a contract product has few operations, a state has nearly all of them.
  const column = filter.contractProductId === undefined ? 'o.state' : '+o.state';
  return kinds.flatMap((section) =>
    sections[section].map(({ state, held }) => {
      const also = held === undefined ? '' : `AND ${held ? '' : 'NOT '}${isHeld}`;
      const from = held === undefined ? 'operation o' : 'operation o JOIN connection c ON c.id = o.connection_id';
      return `SELECT ${what} FROM ${from} WHERE ${column} = '${state}' ${also} ${condition.sql} ${tail}`;
    }),
  );
}

function newest(
  store: Store,
  kinds: readonly Section[],
  filter: OperationFilter,
  page: { readonly before: string; readonly count: number },
): { id: string }[] {
  const { name, bound } = conditionOf(filter);
  const each = selects('o.id', kinds, filter, 'AND o.id < @before ORDER BY o.id DESC LIMIT @count');
  const sql = `${each.map((select) => `SELECT * FROM (${select})`).join(' UNION ALL ')} ORDER BY id DESC LIMIT @count`;
  return store.all(`operations ${kinds.join('+')} by ${name}`, sql, { ...bound, ...page });
}

function countIn(store: Store, section: Section, filter: OperationFilter): number {
  const { name, bound } = conditionOf(filter);
  const each = selects('1', [section], filter, 'LIMIT @most');
  const sql = `SELECT ${each.map((select) => `(SELECT count(*) FROM (${select}))`).join(' + ')} AS n`;
  return (
    store.get<{ n: number }>(`operations count ${section} by ${name}`, sql, { ...bound, most: mostCounted + 1 })?.n ?? 0
  );
}
