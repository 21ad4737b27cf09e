import { z } from 'zod';
import { ChosenProducts, KeptProduct } from './catalogue-transfer.ts';
import { call } from './contract.ts';
import { Currency, Id, Instant, PageInput, PriceTerm, line, lineOrEmpty, page } from './values.ts';

/** The most products that one edit may change. */
export const maxEdited = 10_000;

/** A signed decimal number of percent with at most four places, such as `-7.5`. */
export const Percent = z
  .string()
  .trim()
  .regex(/^[+-]?\d{1,4}([.,]\d{1,4})?$/, 'invalid');

/** A change of prices: of one term and currency, or of all (null). */
export const PriceEdit = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('percent'),
    termMonths: PriceTerm.nullable(),
    currency: Currency.nullable(),
    percent: Percent,
  }),
  /** Minor units, with a sign. */
  z.strictObject({
    by: z.literal('amount'),
    termMonths: PriceTerm.nullable(),
    currency: Currency,
    amountMinor: z.int().min(-1_000_000_000_00, 'too_small').max(1_000_000_000_00, 'too_big'),
  }),
]);
export type PriceEdit = z.output<typeof PriceEdit>;

const Words = z.array(line(100)).max(50, 'too_big');

/** What is to be changed of each product; what is not given stays. */
export const BulkEdit = z.strictObject({
  categoryId: Id.optional(),
  isActive: z.boolean().optional(),
  isVisible: z.boolean().optional(),
  deferMode: z.enum(['inherit', 'none', 'optional', 'hidden']).optional(),
  reportCode1: lineOrEmpty(60).optional(),
  reportCode2: lineOrEmpty(60).optional(),
  /** Keywords are separated by commas; one that is there is not added again. */
  addKeywords: Words.optional(),
  removeKeywords: Words.optional(),
  prices: z.array(PriceEdit).max(20, 'too_big').optional(),
});
export type BulkEdit = z.output<typeof BulkEdit>;

export const EditedField = z.enum([
  'categoryId',
  'isActive',
  'isVisible',
  'deferMode',
  'reportCode1',
  'reportCode2',
  'keywords',
]);
export type EditedField = z.output<typeof EditedField>;

/** One value and what it becomes. Categories by name. */
export const EditedValue = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('field'),
    field: EditedField,
    before: z.union([z.string(), z.boolean()]).nullable(),
    after: z.union([z.string(), z.boolean()]).nullable(),
  }),
  z.strictObject({
    kind: z.literal('price'),
    termMonths: PriceTerm,
    currency: Currency,
    before: z.int().nullable(),
    after: z.int().nullable(),
  }),
]);
export type EditedValue = z.output<typeof EditedValue>;

export const EditRefusal = z.enum(['deleted', 'below_zero', 'too_long', 'too_big', 'invalid', 'not_found']);
export type EditRefusal = z.output<typeof EditRefusal>;

/** One product of a preview or of a result. */
export const EditedProduct = z.strictObject({
  id: Id,
  name: z.string(),
  changes: z.array(EditedValue),
  /** Why it is left as it is; null: it is changed, or there is nothing to change. */
  refused: EditRefusal.nullable(),
});
export type EditedProduct = z.output<typeof EditedProduct>;

const counts = { selected: z.int(), changed: z.int(), unchanged: z.int(), refused: z.int() };

export const BulkEditResult = z.strictObject({
  id: Id,
  ...counts,
  /** Of an undo: products that are as before, and those that were changed since and stay. */
  takenBack: z.strictObject({ undone: z.int(), kept: z.array(KeptProduct) }).nullable(),
  finishedAt: Instant,
});
export type BulkEditResult = z.output<typeof BulkEditResult>;

const asked = { chosen: ChosenProducts, edit: BulkEdit };

export const bulkEditCalls = {
  /** What an edit would change, and why it cannot in places; writes nothing. */
  previewBulkEdit: call({
    right: 'catalogue.write',
    input: z.strictObject({
      ...asked,
      show: z.enum(['changed', 'refused', 'unchanged']).default('changed'),
      ...PageInput,
    }),
    output: page(EditedProduct).extend(counts),
  }),
  /**
   * Changes all that can be. `expect` is what the preview said would change: where it is not so any more, nothing is. The same
   * `requestKey` edits once.
   */
  bulkEdit: call({
    right: 'catalogue.write',
    input: z.strictObject({
      requestKey: Id,
      ...asked,
      expect: z.strictObject({ changed: z.int().min(1, 'too_small') }),
    }),
    output: BulkEditResult.extend({ refusals: z.array(EditedProduct) }),
  }),
  /** Puts products back as they were; those changed since are left, and named. */
  undoBulkEdit: call({ right: 'catalogue.write', input: z.strictObject({ id: Id }), output: BulkEditResult }),
};
