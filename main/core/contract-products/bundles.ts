import type { ContractProduct, contractProducts } from '../../../preload/api/contract-products.ts';
import type { Parsed } from '../../../preload/api/contract.ts';
import { AppError, type Context, notFound, ownCause } from '../kernel/index.ts';
import type { Writer } from '../store/index.ts';
import { bundleById, goesOn, othersOf, partsOf } from './bundle-store.ts';
import type { contractCancelling } from './cancelling.ts';
import type { ContractProductsDeps } from './deps.ts';
import type { Periods } from './periods.ts';
import { openRenewals } from './periods-store.ts';
import { partPrices } from './rules.ts';
import * as rows from './store.ts';

/** What was sold together at one price (spec 27, 2.9): contract products that are renewed on one line of an invoice. */
export function contractBundles(
  { store, brand, triggers, afterQueued }: ContractProductsDeps,
  { noteOf }: Pick<Periods, 'noteOf'>,
  cancelling: ReturnType<typeof contractCancelling>,
  redoRenewal: (writer: Writer, contractProductId: string, invoiceId: string, note: string) => void,
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

  /**
   * Ends one part of a bundle, now or with the term that is paid for, and sets what the rest costs together from its next
   * renewal: the same, or another price (spec 2.9). A renewal that is billed already is made anew without the part.
   * @throws AppError `not_found`; `contract.wrong_state`: it is no part of a bundle, not paid yet, ends already, or is the
   *   last one that goes on; `conflict.changed_meanwhile`: the bundle costs something else than the person saw;
   *   `contract.open_invoices`: what is unpaid of the time before is paid, cancelled or written off first; `license.*`
   */
  function cancelPart(input: Parsed<typeof contractProducts.cancelPart>, context: Context): void {
    const { id, immediate, bundlePriceMinor, expectedPriceMinor } = input;
    store.transaction(context, (writer) => {
      const contract = rows.contractState(store, id);
      if (!contract) throw notFound();
      const others = othersOf(store, contract);
      if (contract.status === 'Pending' || !goesOn(contract) || others.length === 0)
        throw new AppError('contract.wrong_state', { params: { status: contract.status } });
      if (sumOf([contract, ...others]) !== expectedPriceMinor) throw new AppError('conflict.changed_meanwhile');
      const today = brand.businessDate();
      const open = openRenewals(store, id);
      // One period that is to come can be billed anew; of what has begun the whole bundle is owed.
      if (open.length > 1 || open.some(({ starts_on: from, status }) => from <= today || status === 'Partly paid'))
        throw new AppError('contract.open_invoices');
      cancelling.cancel(writer, id, { immediate, cause: ownCause(context.principal) });
      // Also while the vendor is still at it, and where it refuses: the rest is not renewed together with it.
      if (immediate) writer.update('contract_product', id, { service_ends_on: today });
      reprice(writer, others, bundlePriceMinor, context.traceId);
      const note = noteOf(id, immediate ? 'cancelled' : 'ends');
      // The first part that is billed there takes the others with it.
      for (const { invoice_id: invoiceId } of open)
        for (const part of others) redoRenewal(writer, part.id, invoiceId, note);
      writer.touch('orders', contract.order_id);
    });
    afterQueued();
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

  return { shown, cancelPart };
}

const sumOf = (parts: readonly rows.ContractState[]): number => parts.reduce((sum, part) => sum + part.price_minor, 0);
