import type { Change, Outcome, Register } from '../../../main/core/sync/transport.ts';
import { deletedField, type HubPlants, keyOf, type Op, type Workspace } from './memory-workspace.ts';

const maxBytes = 1_000_000;
const isName = (text: string): boolean => text.length > 0 && text.length <= 200;

/** What a hub judges by. */
interface Court {
  readonly registers: Workspace['registers'];
  /** Worked out only where it is asked for. */
  readonly log: () => readonly Op[];
  readonly plants: HubPlants;
  readonly deskId: string;
  readonly mayWrite: boolean;
}

/** What becomes of a change, by the rules of `transport.ts`; `liveRev`: the number of the field's value after it. */
export function judge(
  court: Court,
  change: Change,
  seq: number,
): { outcome: Outcome; reason: string; liveRev: number } {
  const { registers, deskId, mayWrite, plants } = court;
  const register = registers.get(keyOf(change));
  const give = (outcome: Outcome, liveRev = register?.rev ?? 0, reason = '') => ({ outcome, reason, liveRev });
  if (!/^[a-z][a-z0-9_.-]{0,63}$/.test(change.entity) || !isName(change.rowId) || !isName(change.field))
    return give('refused', 0, 'unknown_entity');
  if (!mayWrite) return give('refused', 0, 'desk_may_not');
  if (Buffer.byteLength(change.value ?? '') > maxBytes) return give('refused', 0, 'too_large');
  const isDeletion = change.field === deletedField && change.value !== null;
  if (register && (register.value === change.value || (isDeletion && register.value !== null))) return give('same');
  if (plants.lastWriterWins) return give('applied', seq);
  const deleted = registers.get(keyOf({ ...change, field: deletedField }));
  if (change.field !== deletedField && deleted && deleted.value !== null && deleted.deskId !== deskId)
    return give('conflict');
  if (isDeletion && isEditedMeanwhile(court, change)) return give('conflict');
  if (!register) return give('applied', seq);
  if (wasSeen(court, change, register, isDeletion)) return give('applied', seq);
  if (change.policy === 'latest' || change.policy === 'set')
    return change.hlc > register.hlc ? give('applied', seq) : give('superseded');
  return give('conflict');
}

function isEditedMeanwhile({ registers, deskId }: Court, change: Change): boolean {
  for (const register of registers.values())
    if (
      register.entity === change.entity &&
      register.rowId === change.rowId &&
      register.field !== deletedField &&
      register.rev > change.baseRev &&
      register.deskId !== deskId
    )
      return true;
  return false;
}

function wasSeen({ log, plants, deskId }: Court, change: Change, register: Register, isDeletion: boolean): boolean {
  if (plants.noBaseOwn) return register.rev === change.baseRev || (isDeletion && register.rev <= change.baseRev);
  if (register.deskId === deskId) return true;
  if (isDeletion && register.rev <= change.baseRev) return true;
  const own = log().find((op) => op.deskId === deskId && op.deskSeq === change.baseOwn);
  const base = own && (own.outcome === 'applied' || own.outcome === 'same') ? own.liveRev : change.baseRev;
  return register.rev === base;
}
