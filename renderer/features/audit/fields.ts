/** Records with a history on their screen, by the name the audit trail has for them. */
export type AuditedEntity = 'client' | 'orders' | 'invoice' | 'contract_product' | 'ticket';

/** What a person needs no word about: keys of the machine, and references that the screen shows by name. */
const hidden = /(^|_)(id|key|index)$|^(buyer|tracked_at|awaits|anchor_period|vendor_renewal)$/;
/** Looks like one of them, and is the license key that a person set. */
const shown = new Set(['manual_key']);

/** Fields that are amounts in minor units of the record's currency. */
const amounts = new Set(['total_minor', 'paid_minor', 'price_minor', 'unit_minor', 'amount_minor']);
/** Fields that are calendar dates. */
const dates = new Set([
  'anchor_date',
  'billed_to',
  'next_due_on',
  'issued_on',
  'due_on',
  'received_on',
  'service_ends_on',
  'trial_ends_on',
]);

/** Fields that are 0 or 1. */
const flags = new Set(['auto_renew', 'is_manual_status']);

export type FieldKind = 'hidden' | 'amount' | 'date' | 'status' | 'flag' | 'text';

export function kindOf(field: string): FieldKind {
  if (hidden.test(field) && !shown.has(field)) return 'hidden';
  if (amounts.has(field)) return 'amount';
  if (dates.has(field)) return 'date';
  if (flags.has(field)) return 'flag';
  return field === 'status' ? 'status' : 'text';
}
