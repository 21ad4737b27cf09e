import { isProvisional } from '../../../preload/api/document-number.ts';
import type { CancelPreview, OrderEnding, RefundChoice } from '../../../preload/api/orders.ts';
import { AppError, fieldError, notFound } from '../kernel/index.ts';
import type { Writer } from '../store/index.ts';
import { endingMoney, sumOf } from './cancel-money.ts';
import * as rows from './cancel-store.ts';
import type { OrdersDeps } from './deps.ts';
import { next } from './rules.ts';

/** How an order is to end. */
export interface Ending {
  /** Of the form or the request that decided it: it ends an order once. */
  readonly key: string;
  readonly immediate: boolean;
  readonly reason: string;
  readonly refund: RefundChoice;
  /** What was seen to be given back, minor units; of no refund it says nothing. */
  readonly expectedRefundMinor: number;
}

/** How an order ends of which no form asked it. */
const byItself = { key: null, immediate: false, reason: '', refund: 'none', expectedRefundMinor: 0 } as const;
type Ended = Ending | typeof byItself;

/** Contract products that a preview names; the rest are counted. */
const shownContracts = 20;

/** Ending orders (spec 2.1, 87). All of it is part of the caller's transaction. */
export function orderEndings(deps: OrdersDeps) {
  const { store, billing } = deps;
  const { refundsOf, endedInvoices, hold, giveBack } = endingMoney(deps);

  /** What `end` would do now. @throws AppError `not_found`, `order.cancelled` */
  function preview(orderId: string): CancelPreview {
    const state = stateOf(orderId);
    const money = (amountMinor: number) => ({ amountMinor, currency: state.currency });
    const contracts = rows.liveContracts(store, orderId);
    const [open] = state.status === 'Awaiting payment' ? rows.openInvoices(store, orderId) : [];
    const refunds = refundsOf(orderId, state);
    const ends = contracts.flatMap(({ billed_to: day }) => (day === null ? [] : [day])).toSorted();
    return {
      status: state.status,
      contracts: contracts.slice(0, shownContracts).map((contract) => ({
        id: contract.id,
        productName: contract.product_name,
        ip: contract.ip,
        status: contract.status,
        paidUntil: contract.billed_to,
      })),
      contractCount: contracts.length,
      endsOn: ends.at(-1) ?? null,
      openInvoice: open ? { number: open.number, due: money(open.asked_minor - open.paid_minor) } : null,
      endedInvoices:
        state.status === 'Awaiting payment'
          ? []
          : endedInvoices(orderId).map(({ number, kind, due_minor: due, left_minor: left }) => ({
              number,
              kind,
              due: money(due),
              paid: money(left),
            })),
      refunds,
      refundTotal: money(sumOf(refunds)),
      notBegunTotal: money(sumOf(refunds.filter(({ why }) => why === 'not_begun'))),
      promoCode: state.status === 'Awaiting payment' ? (state.promo_code ?? '') : '',
    };
  }

  /** @throws AppError `not_found`, `order.cancelled` */
  function stateOf(orderId: string): rows.EndingState {
    const state = rows.endingState(store, orderId);
    if (!state) throw notFound();
    if (state.status === 'Cancelled') throw new AppError('order.cancelled');
    return state;
  }

  /**
   * Whether a form or request has ended this order already, just as it asks for it now.
   * @throws AppError `conflict.changed_meanwhile`: its key ended another order, or this one in another way
   */
  function isDone(orderId: string, { key, immediate, reason, refund }: Ending): boolean {
    const before = rows.orderByEndingKey(store, key);
    if (!before) return false;
    const isSame =
      before.id === orderId &&
      before.ending_reason === reason &&
      before.ending_immediate === Number(immediate) &&
      before.ending_refund === refund;
    // Answering "done" to a form that says something else would hide that this was not done.
    if (!isSame) throw new AppError('conflict.changed_meanwhile');
    return true;
  }

  /**
   * Ends an order as a person decided: see `orders.cancel`.
   * @throws AppError `not_found`, `order.cancelled`, `order.ending` (it ends with its term already),
   *   `order.nothing_to_refund`, `conflict.changed_meanwhile`: another sum would be given back than was seen, `input.invalid` refund: with the end of a term nothing is refunded; `license.*` where a
   *   license cannot be terminated now, `billing.*` where money cannot be given back like that
   */
  function end(writer: Writer, orderId: string, ending: Ending): void {
    const state = stateOf(orderId);
    if (state.status === 'Awaiting payment') {
      close(writer, orderId, state, ending, 'immediate');
      return;
    }
    if (ending.immediate) {
      const refunds = refundsOf(orderId, state);
      hold(ending, refunds);
      const contracts = rows.liveContracts(store, orderId);
      become(writer, orderId, 'cancelled', state, ending, 'immediate');
      deps.contractProducts.cancelOrder(writer, orderId, {
        immediate: true,
        cause: causeOf(writer, orderId),
        destination: ending.refund === 'original' ? 'original' : 'account_balance',
      });
      giveBack(writer, endedOf(orderId, state, contracts), ending.refund, refunds);
      tellReason(writer, contracts, state, ending);
      deps.onEnding(writer, orderId, 'immediate');
      return;
    }
    if (ending.refund !== 'none') throw fieldError('refund', { code: 'invalid' });
    if (state.ending === 'end_of_term') throw new AppError('order.ending');
    deps.contractProducts.cancelOrder(writer, orderId, {
      immediate: false,
      cause: causeOf(writer, orderId),
      destination: 'account_balance',
    });
    writer.update('orders', orderId, {
      ending: 'end_of_term',
      ...askedColumns(ending),
    });
    tellReason(writer, rows.liveContracts(store, orderId), state, ending);
    deps.onEnding(writer, orderId, 'end_of_term');
  }

  /** The order was not paid in time: it is Cancelled as `end` does it. Nothing where it is not awaiting payment any more. */
  function expire(writer: Writer, orderId: string): boolean {
    const state = rows.endingState(store, orderId);
    if (state?.status !== 'Awaiting payment') return false;
    if (rows.openInvoices(store, orderId).some(({ paid_minor: paid }) => paid > 0)) return false;
    close(writer, orderId, state, byItself, 'unpaid');
    return true;
  }

  /**
   * The order's invoice was cancelled or written off by itself, so nobody will pay it: an order that waits for that is
   * Cancelled with it. Given to billing by the composition root.
   */
  function invoiceEnded(writer: Writer, orderId: string): void {
    const state = rows.endingState(store, orderId);
    if (state?.status !== 'Awaiting payment') return;
    close(writer, orderId, state, byItself, 'immediate');
  }

  /**
   * A contract product of an order goes on, whose end was decided: an order that was to end with its term goes on too, and can
   * be ended again. Given to contract products by the composition root.
   */
  function goesOn(writer: Writer, orderId: string): void {
    if (rows.endingState(store, orderId)?.ending === 'end_of_term') writer.update('orders', orderId, { ending: '' });
  }

  /** Ends what nobody has paid: nothing was bought, so it is over at once. */
  function close(
    writer: Writer,
    orderId: string,
    state: rows.EndingState,
    how: Ended,
    as: 'immediate' | 'unpaid',
  ): void {
    const refunds = refundsOf(orderId, state);
    hold(how, refunds);
    const contracts = rows.liveContracts(store, orderId);
    become(writer, orderId, as === 'unpaid' ? 'expired' : 'cancelled', state, how, as);
    for (const { id } of rows.openInvoices(store, orderId)) billing.cancelInvoice(writer, id, how.reason);
    deps.promoCodes.release(writer, orderId);
    deps.contractProducts.cancelOrder(writer, orderId, {
      immediate: true,
      cause: causeOf(writer, orderId),
      destination: 'account_balance',
    });
    giveBack(writer, endedOf(orderId, state, contracts), how.refund, refunds);
    tellReason(writer, contracts, state, how);
    deps.onEnding(writer, orderId, as);
  }

  function become(
    writer: Writer,
    orderId: string,
    event: 'cancelled' | 'expired',
    state: rows.EndingState,
    how: Ended,
    ending: OrderEnding,
  ): void {
    const status = next(state.status, event);
    if (status === null) throw new AppError('order.cancelled');
    writer.update('orders', orderId, { status, ending, ...askedColumns(how) });
    writer.touch('clients', state.client_id);
  }

  /** Trigger 51 (spec 1c), for each contract product that ends for a reason that was given. */
  function tellReason(
    writer: Writer,
    contracts: readonly rows.LiveContract[],
    state: rows.EndingState,
    { key, reason }: Ended,
  ): void {
    if (reason.trim() === '' || key === null) return;
    for (const { id } of contracts)
      deps.triggers.fire(writer, 51, `ending/${key}/${id}`, {
        entity: 'contract_product',
        id,
        clientId: state.client_id,
      });
  }

  return { preview, end, isDone, expire, invoiceEnded, goesOn };
}

const endedOf = (orderId: string, { number }: rows.EndingState, contracts: readonly rows.LiveContract[]) => ({
  orderId,
  // What is kept with the money that goes back says a number that stays, or none.
  reference: isProvisional(number) ? '' : number,
  contractIds: contracts.map(({ id }) => id),
});

const askedColumns = ({ key, immediate, reason, refund }: Ended) => ({
  ending_key: key,
  ending_immediate: Number(immediate),
  ending_reason: reason,
  ending_refund: key === null ? '' : refund,
});

/** What led to it, for the operations that it queues: what the writer says, or the order itself. */
const causeOf = (writer: Writer, orderId: string): string => writer.context.cause ?? `order/${orderId}`;
