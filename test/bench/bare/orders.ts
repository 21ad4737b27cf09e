import { v7 } from 'uuid';
import type { Db, Row } from '../../../main/core/store/index.ts';

/** What is ordered: one license of a product for a month. */
export interface BareProduct {
  readonly id: string;
  readonly name: string;
  readonly price: number;
  readonly connection: string;
  readonly package: string;
}

/**
 * Places orders of one license with the statements that it takes and nothing else: the order, its line, its contract product and
 * its invoice with a line, in one durable commit. No price is looked up, no rule or tax, no history is kept.
 */
export function bareOrders(db: Db, product: BareProduct): (clientId: string) => void {
  const next = db.prepare('UPDATE counter SET last = last + 1 WHERE name = ? RETURNING last').pluck();
  const statements = new Map<string, { run(row: Row): unknown }>();
  function insert(table: string, row: Row): void {
    let statement = statements.get(table);
    if (!statement) {
      const columns = Object.keys(row);
      statement = db.prepare(
        `INSERT INTO ${table} (${columns.join()}) VALUES (${columns.map((column) => `@${column}`).join()})`,
      );
      statements.set(table, statement);
    }
    statement.run(row);
  }
  const numbered = (prefix: string, series: string): string => `${prefix}-${String(next.get(series)).padStart(6, '0')}`;

  const place = db.transaction((clientId: string) => {
    const now = new Date();
    const at = now.toISOString();
    const today = at.slice(0, 10);
    const [order, item, contract, invoice] = [v7(), v7(), v7(), v7()];
    const stamps = { created_at: at, updated_at: at };
    const money = { currency: 'EUR', total_minor: product.price };
    const sold = { product_id: product.id, product_name: product.name, term_months: 1, currency: 'EUR', ip: '' };
    insert('orders', {
      id: order,
      request_key: v7(),
      number: numbered('ORD', 'order'),
      client_id: clientId,
      placed_by: 'Olga Owner',
      status: 'Awaiting payment',
      notes: '',
      payment_method: 'bank_transfer',
      ...money,
      ...stamps,
    });
    insert('order_item', {
      id: item,
      order_id: order,
      line_index: 0,
      base_minor: product.price,
      unit_minor: product.price,
      quantity: 1,
      ...sold,
      ...stamps,
    });
    insert('contract_product', {
      id: contract,
      order_item_id: item,
      line_index: 0,
      order_id: order,
      client_id: clientId,
      status: 'Pending',
      price_minor: product.price,
      connection_id: product.connection,
      package_identifier: product.package,
      ...sold,
      ...stamps,
    });
    insert('invoice', {
      id: invoice,
      number: numbered('INV', 'invoice'),
      kind: 'order',
      order_id: order,
      client_id: clientId,
      status: 'Unpaid',
      paid_minor: 0,
      issued_on: today,
      due_on: new Date(now.getTime() + 7 * 86_400_000).toISOString().slice(0, 10),
      buyer: '{"name":"Anna Smith","company":"","email":"anna@example.test"}',
      ...money,
      ...stamps,
    });
    insert('invoice_line', {
      id: v7(),
      invoice_id: invoice,
      line_index: 0,
      item_line: 0,
      text: `${product.name}, 1 month`,
      amount_minor: product.price,
      period_from: today,
      period_to: today,
      product_id: product.id,
      ...stamps,
    });
  });
  return (clientId) => place.immediate(clientId);
}
