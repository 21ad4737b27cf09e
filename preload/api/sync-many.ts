import { z } from 'zod';
import { call } from './contract.ts';
import { ConflictColumn, ConflictId, ConflictRow, VersionsView } from './sync-conflicts.ts';
import { Id, PageInput, page } from './values.ts';

/** The most questions that one transaction decides. */
export const maxDecided = 1_000;

/** Questions that are decided together: these, all of one change of a desk (`of` is one of them), or all but some. */
export const Chosen = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('ids'), ids: z.array(ConflictId).min(1, 'required').max(maxDecided, 'too_big') }),
  z.strictObject({ by: z.literal('change'), of: ConflictId }),
  z.strictObject({ by: z.literal('all'), except: z.array(ConflictId).max(maxDecided, 'too_big').default([]) }),
]);
export type Chosen = z.output<typeof Chosen>;

/**
 * Why a question is left open. `decided`: here or at another desk meanwhile; `edited_here`: this desk has changed the value again;
 * `twice`: two parked edits of one value are among them; `unknown_field`: of a newer version.
 */
export const DecideRefusal = z.enum(['decided', 'edited_here', 'twice', 'unknown_field']);
export type DecideRefusal = z.output<typeof DecideRefusal>;

/** A question of many: what is kept and what is given up, column by column, or why it is left open. */
export const ManyRow = ConflictRow.extend({
  values: z.array(
    ConflictColumn.omit({ base: true, mine: true, theirs: true }).extend({
      kept: ConflictColumn.shape.mine,
      lost: ConflictColumn.shape.mine,
    }),
  ),
  /** The record was deleted: what is kept brings it back. */
  bringsBack: z.boolean(),
  refused: DecideRefusal.nullable(),
});
export type ManyRow = z.output<typeof ManyRow>;

/** `mine`: the parked versions, as in `decide`. */
const asked = { chosen: Chosen, keep: z.enum(['mine', 'theirs']) };

/** `left`: chosen too, and too many for one time. */
const counts = { decided: z.int(), refused: z.int(), left: z.int() };

export const ManyResult = z.strictObject({
  /** By which it can be turned round. */
  id: Id,
  ...counts,
  /** Of what was decided: values that are not in their record here, see `heldUp`. */
  heldUp: z.int(),
  /** The first of those that were left open. */
  refusals: z.array(ManyRow),
});
export type ManyResult = z.output<typeof ManyResult>;

export const manyCalls = {
  /** What deciding all of them does; writes nothing. `show`: those that are decided, or those that are left open. */
  previewMany: call({
    right: 'sync.decide',
    input: z.strictObject({ ...asked, show: z.enum(['decided', 'refused']).default('decided'), ...PageInput }),
    output: page(ManyRow).extend({ ...counts, view: VersionsView }),
  }),
  /** Decides all that can be, in one transaction. `expect` is what the preview said: where it is not so any more, nothing is done. */
  decideMany: call({
    right: 'sync.decide',
    input: z.strictObject({ ...asked, expect: z.strictObject({ decided: z.int().min(1, 'too_small') }) }),
    output: ManyResult,
  }),
  /** Makes each value the version that was given up, where it is as it was decided; what was changed since stays. */
  takeOthers: call({
    right: 'sync.decide',
    input: z.strictObject({ id: Id }),
    output: z.strictObject({ changed: z.int(), stayed: z.int() }),
  }),
};
