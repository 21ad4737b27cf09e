import type { Shop } from './shop.ts';
import { key, staff } from './shop.ts';

const invoiceOf = (shop: Shop, id: string) =>
  shop.store.db.prepare('SELECT * FROM invoice WHERE id = ?').get(id) as {
    client_id: string;
    currency: string;
    credited_minor: number;
    refunded_minor: number;
  };

/** Takes an amount off an invoice by a credit note of a day, as rows; answers with its id. */
export function creditNote(
  shop: Shop,
  invoiceId: string,
  amountMinor: number,
  { on = '2026-03-10', taxMinor = 0, reason = 'refund' } = {},
): string {
  const { client_id, currency, credited_minor } = invoiceOf(shop, invoiceId);
  const id = shop.store.makeId();
  shop.store.transaction(staff, (writer) => {
    writer.insert('credit_note', {
      id,
      request_key: null,
      number: `CN-${id}`,
      invoice_id: invoiceId,
      client_id,
      reason,
      note: '',
      currency,
      total_minor: amountMinor,
      tax_minor: taxMinor,
      issued_on: on,
    });
    writer.update('invoice', invoiceId, { credited_minor: credited_minor + amountMinor });
  });
  return id;
}

/** Gives an amount back on a day, with a credit note over it. */
export function refund(shop: Shop, invoiceId: string, amountMinor: number, on = '2026-03-10'): void {
  const credit_note_id = creditNote(shop, invoiceId, amountMinor, { on });
  const { currency, refunded_minor } = invoiceOf(shop, invoiceId);
  shop.store.transaction(staff, (writer) => {
    writer.insert('refund', {
      id: shop.store.makeId(),
      request_key: key(),
      invoice_id: invoiceId,
      credit_note_id,
      amount_minor: amountMinor,
      currency,
      destination: 'original',
      refunded_on: on,
      reference: '',
      recorded_by: 'Olga Owner',
    });
    writer.update('invoice', invoiceId, { refunded_minor: refunded_minor + amountMinor });
  });
}

/** A renewal of a contract product that is invoiced and, where it is said, paid on a day. */
export function renewal(
  shop: Shop,
  contractProductId: string,
  { amountMinor, from, to, paidOn }: { amountMinor: number; from: string; to: string; paidOn?: string },
): string {
  const { client_id, currency } = shop.store.db
    .prepare('SELECT client_id, currency FROM contract_product WHERE id = ?')
    .get(contractProductId) as { client_id: string; currency: string };
  const { id } = shop.store.transaction(staff, (writer) =>
    shop.services.billing.issueInvoice(writer, {
      kind: 'renewal',
      orderId: null,
      clientId: client_id,
      currency,
      dueOn: from,
      lines: [{ text: 'renewal', amountMinor, period: { from, to }, itemLine: null, contractProductId }],
    }),
  );
  if (paidOn !== undefined)
    shop.call('billing', 'recordPayment', shop.make.payment(id, amountMinor, { receivedOn: paidOn }));
  return id;
}
