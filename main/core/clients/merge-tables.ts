import type { MergedKind } from '../../../preload/api/clients.ts';
import type { TableName } from '../store/index.ts';

/** A column that says whose a row is, and what a merge of two clients does with it. A test finds each that is not here. */
interface Owned {
  readonly table: string;
  readonly column: string;
}

/**
 * What goes to the remaining client, row by row through the Writer. Where the remaining client has the same already and the
 * table allows one only (a use of a promo code, a trial of a product), the row stays with the record that was merged.
 */
export const moved: readonly (Owned & { readonly table: TableName; readonly kind: MergedKind })[] = [
  { table: 'orders', column: 'client_id', kind: 'orders' },
  { table: 'invoice', column: 'client_id', kind: 'invoice' },
  { table: 'contract_product', column: 'client_id', kind: 'contract_product' },
  { table: 'credit_note', column: 'client_id', kind: 'credit_note' },
  { table: 'balance_entry', column: 'client_id', kind: 'balance_entry' },
  { table: 'ticket', column: 'client_id', kind: 'ticket' },
  { table: 'promo_redemption', column: 'client_id', kind: 'other' },
  { table: 'cancellation_request', column: 'client_id', kind: 'other' },
  { table: 'trial', column: 'client_id', kind: 'other' },
];

/** What stays, and why. */
export const stays: readonly (Owned & { readonly why: string })[] = [
  { table: 'client', column: 'merged_into_id', why: 'the way from a merged record to the remaining one, link by link' },
  // Its password was for the e-mail of the merged record; the remaining one keeps its own, or gets one from staff.
  { table: 'client_login', column: 'client_id', why: 'ended by its own trigger' },
  { table: 'trigger_event', column: 'client_id', why: 'whom it concerned when it came true' },
  { table: 'client_event', column: 'client_id', why: 'moved by its own trigger' },
  { table: 'automation_step', column: 'client_id', why: 'whom a step concerned when it was done' },
  // `affiliates.clientsMerged`: two affiliates become one.
  { table: 'affiliate', column: 'client_id', why: 'moved by affiliates' },
  { table: 'referral', column: 'client_id', why: 'moved by affiliates' },
  { table: 'commission', column: 'client_id', why: 'moved by affiliates' },
];
