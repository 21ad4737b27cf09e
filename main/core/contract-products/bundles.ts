import type { RefundDestination } from '../../../preload/api/billing.ts';
import type { ContractProduct, contractProducts, PartCancelPreview } from '../../../preload/api/contract-products.ts';
import type { Parsed } from '../../../preload/api/contract.ts';
import { AppError, type Context, fieldError, holds, notFound, ownCause } from '../kernel/index.ts';
import type { Writer } from '../store/index.ts';
import { bundleById, goesOn, othersOf, partsOf } from './bundle-store.ts';
import type { contractCancelling } from './cancelling.ts';
import type { ContractProductsDeps } from './deps.ts';
import type { Periods } from './periods.ts';
import { openRenewals } from './periods-store.ts';
import type { renewalSteps } from './renewals.ts';
import { partPrices } from './rules.ts';
import * as rows from './store.ts';

/** What was sold together at one price (spec 27, 2.9): contract products that are renewed on one line of an invoice. */
export function contractBundles(
  { store, brand, billing, triggers, unusedOf, afterQueued }: ContractProductsDeps,
  { noteOf, takeOff, partOff }: Pick<Periods, 'noteOf' | 'takeOff' | 'partOff'>,
  cancelling: ReturnType<typeof contractCancelling>,
  renewals: Pick<ReturnType<typeof renewalSteps>, 'billAnew'>,
) {
  /** The bundle of a contract product as its page shows it; null: it was sold by itself. */
  function shown(contract: rows.ContractState): ContractProduct['bundle'] {
    const bundle = contract.bundle_id === null ? undefined : bundleById(store, contract.bundle_id);
    if (!bundle) return null;
    const money = (amountMinor: number) => ({ amountMinor, currency: contract.currency });
    const parts = partsOf(store, bundle.id);
    return {
      productId: bundle.product_id,
      productName: bundle.product_name,
      price: money(sumOf(parts.filter(goesOn))),
      parts: parts.map((part) => ({
        id: part.id,
        productName: part.product_name,
        status: part.status,
        price: money(part.price_minor),
        endsOn: part.service_ends_on,
      })),
      canCancelPart: contract.status !== 'Pending' && goesOn(contract) && othersOf(store, contract).length > 0,
    };
  }

  /** @throws AppError `not_found`; `contract.wrong_state`: it is no part of a bundle, not paid yet, ends already, or is the last one that goes on */
  function endable(id: string): { contract: rows.ContractState; others: rows.ContractState[] } {
    const contract = rows.contractState(store, id);
    if (!contract) throw notFound();
    const others = othersOf(store, contract);
    if (contract.status === 'Pending' || !goesOn(contract) || others.length === 0)
      throw new AppError('contract.wrong_state', { params: { status: contract.status } });
    return { contract, others };
  }

  /**
   * Open renewals of a part. A period to come of which nothing is paid is billed anew, at the price that is set; of what has
   * begun or is paid in part, what the part costs is taken off and the rest is owed as it was.
   */
  function openOf(id: string) {
    const today = brand.businessDate();
    const open = openRenewals(store, id);
    const anew = open.filter(({ starts_on: from, status }) => from > today && status === 'Unpaid');
    return { anew, lowered: open.filter((each) => !anew.includes(each)) };
  }

  /** What can be given back where a part ends at once, today: of paid days to come, and what was paid of what is taken off. */
  function refundsOf({ id, currency }: rows.ContractState): PartCancelPreview['refunds'] {
    const money = (amountMinor: number) => ({ amountMinor, currency });
    const of = (invoiceId: string, amountMinor: number, why: 'unused_days' | 'not_begun') => {
      const { original, account_balance: balance } = billing.refundable(invoiceId);
      const refundable = {
        original: money(Math.min(amountMinor, original)),
        account_balance: money(Math.min(amountMinor, balance)),
      };
      return { invoiceId, invoiceNumber: numberOf(invoiceId), why, amount: money(amountMinor), refundable };
    };
    return [
      ...unusedOf([id], brand.businessDate()).map(({ invoiceId, amountMinor }) =>
        of(invoiceId, amountMinor, 'unused_days'),
      ),
      ...openOf(id)
        .lowered.map(({ invoice_id: invoiceId }) => of(invoiceId, partOff(id, invoiceId).backMinor, 'not_begun'))
        .filter(({ amount }) => amount.amountMinor > 0),
    ];
  }

  const numberOf = (invoiceId: string): string => billing.getInvoice(invoiceId).number;

  /** What `cancelPart` would do with money now. @throws AppError as `endable` */
  function preview(id: string): PartCancelPreview {
    const { contract } = endable(id);
    const money = (amountMinor: number) => ({ amountMinor, currency: contract.currency });
    const { anew, lowered } = openOf(id);
    const refunds = refundsOf(contract);
    return {
      lowered: lowered.map(({ invoice_id: invoiceId }) => {
        const { creditedMinor, backMinor } = partOff(id, invoiceId);
        return { number: numberOf(invoiceId), due: money(creditedMinor), paid: money(backMinor) };
      }),
      anew: anew.map(({ invoice_id: invoiceId }) => numberOf(invoiceId)),
      refunds,
      refundTotal: money(totalOf(refunds)),
      notBegunTotal: money(totalOf(refunds.filter(({ why }) => why === 'not_begun'))),
    };
  }

  /**
   * Ends one part of a bundle, now or with the term that is paid for, and sets what the rest costs together from its next
   * renewal: the same, or another price (spec 2.9). A period to come that is billed already is billed anew without the part; what
   * else is open is lowered by what the part costs there, with a credit note (spec 2.4). What is paid for its days from today on
   * goes where it is said, where it ends at once (spec 2.1).
   * @throws AppError as `endable`; `conflict.changed_meanwhile`: the bundle costs something else than the person saw, or another
   *   sum would be given back; `order.nothing_to_refund`; `call.forbidden`: a refund, without the right to record money; `input.invalid` refund: with the end of a term nothing is given back;
   *   `billing.*` where money cannot go there; `license.*`
   */
  function cancelPart(input: Parsed<typeof contractProducts.cancelPart>, context: Context): void {
    const { id, immediate, bundlePriceMinor, expectedPriceMinor, refund } = input;
    // Giving back money is a right of its own.
    if (refund !== 'none' && !holds(context.principal, 'billing.record')) throw new AppError('call.forbidden');
    store.transaction(context, (writer) => {
      const { contract, others } = endable(id);
      if (sumOf([contract, ...others]) !== expectedPriceMinor) throw new AppError('conflict.changed_meanwhile');
      const refunds = refund === 'none' ? [] : held(contract, input);
      const destination = refund === 'original' ? 'original' : 'account_balance';
      const note = noteOf(id, immediate ? 'cancelled' : 'ends');
      const { anew } = openOf(id);
      for (const { invoice_id: invoiceId } of anew)
        takeOff(writer, id, invoiceId, { ending: 'cancelled', note, destination: null });
      cancelling.cancel(writer, id, { immediate, cause: ownCause(context.principal), destination });
      // Also while the vendor is still at it, and where it refuses: the rest is not renewed together with it.
      if (immediate) writer.update('contract_product', id, { service_ends_on: brand.businessDate() });
      giveBack(writer, contract, refunds, destination);
      reprice(writer, others, bundlePriceMinor, context.traceId);
      // The first part that is billed there takes the others with it.
      for (const { invoice_id: invoiceId } of anew)
        for (const part of others) renewals.billAnew(writer, part.id, invoiceId);
      writer.touch('orders', contract.order_id);
    });
    afterQueued();
  }

  /** What is given back, as the person saw it. @throws AppError as `cancelPart` */
  function held(
    contract: rows.ContractState,
    { immediate, expectedRefundMinor }: Parsed<typeof contractProducts.cancelPart>,
  ): PartCancelPreview['refunds'] {
    if (!immediate) throw fieldError('refund', { code: 'invalid' });
    const refunds = refundsOf(contract);
    const sum = totalOf(refunds);
    if (sum !== expectedRefundMinor) throw new AppError('conflict.changed_meanwhile');
    if (sum === 0) throw new AppError('order.nothing_to_refund');
    return refunds;
  }

  /** Gives back what is paid for days that will not be used. What was paid of what is taken off went back with that. */
  function giveBack(
    writer: Writer,
    { id, order_id: orderId, product_name: name }: rows.ContractState,
    refunds: PartCancelPreview['refunds'],
    destination: RefundDestination,
  ): void {
    if (refunds.length === 0) return;
    for (const { invoiceId, amount, why } of refunds)
      if (why === 'unused_days')
        billing.refund(writer, {
          // As the end of an order gives back: days, once for each part and invoice.
          requestKey: `order/${orderId}/${id}/${invoiceId}`,
          invoiceId,
          amountMinor: amount.amountMinor,
          destination,
          reference: name,
        });
    cancelling.daysGivenBack(writer, [id], brand.businessDate());
  }

  function reprice(writer: Writer, parts: readonly rows.ContractState[], bundleMinor: number, traceId: string): void {
    const prices = partPrices(
      bundleMinor,
      parts.map((part) => part.price_minor),
    );
    parts.forEach((part, at) => {
      const priceMinor = prices[at] ?? 0;
      if (priceMinor === part.price_minor) return;
      // What a person sets is not converted.
      writer.update('contract_product', part.id, { price_minor: priceMinor, price_rate: null });
      triggers.fire(writer, 19, `contract_product/${part.id}/${traceId}`, {
        entity: 'contract_product',
        id: part.id,
        clientId: part.client_id,
      });
    });
  }

  return { shown, preview, cancelPart };
}

const sumOf = (parts: readonly rows.ContractState[]): number => parts.reduce((sum, part) => sum + part.price_minor, 0);
const totalOf = (refunds: PartCancelPreview['refunds']): number =>
  refunds.reduce((sum, { amount }) => sum + amount.amountMinor, 0);
