import type { TermMonths } from '../../../preload/api/values.ts';
import { actorName, AppError, fieldError } from '../kernel/index.ts';
import type { Writer } from '../store/index.ts';
import type { OrdersDeps } from './deps.ts';
import { takenOverNote } from './rules.ts';

/** A license of the vendor account that becomes a client's. */
export interface TakenOver {
  readonly clientId: string;
  readonly productId: string;
  readonly termMonths: TermMonths;
  readonly currency: string;
  readonly ip: string;
  /** First day and the day after the last one that the vendor was paid for; null: not told. */
  readonly since: string;
  readonly until: string | null;
}

/**
 * Enters a license that the vendor account has already as if it had been ordered: an order of nothing that is Active,
 * its line, and a contract product that runs at the product's price for the term. No invoice, and nothing is bought.
 * Part of the caller's transaction; answers with the contract product.
 * @throws AppError `input.invalid` (clientId, productId not_found), `order.no_price`
 */
export const takeOver =
  ({ store, brand, clients, catalogue, contractProducts }: OrdersDeps) =>
  (writer: Writer, input: TakenOver): string => {
    const client = clients.find(input.clientId);
    if (!client) throw fieldError('clientId', { code: 'not_found' });
    const product = catalogue.findProduct(input.productId);
    if (!product || product.connectionId === null) throw fieldError('productId', { code: 'not_found' });
    const { termMonths, currency } = input;
    const price = product.prices.find((each) => each.termMonths === termMonths && each.currency === currency);
    if (!price) throw new AppError('order.no_price');
    const id = store.makeId();
    writer.insert('orders', {
      id,
      request_key: store.makeId(),
      number: brand.numbers.take(writer, 'order', id),
      client_id: client.id,
      placed_by: actorName(writer.context.principal),
      status: 'Active',
      notes: takenOverNote[client.language],
      currency,
      total_minor: 0,
    });
    const orderItemId = store.makeId();
    writer.insert('order_item', {
      id: orderItemId,
      order_id: id,
      line_index: 0,
      product_id: product.id,
      product_name: product.name,
      term_months: termMonths,
      base_minor: 0,
      unit_minor: 0,
      quantity: 1,
      currency,
      ip: input.ip,
    });
    const contractProductId = contractProducts.add(writer, {
      orderItemId,
      orderId: id,
      clientId: client.id,
      productId: product.id,
      productName: product.name,
      termMonths,
      currency,
      priceMinor: price.amountMinor,
      connectionId: product.connectionId,
      packageIdentifier: product.packageIdentifier,
      ip: input.ip,
      index: 0,
      awaits: null,
      running: { since: input.since, until: input.until },
    });
    writer.touch('clients', client.id);
    return contractProductId;
  };
