/** Records with a history on their screen, by the name the audit trail has for them. */
export type AuditedEntity =
  | 'client'
  | 'orders'
  | 'invoice'
  | 'credit_note'
  | 'contract_product'
  | 'ticket'
  | 'promo_code';

/** What a person needs no word about: keys of the machine, and references that the screen shows by name. */
const hidden =
  /(^|_)(id|key|index)$|^(buyer|seller|kind|reason|base_currency|base_rate|base_total_minor|base_rate_on|base_rate_source|price_rate|tracked_at|awaits|request_digest|anchor_period|vendor_renewal)$/;
/** Looks like one of them, and is the license key that a person set. */
const shown = new Set(['manual_key']);

/** Fields that are amounts in minor units of the record's currency. */
const amounts = new Set([
  'total_minor',
  'tax_minor',
  'refunded_minor',
  'credited_minor',
  'paid_minor',
  'price_minor',
  'unit_minor',
  'amount_minor',
  'discount_minor',
]);
/** Fields that are calendar dates. */
const dates = new Set([
  'anchor_date',
  'billed_to',
  'next_due_on',
  'issued_on',
  'due_on',
  'received_on',
  'starts_on',
  'ends_on',
  'service_ends_on',
  'trial_ends_on',
]);

export type FieldKind = 'hidden' | 'amount' | 'date' | 'instant' | 'flag' | 'status' | 'text';

export function kindOf(field: string): FieldKind {
  if (hidden.test(field) && !shown.has(field)) return 'hidden';
  if (amounts.has(field)) return 'amount';
  if (dates.has(field)) return 'date';
  if (field.startsWith('is_') || field === 'auto_renew') return 'flag';
  if (field === 'deleted_at') return 'instant';
  return field === 'status' ? 'status' : 'text';
}
