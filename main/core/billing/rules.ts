import type { InvoiceStatus, RefundDestination } from '../../../preload/api/billing.ts';
import { shares } from '../kernel/index.ts';

/** Days after its issue that a first invoice is due (spec 2.4; the intervals become settings with automation). */
export const daysToPay = 7;

/** The states in which an invoice takes money. The index `invoice_open` names the same ones. */
export const isOpen = (status: InvoiceStatus): boolean => status === 'Unpaid' || status === 'Partly paid';

/** The states that ended an invoice with a credit note over what was open: nothing brings it back. */
export const isClosed = (status: InvoiceStatus): boolean => status === 'Cancelled' || status === 'Written off';

/** Status of an invoice that is not cancelled, from what it asks for and what was paid, in minor units. Nothing to pay is paid (spec 2.1: zero invoice kept). */
export function statusFor(asked: number, paidMinor: number): InvoiceStatus {
  if (paidMinor >= asked) return 'Paid';
  return paidMinor > 0 ? 'Partly paid' : 'Unpaid';
}

/** What an open invoice asks for, in minor units: its total without what was credited of it. Nothing of it was refunded yet. */
export const askedMinor = (invoice: { readonly total_minor: number; readonly credited_minor: number }): number =>
  invoice.total_minor - invoice.credited_minor;

/** What is still to pay of what it asks for, in minor units; only an open invoice asks for anything. */
export const dueMinor = (status: InvoiceStatus, asked: number, paidMinor: number): number =>
  isOpen(status) ? Math.max(0, asked - paidMinor) : 0;

/** Overdue is derived, never stored (spec 2.4): open, and the due date is before today. Dates `YYYY-MM-DD`. */
export const isOverdue = (status: InvoiceStatus, dueOn: string, today: string): boolean =>
  isOpen(status) && dueOn < today;

/** What recording a payment does to an invoice that asks for so much, or why it is refused. Amounts in minor units. */
export function applyPayment(
  invoice: { readonly status: InvoiceStatus; readonly askedMinor: number; readonly paidMinor: number },
  amountMinor: number,
):
  | { readonly ok: true; readonly status: InvoiceStatus; readonly paidMinor: number }
  | { readonly ok: false; readonly code: 'billing.invoice_settled' | 'billing.over_payment' } {
  if (!isOpen(invoice.status)) return { ok: false, code: 'billing.invoice_settled' };
  const paidMinor = invoice.paidMinor + amountMinor;
  if (paidMinor > invoice.askedMinor) return { ok: false, code: 'billing.over_payment' };
  return { ok: true, status: statusFor(invoice.askedMinor, paidMinor), paidMinor };
}

/** What was paid for an invoice and given back, in minor units. `external`: not from or to the account balance. */
export interface PaidAndBack {
  readonly paidMinor: number;
  readonly refundedMinor: number;
  readonly externalPaidMinor: number;
  readonly externalRefundedMinor: number;
}

/**
 * What can still be given back of an invoice, in minor units (spec 2.4): what was paid and not refunded; the way it came
 * only as much as came that way, for what the account balance paid never left the house.
 */
export function refundableMinor(sums: PaidAndBack, destination: RefundDestination): number {
  const left = sums.paidMinor - sums.refundedMinor;
  return destination === 'account_balance' ? left : Math.min(left, sums.externalPaidMinor - sums.externalRefundedMinor);
}

/** What a refund does to an invoice, or why it is refused: what is open is paid, cancelled or written off first. */
export function applyRefund(
  invoice: { readonly status: InvoiceStatus } & PaidAndBack,
  amountMinor: number,
  destination: RefundDestination,
):
  | { readonly ok: true; readonly status: InvoiceStatus; readonly refundedMinor: number }
  | { readonly ok: false; readonly code: 'billing.invoice_open' | 'billing.over_refund' } {
  if (isOpen(invoice.status)) return { ok: false, code: 'billing.invoice_open' };
  if (amountMinor > refundableMinor(invoice, destination)) return { ok: false, code: 'billing.over_refund' };
  const refundedMinor = invoice.refundedMinor + amountMinor;
  if (isClosed(invoice.status)) return { ok: true, status: invoice.status, refundedMinor };
  return { ok: true, status: refundedMinor === invoice.paidMinor ? 'Refunded' : 'Partly refunded', refundedMinor };
}

/** A line of an invoice that is called off, or so much of its amount: of a bundle, what one of its parts cost. Minor units. */
export interface LineOff {
  readonly lineId: string;
  readonly minor?: number;
}

/**
 * Takes a line, or a part of it, off what an invoice still asks for: its part of that by largest remainder, and what the lines
 * ask for after it. `left`: their amounts without tax, which say how the sum is split. Minor units.
 */
export function takeLine(
  left: ReadonlyMap<string, number>,
  asked: number,
  { lineId, minor }: LineOff,
): { readonly part: number; readonly left: ReadonlyMap<string, number> } {
  const amount = left.get(lineId) ?? 0;
  const taken = Math.min(amount, minor ?? amount);
  const after = new Map(left);
  if (minor === undefined) after.delete(lineId);
  else after.set(lineId, amount - taken);
  const at = [...left.keys()].indexOf(lineId);
  const weights = [...left].flatMap(([id, each]) => (id === lineId ? [taken, each - taken] : [each]));
  return { part: weights.every((weight) => weight === 0) ? 0 : (shares(asked, weights)[at] ?? 0), left: after };
}

/** The later of two dates `YYYY-MM-DD`. */
export const later = (a: string, b: string): string => (a > b ? a : b);
