import type { ChangeAnswer, LoggedChange, Outcome, Policy, Register } from '../transport.ts';

/** What the hub's functions answer: columns instead of rows, see schema/0040-read.ts. */
export interface PushReply {
  readonly head: number;
  /** All applied, numbered from this one on. */
  readonly applied?: number;
  readonly answers?: readonly (readonly [deskSeq: number, outcome: Outcome, seq: number, reason: string])[] | null;
}

type Column<T> = readonly T[];
export type LogColumns = readonly [
  seq: Column<number>,
  deskId: Column<string>,
  deskSeq: Column<number>,
  changeSet: Column<string>,
  entity: Column<string>,
  rowId: Column<string>,
  field: Column<string>,
  value: Column<string | null>,
  policy: Column<Policy>,
  baseRev: Column<number>,
  baseOwn: Column<number>,
  hlc: Column<string>,
  actor: Column<string>,
  resolves: Column<number>,
  schema: Column<number>,
  outcome: Column<LoggedChange['outcome']>,
  receivedAt: Column<string>,
];
type RegisterColumns = readonly [
  entity: Column<string>,
  rowId: Column<string>,
  field: Column<string>,
  value: Column<string | null>,
  rev: Column<number>,
  deskId: Column<string>,
  deskSeq: Column<number>,
  hlc: Column<string>,
  actor: Column<string>,
];

/** The answer to each change that was pushed, `first` being the lowest `deskSeq`. */
export function pushAnswers(reply: PushReply, first: number, count: number): readonly ChangeAnswer[] {
  const { applied } = reply;
  if (applied !== undefined) {
    return Array.from({ length: count }, (_, at) => ({
      deskSeq: first + at,
      outcome: 'applied',
      seq: applied + at,
      reason: '',
    }));
  }
  return (reply.answers ?? []).map(([deskSeq, outcome, seq, reason]) => ({ deskSeq, outcome, seq, reason }));
}

// The columns of one answer are of one length: the server makes them of the same rows.
const at = <T>(column: Column<T>, row: number): T => column[row] as T;

export function loggedChanges(columns: LogColumns | null): readonly LoggedChange[] {
  if (columns === null) return [];
  return columns[0].map((seq, row) => ({
    seq,
    deskId: at(columns[1], row),
    deskSeq: at(columns[2], row),
    changeSet: at(columns[3], row),
    entity: at(columns[4], row),
    rowId: at(columns[5], row),
    field: at(columns[6], row),
    value: at(columns[7], row),
    policy: at(columns[8], row),
    baseRev: at(columns[9], row),
    baseOwn: at(columns[10], row),
    hlc: at(columns[11], row),
    actor: at(columns[12], row),
    resolves: at(columns[13], row),
    schema: at(columns[14], row),
    outcome: at(columns[15], row),
    receivedAt: at(columns[16], row),
  }));
}

const separator = '\u001f';
/** A null value among the texts of a column. */
const nothing = '\u001e';

/** A page of the snapshot as the hub's function gives it. */
export interface SnapshotReply {
  /** A bigint, so text. */
  readonly head: string;
  readonly rows: number;
  readonly more: boolean;
  readonly parked: LogColumns | null;
  readonly exact: RegisterColumns | null;
  readonly entity: string | null;
  readonly row_id: string | null;
  readonly field: string | null;
  readonly value: string | null;
  readonly rev: string | null;
  readonly desk_id: string | null;
  readonly desk_seq: string | null;
  readonly hlc: string | null;
  readonly actor: string | null;
}

/**
 * The registers of a page. Null: a text has a separator in it, so that the parts cannot be told; ask for the page in JSON.
 */
export function registersOf(reply: SnapshotReply): readonly Register[] | null {
  if (reply.rows === 0) return [];
  if (reply.exact) return registers(reply.exact);
  const columns = [
    reply.entity,
    reply.row_id,
    reply.field,
    reply.value,
    reply.rev,
    reply.desk_id,
    reply.desk_seq,
    reply.hlc,
    reply.actor,
  ].map((column) => (column ?? '').split(separator));
  if (columns.some(({ length }) => length !== reply.rows)) return null;
  const [entity, rowId, field, value, rev, deskId, deskSeq, hlc, actor] = columns as [
    ...[string[], string[], string[], string[], string[], string[], string[], string[], string[]],
  ];
  return registers([
    entity,
    rowId,
    field,
    value.map((text) => (text === nothing ? null : text)),
    rev.map(Number),
    deskId,
    deskSeq.map(Number),
    hlc,
    actor,
  ]);
}

function registers(columns: RegisterColumns): readonly Register[] {
  return columns[0].map((entity, row) => ({
    entity,
    rowId: at(columns[1], row),
    field: at(columns[2], row),
    value: at(columns[3], row),
    rev: at(columns[4], row),
    deskId: at(columns[5], row),
    deskSeq: at(columns[6], row),
    hlc: at(columns[7], row),
    actor: at(columns[8], row),
  }));
}
