import type { InvoiceStatus } from '../../../preload/api/billing.ts';

/** Days after its issue that a first invoice is due (spec 2.4; the intervals become settings with automation). */
export const daysToPay = 7;

/** The states in which an invoice takes money. The index `invoice_open` names the same ones. */
export const isOpen = (status: InvoiceStatus): boolean => status === 'Unpaid' || status === 'Partly paid';

/** Status of an invoice that is not cancelled, from its amounts in minor units. Nothing to pay is paid (spec 2.1: zero invoice kept). */
export function statusFor(totalMinor: number, paidMinor: number): InvoiceStatus {
  if (paidMinor >= totalMinor) return 'Paid';
  return paidMinor > 0 ? 'Partly paid' : 'Unpaid';
}

/** What is still to pay, in minor units; a cancelled invoice asks for nothing. */
export const dueMinor = (status: InvoiceStatus, totalMinor: number, paidMinor: number): number =>
  status === 'Cancelled' ? 0 : Math.max(0, totalMinor - paidMinor);

/** Overdue is derived, never stored (spec 2.4): open, and the due date is before today. Dates `YYYY-MM-DD`. */
export const isOverdue = (status: InvoiceStatus, dueOn: string, today: string): boolean =>
  isOpen(status) && dueOn < today;

/** What recording a payment does to an invoice, or why it is refused. Amounts in minor units. */
export function applyPayment(
  invoice: { readonly status: InvoiceStatus; readonly totalMinor: number; readonly paidMinor: number },
  amountMinor: number,
):
  | { readonly ok: true; readonly status: InvoiceStatus; readonly paidMinor: number }
  | { readonly ok: false; readonly code: 'billing.invoice_settled' | 'billing.over_payment' } {
  if (!isOpen(invoice.status)) return { ok: false, code: 'billing.invoice_settled' };
  const paidMinor = invoice.paidMinor + amountMinor;
  if (paidMinor > invoice.totalMinor) return { ok: false, code: 'billing.over_payment' };
  return { ok: true, status: statusFor(invoice.totalMinor, paidMinor), paidMinor };
}
