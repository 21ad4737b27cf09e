import type { Store, Writer } from '../store/index.ts';
import { canonical, readable } from './canonical.ts';
import { conflictRow } from './conflict-rows.ts';
import { pendingOf, send } from './outbox.ts';
import { deletedField } from './policies.ts';
import { lookAgain } from './rows.ts';
import { shadowOf, valueAt } from './shadow.ts';
import { merged } from './text3.ts';
import type { LoggedChange } from './transport.ts';

/** The three texts that meet in a parked change, where all three are known texts. */
export function textsOf(
  store: Store,
  parked: { entity: string; rowId: string; field: string; value: string | null; baseRev: number },
): { base: string; mine: string; theirs: string } | null {
  const { entity, rowId, field } = parked;
  const base = valueAt(store, entity, rowId, field, parked.baseRev);
  const theirs = shadowOf(store, entity, rowId, field);
  if (!base || !theirs) return null;
  const texts = [base.value, parked.value, theirs.value].map((value) => (value === null ? '' : readable(value)));
  const [was, mine, live] = texts;
  if (typeof was !== 'string' || typeof mine !== 'string' || typeof live !== 'string') return null;
  return { base: was, mine, theirs: live };
}

/**
 * A text of this desk that met another one: both in one where they changed different words. What comes out is an ordinary
 * change that decides about the parked one, made by who wrote the text. Where they meet, it stays for a person.
 */
export function mergeText(writer: Writer, store: Store, change: LoggedChange): void {
  const { entity, rowId, field, seq } = change;
  if (change.policy !== 'text3' || conflictRow(store, seq)?.state !== 'open') return;
  // A newer text of this desk is on its way and stands on this one.
  if (pendingOf(store, entity, rowId, field)) return;
  const deleted = shadowOf(store, entity, rowId, deletedField);
  if ((deleted?.value ?? null) !== null) return;
  const texts = textsOf(store, change);
  const text = texts && merged(texts.base, texts.mine, texts.theirs);
  if (text === null) return;
  decideWith(writer, store, seq, { entity, rowId, field, value: canonical(text) }, change.actor);
}

/** Sends a decision about a parked change and puts it into the row. */
export function decideWith(
  writer: Writer,
  store: Store,
  parkedSeq: number,
  value: { entity: string; rowId: string; field: string; value: string | null },
  actor: string,
): void {
  const [decision = 0] = send(store, [{ ...value, resolves: parkedSeq }], actor);
  markDecided(store, parkedSeq, decision);
  lookAgain(writer, store, [value]);
}

/** Notes that this desk's decision about a parked change is on its way, under its number. */
export function markDecided(store: Store, parkedSeq: number, decision: number): void {
  store
    .statement(
      'sync conflict on its way',
      () => 'UPDATE sync_conflict SET decision = @decision WHERE parked_seq = @seq',
    )
    .run({ decision, seq: parkedSeq });
}
