import { tokenOf } from '../../../main/core/provisioning/token.ts';
import type { Row, Store, Writer } from '../../../main/core/store/index.ts';
import { staff } from './shop.ts';

type Given = Row & { readonly connection_id: string };

/** Writes an operation as if it had been asked for, and gone as far as its state says. Answers with its id. */
export const addOperation = (store: Store, row: Given): string =>
  store.transaction(staff, (writer) => writeOperation(store, writer, row));

/** The same inside a transaction, for many of them. */
export function writeOperation(store: Store, writer: Writer, row: Given): string {
  const id = store.makeId();
  writer.insert('operation', {
    id,
    kind: 'create',
    state: 'succeeded',
    contract_product_id: null,
    license_id: null,
    token: tokenOf(id),
    attempt: 1,
    params: JSON.stringify({ pricelist: '55227', period: 1, ip: '', customer: '' }),
    price_minor: 0,
    currency: 'EUR',
    expected_cost_minor: null,
    expected_cost_currency: null,
    quoted_cost_minor: null,
    quoted_cost_currency: null,
    held_for: null,
    before_state: null,
    told: null,
    vendor_id: null,
    error_code: null,
    vendor_message: null,
    absent_reads: 0,
    first_absent_at: null,
    next_check_at: null,
    asked_by: 'Olga Owner',
    cause: 'staff',
    sent_at: null,
    settled_at: null,
    other_desk: null,
    ...row,
  });
  return id;
}
