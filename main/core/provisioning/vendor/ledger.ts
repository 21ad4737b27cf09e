import type { Money } from '../../../../preload/api/values.ts';
import { moneyOf } from './money.ts';
import { dateOf, type Tree, unwrap } from './text.ts';

/** One row of `func=expense`: a charge (ispmanager-api 4.8). */
export interface VendorExpense {
  readonly id: string;
  /** `YYYY-MM-DD`, or empty when not told. */
  readonly date: string;
  readonly serviceId: string;
  readonly text: string;
  readonly amount: Money | null;
}

/** One row of `func=payment`: money that came in, or went back (ispmanager-api 4.8). */
export interface VendorPayment {
  readonly id: string;
  readonly number: string;
  /** Day of payment, else of creation; `YYYY-MM-DD`, or empty when not told. */
  readonly date: string;
  /** In the currency of the account. */
  readonly amount: Money | null;
  readonly isRefund: boolean;
  /** The vendor's status, as told; its values are not documented. */
  readonly status: string;
}

const reader =
  (row: Tree) =>
  (name: string): string =>
    unwrap(row[name])?.trim() ?? '';

/** Reads a row of `func=expense`. Null when it has no id. */
export function expenseOfRow(row: Tree): VendorExpense | null {
  const read = reader(row);
  const id = read('id');
  if (id === '') return null;
  return {
    id,
    date: dateOf(read('realdate')) ?? '',
    serviceId: read('main_item') || read('item'),
    text: `${read('locale_name')} ${read('intname')}`.trim(),
    amount: moneyOf(read('amount'), read('currency_str')),
  };
}

/** Reads a row of `func=payment`. Null when it has no id. */
export function paymentOfRow(row: Tree): VendorPayment | null {
  const read = reader(row);
  const id = read('id');
  if (id === '') return null;
  const number = read('number');
  return {
    id,
    number,
    date: dateOf(read('pay_date')) ?? dateOf(read('create_date')) ?? '',
    // What the account got goes before what was paid, which may be in another currency.
    amount: moneyOf(read('subaccountamount_iso')) ?? moneyOf(read('amount')) ?? moneyOf(read('paymethodamount_iso')),
    isRefund: /^return/i.test(number),
    status: read('status'),
  };
}
