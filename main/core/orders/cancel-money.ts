import type { CancelPreview, RefundChoice } from '../../../preload/api/orders.ts';
import type { LineOff } from '../billing/index.ts';
import { AppError } from '../kernel/index.ts';
import type { Writer } from '../store/index.ts';
import * as rows from './cancel-store.ts';
import type { OrdersDeps } from './deps.ts';

type Refunds = CancelPreview['refunds'];

/** The money of an order that ends (spec 2.1): what is there to give back, and giving it back. */
export function endingMoney({
  store,
  brand,
  billing,
  contractProducts,
  contractChanges,
}: Pick<OrdersDeps, 'store' | 'brand' | 'billing' | 'contractProducts' | 'contractChanges'>) {
  /**
   * What can be given back if the order ended at once, today, by invoice: what was paid of an order that is not paid; else
   * what is paid for days from today on, and for renewals and changes that would not be any more.
   */
  function refundsOf(orderId: string, { status, currency }: rows.EndingState): Refunds {
    const money = (amountMinor: number) => ({ amountMinor, currency });
    const refund = (invoiceId: string, amountMinor: number, why: Refunds[number]['why']): Refunds => {
      if (amountMinor === 0) return [];
      const { original, account_balance: balance } = billing.refundable(invoiceId);
      const refundable = {
        original: money(Math.min(amountMinor, original)),
        account_balance: money(Math.min(amountMinor, balance)),
      };
      const invoiceNumber = rows.invoiceNumber(store, invoiceId);
      return [{ invoiceId, invoiceNumber, why, amount: money(amountMinor), refundable }];
    };
    if (status === 'Awaiting payment')
      return rows.openInvoices(store, orderId).flatMap(({ id, paid_minor: paid }) => refund(id, paid, 'unused_days'));
    const contracts = rows.liveContracts(store, orderId).map(({ id }) => id);
    return [
      ...contractChanges
        .unused(contracts, brand.businessDate())
        .flatMap(({ invoiceId, amountMinor }) => refund(invoiceId, amountMinor, 'unused_days')),
      ...endedInvoices(orderId).flatMap(({ id, left_minor: left }) => refund(id, left, 'not_begun')),
    ];
  }

  /**
   * Invoices that end with an order: of one that bills other orders' renewals too the order's part, and of a bundle's line that is
   * owed for a license that ended by itself and is still there, what the others cost.
   */
  function endedInvoices(orderId: string): rows.EndedInvoice[] {
    return rows.endedInvoices(store, orderId).map((invoice) => {
      const billed = rows.billedParts(store, invoice.id, orderId);
      const lines = [...new Set(billed.map(({ line_id: id }) => id))];
      const off = lines.flatMap((lineId): LineOff[] => {
        const parts = billed.filter(({ line_id: id }) => id === lineId);
        const ending = parts.filter(({ ends }) => ends === 1);
        if (!parts.some(({ stays }) => stays === 1)) return ending.length > 0 ? [{ lineId }] : [];
        return ending.map(({ price_minor: minor }) => ({ lineId, minor }));
      });
      if (off.filter(({ minor }) => minor === undefined).length === lines.length) return invoice;
      const { creditedMinor, backMinor } = billing.linesOff(invoice.id, off, lines);
      return { ...invoice, due_minor: creditedMinor, left_minor: backMinor };
    });
  }

  /**
   * Holds the ending of an order to the sum that was seen. @throws AppError `conflict.changed_meanwhile`: another one would be
   * given back, `order.nothing_to_refund`
   */
  function hold(
    { refund, expectedRefundMinor }: { readonly refund: RefundChoice; readonly expectedRefundMinor: number },
    refunds: Refunds,
  ): void {
    if (refund === 'none') return;
    const sum = sumOf(refunds);
    // It may be another day than when it was seen, or something was paid or given back since.
    if (sum !== expectedRefundMinor) throw new AppError('conflict.changed_meanwhile');
    if (sum === 0) throw new AppError('order.nothing_to_refund');
  }

  /**
   * Gives back what is paid for days that will not be used. What was paid for anything else went back where that was given
   * up. @throws AppError `billing.over_refund`: it cannot go back the way it came
   */
  function giveBack(
    writer: Writer,
    ended: { readonly orderId: string; readonly reference: string; readonly contractIds: readonly string[] },
    destination: RefundChoice,
    refunds: Refunds,
  ): void {
    if (destination === 'none') return;
    const { orderId, reference, contractIds } = ended;
    for (const { invoiceId, amount, why } of refunds) {
      if (why !== 'unused_days') continue;
      billing.refund(writer, {
        // Once for an order and an invoice, whatever form or request asked.
        requestKey: `order/${orderId}/${invoiceId}`,
        invoiceId,
        amountMinor: amount.amountMinor,
        destination,
        reference,
      });
    }
    contractProducts.daysGivenBack(writer, contractIds, brand.businessDate());
  }

  return { refundsOf, endedInvoices, hold, giveBack };
}

/** Minor units. */
export const sumOf = (refunds: Refunds): number => refunds.reduce((sum, { amount }) => sum + amount.amountMinor, 0);
