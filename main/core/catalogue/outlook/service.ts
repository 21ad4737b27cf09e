import type { Output, Parsed } from '../../../../preload/api/contract.ts';
import type { FuturePrice, PriceOutlook, prices as api } from '../../../../preload/api/prices.ts';
import type { Product } from '../../../../preload/api/catalogue-product.ts';
import type { Money } from '../../../../preload/api/values.ts';
import { AppError, type Context, fieldError, notFound } from '../../kernel/index.ts';
import type { RatesService } from '../../rates/index.ts';
import { cut, type Store, type Writer } from '../../store/index.ts';
import { productKind } from '../products/store.ts';
import { percentOf } from './rules.ts';
import * as rows from './store.ts';
import { applyDue } from './write.ts';

export interface OutlookDeps {
  readonly store: Store;
  readonly brand: { businessDate(): string };
  readonly rates: Pick<RatesService, 'convert'>;
  readonly getProduct: (id: string) => Product;
  /** What the vendor charges for a tariff over a connection; null: not known. */
  readonly costOf: (connectionId: string, of: { readonly pricelist: string; readonly period: number }) => Money | null;
  /** Changes what a contract product costs from its next renewal. Part of the caller's transaction. */
  readonly reprice: (writer: Writer, contractProductId: string, priceMinor: number) => void;
}

/** What a price leaves, what it will be, and whom it concerns. */
export function outlookService({ store, brand, rates, getProduct, costOf, reprice }: OutlookDeps) {
  /** Every price of a product with margin and future prices. @throws AppError `not_found` */
  function outlook(productId: string): PriceOutlook[] {
    const product = getProduct(productId);
    const future = rows.futurePrices(store, productId, brand.businessDate());
    return product.prices.map((price) => {
      const cost = costFor(product, price.termMonths);
      const own = cost && rates.convert(cost, price.currency);
      const marginMinor = own ? price.amountMinor - own.amount.amountMinor : null;
      return {
        ...price,
        cost,
        costRate: own?.rate ?? null,
        marginMinor,
        marginPercent: marginMinor === null ? null : percentOf(marginMinor, price.amountMinor),
        future: future.filter((each) => each.termMonths === price.termMonths && each.currency === price.currency),
      };
    });
  }

  const costFor = ({ connectionId, packageIdentifier }: Product, termMonths: number): Money | null =>
    connectionId === null || packageIdentifier === ''
      ? null
      : costOf(connectionId, { pricelist: packageIdentifier, period: termMonths });

  /**
   * Sets what a price will be from a day on; a second one for that day replaces it.
   * @throws AppError `not_found`, `input.invalid`: effectiveOn (in_past: not after today), termMonths (not_found: the
   *   product has no price for term and currency)
   */
  function schedule(input: Parsed<typeof api.schedule>, context: Context): FuturePrice {
    const { productId, amountMinor, ...key } = input;
    let id = '';
    store.transaction(context, (writer) => {
      if (!productKind(store, productId)) throw notFound();
      if (key.effectiveOn <= brand.businessDate()) throw fieldError('effectiveOn', { code: 'in_past' });
      if (!rows.priceRow(store, productId, key)) throw fieldError('termMonths', { code: 'not_found' });
      const before = rows.futureOn(store, { productId, ...key });
      id = before?.id ?? store.makeId();
      if (before) writer.update('future_price', id, { amount_minor: amountMinor });
      else {
        writer.insert('future_price', {
          id,
          product_id: productId,
          term_months: key.termMonths,
          currency: key.currency,
          amount_minor: amountMinor,
          effective_on: key.effectiveOn,
        });
      }
      writer.touch('catalogue', productId);
    });
    return { id, amountMinor, ...key };
  }

  /** Takes a price to come away. @throws AppError `not_found`, also when it is in force already */
  function unschedule(id: string, context: Context): void {
    store.transaction(context, (writer) => {
      const found = rows.findFuture(store, id);
      if (!found || found.effectiveOn <= brand.businessDate()) throw notFound();
      writer.remove('future_price', id);
      writer.touch('catalogue', found.productId);
    });
  }

  /** Makes the prices that came into force up to a day the stored ones (a job). Answers how many. */
  const applyDuePrices = (asOf: string, context: Context): number =>
    rows.duePrices(store, asOf).length === 0
      ? 0
      : store.transaction(context, (writer) => applyDue(store, writer, asOf));

  /** What each client with this product pays at the next renewal, beside what the catalogue asks then. */
  function renewals(input: Parsed<typeof api.renewals>): Output<typeof api.renewals> {
    const of = { productId: input.productId, today: brand.businessDate() };
    const { rows: shown, nextCursor } = cut(
      rows.renewalsOf(store, of, { cursor: input.cursor, limit: input.limit }),
      input.limit,
    );
    return { rows: shown.map((row) => row.renewal), nextCursor };
  }

  /**
   * Lets chosen contract products pay what the catalogue asks at their next renewal; all or none. Nobody else's price
   * moves, whatever the catalogue says.
   * @throws AppError `not_found`: one is not of this product or has ended; `conflict.changed_meanwhile`: the price is
   *   another one than the person saw
   */
  function repriceRenewals(input: Parsed<typeof api.reprice>, context: Context): void {
    store.transaction(context, (writer) => {
      const of = { productId: input.productId, today: brand.businessDate() };
      for (const { contractProductId, amountMinor } of input.renewals) {
        const found = rows.findRenewal(store, of, contractProductId);
        if (!found) throw notFound();
        if (found.listPrice?.amountMinor !== amountMinor) throw new AppError('conflict.changed_meanwhile');
        reprice(writer, contractProductId, amountMinor);
      }
    });
  }

  return { outlook, schedule, unschedule, applyDuePrices, renewals, reprice: repriceRenewals };
}
