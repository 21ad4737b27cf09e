import { z } from 'zod';
import { call } from './contract.ts';
import { ById, Empty, Id, Instant, line, lineOrEmpty } from './values.ts';

/** Lists that have saved views. */
export const ListName = z.enum([
  'catalogue',
  'clients',
  'orders',
  'cancellations',
  'promoCodes',
  'contractProducts',
  'invoices',
  'creditNotes',
  'tickets',
  'operations',
  'reportRevenue',
  'reportRevenueProducts',
  'reportSchedule',
  'reportSales',
  'reportMargin',
  'reportRenewals',
  'reportOverdue',
  'reportCodes',
  'reportLicenses',
  'affiliates',
  'commissions',
]);
export type ListName = z.output<typeof ListName>;

/** How a list is looked at. What a list does not know of it (a filter or column of another version) it leaves out. */
export const ViewDefinition = z.strictObject({
  search: lineOrEmpty(200),
  /** Name of a filter → what it asks for. */
  filters: z.record(z.string().max(60), z.string().max(200)),
  sort: z.strictObject({ by: z.string().max(60), isDescending: z.boolean() }).nullable(),
  /** Columns in sight, in their order, with the widths that were set (pixels). Null: as the list has them. */
  columns: z
    .array(z.strictObject({ id: z.string().max(60), width: z.int().min(20).max(4000).nullable() }))
    .max(60, 'too_big')
    .nullable(),
});
export type ViewDefinition = z.output<typeof ViewDefinition>;

export const SavedView = z.strictObject({
  id: Id,
  list: ListName,
  name: z.string(),
  isShared: z.boolean(),
  /** The caller made it, and may change it. */
  isMine: z.boolean(),
  /** Name of who made it. */
  owner: z.string(),
  /** The caller's list opens with it. */
  isDefault: z.boolean(),
  definition: ViewDefinition,
  updatedAt: Instant,
});
export type SavedView = z.output<typeof SavedView>;

const fields = { name: line(80), isShared: z.boolean(), definition: ViewDefinition };

/** Saved views of lists: a member's own, and those that others share. */
export const views = {
  /** By name. */
  list: call({ right: 'app.use', input: z.strictObject({ list: ListName }), output: z.array(SavedView) }),
  save: call({
    right: 'app.use',
    input: z.strictObject({ ...fields, list: ListName, isShared: z.boolean().default(false) }),
    output: SavedView,
  }),
  /** Changes what is given of an own view. */
  update: call({
    right: 'app.use',
    input: z.strictObject({ ...z.strictObject(fields).partial().shape, id: Id }),
    output: SavedView,
  }),
  delete: call({ right: 'app.use', input: ById, output: Empty }),
  /** The view that the caller's list opens with; null: none. */
  setDefault: call({
    right: 'app.use',
    input: z.strictObject({ list: ListName, id: Id.nullable() }),
    output: Empty,
  }),
};
