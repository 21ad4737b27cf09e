import type { Change, ChangeAnswer, LoggedChange, Register, Skipped } from '../../../main/core/sync/transport.ts';
import type { Granted } from './memory-grants.ts';

/** Bugs of a hub for the test of the tests. */
export interface HubPlants {
  /** Two pushes at once read the same head. */
  readonly noRowLock?: boolean;
  /** The last one wins, whatever its editor saw. */
  readonly lastWriterWins?: boolean;
  /** A push that is told again is done again. */
  readonly noDeskSeqCheck?: boolean;
  /** Own changes that the hub has not answered yet count as somebody else's. */
  readonly noBaseOwn?: boolean;
  /** What is handed out once is given to everybody who asks. */
  readonly noHolder?: boolean;
}

export interface Op extends LoggedChange {
  /** Number of the field's live value right after it. */
  readonly liveRev: number;
  readonly resolvedBy: number;
  /** For the judge: what was live before it, of this field and of the row's others. */
  readonly met: Register | null;
  readonly row: readonly Register[];
}

export interface Desk {
  readonly id: string;
  name: string;
  revoked: boolean;
  last: number;
  acked: number;
  lastSeen: string;
  checksum: string;
  open: readonly string[];
  waiting: number;
  sessions: string[];
  /** Epoch whose hello it answered: it has told what it was granted before. */
  confirmed: string;
  /** The desk whose copied profile it was made for, or ''. */
  forkedFrom: string;
  answers: Map<number, { change: Change; answer: ChangeAnswer }>;
}

export interface Workspace extends Granted {
  epoch: string;
  head: number;
  minSeq: number;
  skipped: Skipped[];
  /** When the hub was last restored, ms. */
  epochAt: number;
  checksum: string;
  registers: Map<string, Register>;
  files: Map<string, Uint8Array>;
  ops: Map<number, Op>;
  /** All of this hub's past, compacted or not, in the order it was stored: for the judge. */
  past: Op[];
  desks: Map<string, Desk>;
}

export const keyOf = (change: { entity: string; rowId: string; field: string }): string =>
  [change.entity, change.rowId, change.field].join('\u0000');
export const deletedField = 'deleted_at';

/** At most so many, and not much more than 4 MB of values. */
export function page<T extends { readonly value: string | null }>(rows: readonly T[], limit: number): T[] {
  let size = 0;
  const end = rows.findIndex(({ value }) => (size += value?.length ?? 0) > 4_000_000);
  return rows.slice(0, Math.min(limit, end === -1 ? rows.length : end + 1));
}

export const contentOf = ({
  changeSet,
  entity,
  rowId,
  field,
  value,
  policy,
  hlc,
  actor,
  resolves,
  schema,
}: Change): string => JSON.stringify([changeSet, entity, rowId, field, value, policy, hlc, actor, resolves, schema]);

export function logged(op: Op): LoggedChange {
  const { liveRev, resolvedBy, met, row, ...change } = op;
  void [liveRev, resolvedBy, met, row];
  return change;
}
