import { z } from 'zod';
import { Instant } from './values.ts';

/** How a value is read and edited. `record`: its name is shown; `other`: shown as it is, not edited here. */
export const ConflictKind = z.enum([
  'text',
  'long',
  'money',
  'number',
  'date',
  'flag',
  'choice',
  'record',
  'deleted',
  'other',
]);
export type ConflictKind = z.output<typeof ConflictKind>;

export const Shown = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** One column of a field, in the three versions. `undefined` base: not known at this desk any more. */
export const ConflictColumn = z.strictObject({
  column: z.string(),
  kind: ConflictKind,
  /** Of a `money`. */
  currency: z.string().nullable(),
  base: Shown,
  mine: Shown,
  theirs: Shown,
});
export type ConflictColumn = z.output<typeof ConflictColumn>;

/** The number that the hub gave the parked edit: the same at every desk. After a restore they are microseconds of its clock, 16 digits. */
export const ConflictId = z.string().regex(/^[1-9]\d{0,15}$/, 'invalid');

/** Who wrote a version, and when by the hub's time. */
const Author = z.strictObject({ name: z.string(), desk: z.string(), isThisDesk: z.boolean(), at: Instant });

/** What a question is about. */
export const Subject = z.strictObject({
  /** The shared table, e.g. `price`. */
  entity: z.string(),
  /** The record that people know: the product of a price. */
  record: z.enum([
    'product',
    'category',
    'client',
    'order',
    'promo_code',
    'connection',
    'tax_rate',
    'ticket',
    'payment_method',
    'brand',
    'other',
  ]),
  recordId: z.string(),
  /** Its name; empty: it is not at this desk. */
  name: z.string(),
  /** Of a price. */
  termMonths: z.int().nullable(),
  currency: z.string().nullable(),
  /** Of a price to come or a rate: the day. Of a translation: the language. */
  of: z.string(),
});

/** Two edits of one field that did not know of each other. */
export const ConflictRow = z.strictObject({
  id: ConflictId,
  subject: Subject,
  field: z.string(),
  /** Columns of the field, the first ones of which name it. */
  columns: z.array(z.string()),
  /** The edit that came later and is parked. */
  mine: Author,
  /** What is live for everyone; null: nothing is there. */
  theirs: Author.nullable(),
  state: z.enum(['open', 'decided', 'replaced']),
  /** A decision of this desk is on its way. */
  isBeingDecided: z.boolean(),
});
export type ConflictRow = z.output<typeof ConflictRow>;

/** For whom versions are mine: `mine`: the parked ones are of this desk; `theirs`: the live ones are; else neither. */
export const VersionsView = z.enum(['mine', 'theirs', 'others']);
export type VersionsView = z.output<typeof VersionsView>;

export const ConflictDetail = ConflictRow.extend({
  values: z.array(ConflictColumn),
  isBaseKnown: z.boolean(),
  /** The record was deleted meanwhile: keeping the parked edit brings it back. */
  isOnDeleted: z.boolean(),
  canKeepBoth: z.boolean(),
  canEdit: z.boolean(),
  /** Other questions that were saved in one go with this one and can still be decided; whose all their versions are. */
  together: z.int(),
  togetherView: VersionsView,
  decidedBy: z.string(),
  decidedAt: Instant.nullable(),
});
export type ConflictDetail = z.output<typeof ConflictDetail>;
