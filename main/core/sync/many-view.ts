import type { Output, Parsed } from '../../../preload/api/contract.ts';
import type { manyCalls, ManyResult, ManyRow } from '../../../preload/api/sync-many.ts';
import type { Context } from '../kernel/index.ts';
import type { Store } from '../store/index.ts';
import { columnsOfField, kindOf, shownValue, valuesOf } from './conflict-values.ts';
import { conflictRowOf, type DeskName } from './conflict-view.ts';
import { type Planned, viewOfAll } from './decide-many.ts';
import type { SyncService } from './service.ts';

/** Refusals that a result names. */
const namedRefusals = 200;

const isRefused = ({ refused }: Planned): boolean => refused !== null;

/** A question of many as a page shows it: what is kept and what is given up. */
function manyRowOf(store: Store, { conflict, kept, lost, refused }: Planned, deskName: DeskName): ManyRow {
  const { entity, field, isOnDeleted } = conflict;
  const row = conflictRowOf(store, conflict, deskName);
  const [keptBy, lostBy] = [valuesOf(entity, field, kept), valuesOf(entity, field, lost)];
  const values = columnsOfField(entity, field)
    .map((column): ManyRow['values'][number] => ({
      column,
      kind: kindOf(column),
      currency: kindOf(column) === 'money' ? row.subject.currency : null,
      kept: shownValue(store, entity, column, keptBy[column] ?? null),
      lost: shownValue(store, entity, column, lostBy[column] ?? null),
    }))
    // Of a group what the two say differently.
    .filter((each, _, all) => all.length === 1 || each.kept !== each.lost);
  return { ...row, values, bringsBack: isOnDeleted && kept === conflict.mine.value, refused };
}

/** A page of what deciding many questions does. */
export function previewMany(
  store: Store,
  service: SyncService,
  deskName: DeskName,
  { chosen, keep, show, cursor, limit }: Parsed<typeof manyCalls.previewMany>,
): Output<typeof manyCalls.previewMany> {
  return store.snapshot(() => {
    const { all, left } = service.planMany(chosen, keep);
    const refused = all.filter(isRefused);
    const shown = show === 'refused' ? refused : all.filter((each) => !isRefused(each));
    const from = Number(cursor ?? '0') || 0;
    const next = from + limit;
    return {
      rows: shown.slice(from, next).map((each) => manyRowOf(store, each, deskName)),
      nextCursor: next < shown.length ? String(next) : null,
      decided: all.length - refused.length,
      refused: refused.length,
      left,
      view: viewOfAll(
        all.map(({ conflict }) => conflict),
        service.status().deskId,
      ),
    };
  });
}

/** Decides many questions and tells what came of it. @throws AppError `sync.queue_changed` with nothing done */
export function decideMany(
  store: Store,
  service: SyncService,
  deskName: DeskName,
  { chosen, keep, expect }: Parsed<typeof manyCalls.decideMany>,
  context: Context,
): ManyResult {
  const { all, left, changeSet, heldUp } = service.decideMany(context, { chosen, keep, expected: expect.decided });
  const refused = all.filter(isRefused);
  return {
    id: changeSet,
    decided: all.length - refused.length,
    refused: refused.length,
    left,
    heldUp,
    refusals: refused.slice(0, namedRefusals).map((each) => manyRowOf(store, each, deskName)),
  };
}
