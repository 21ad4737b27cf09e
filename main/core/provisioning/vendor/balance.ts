import type { Money } from '../../../../preload/api/values.ts';
import { moneyOf } from './money.ts';
import type { Outcome } from './outcome.ts';
import type { VendorDocument } from './parse.ts';
import { isTree, rowsOf, unwrap } from './text.ts';

/**
 * Asks for the balance where it may be, in this order: whoami, subaccount, usrparam, dashboard.info (ispmanager-api
 * 4.8). The first `ok` proves the sign-in; a later failure only leaves the balance unknown (null), never 0.
 */
export async function readBalance(
  read: (func: string) => Promise<Outcome<VendorDocument>>,
): Promise<Outcome<{ balance: Money | null }>> {
  let signedIn = false;
  let first: Outcome<never> | undefined;
  let currency: string | null = null;
  for (const [func, find] of places) {
    const outcome = await read(func);
    if (outcome.kind === 'ok') {
      // `ok` and nothing else is no data: signing in is proved by what only the account can see.
      const seen = find(outcome.value, currency);
      signedIn ||= seen.account;
      currency ??= seen.currency;
      if (seen.balance) return { kind: 'ok', value: { balance: seen.balance } };
      continue;
    }
    // Not this function; another may do.
    if (outcome.kind === 'refused') {
      first ??= outcome;
      continue;
    }
    if (outcome.kind === 'auth' || !signedIn) return outcome;
    break;
  }
  if (signedIn) return { kind: 'ok', value: { balance: null } };
  if (first?.kind === 'refused' && first.type === 'access')
    return { kind: 'auth', code: 'vendor.no_right', message: first.message };
  return first ?? { kind: 'unknown', code: 'vendor.broken_answer', message: 'no account in the answer' };
}

interface Seen {
  readonly account: boolean;
  readonly currency: string | null;
  readonly balance: Money | null;
}
type Find = (document: VendorDocument, currency: string | null) => Seen;

const places: readonly (readonly [func: string, find: Find])[] = [
  [
    'whoami',
    ({ root }, currency) => {
      const user = rowsOf(root['user'])?.[0] ?? (isTree(root['model']) ? root['model'] : undefined);
      return user
        ? seen(user['$balance'] ?? user['balance'], user['$currency'] ?? user['currency'], currency)
        : nothing;
    },
  ],
  [
    'subaccount',
    ({ rows }, currency) => (rows.length === 1 ? seen(rows[0]?.['balance'], rows[0]?.['currency'], currency) : nothing),
  ],
  [
    'usrparam',
    (document, currency) =>
      document.field('balance') === null
        ? nothing
        : seen(document.field('balance'), document.field('currency'), currency),
  ],
  [
    'dashboard.info',
    ({ rows }, currency) => {
      const balance = rows[0]?.['balance'];
      return rows.length > 0 ? seen(Array.isArray(balance) ? balance[0] : balance, undefined, currency) : nothing;
    },
  ],
];

const nothing: Seen = { account: false, currency: null, balance: null };

function seen(amount: unknown, currencyText: unknown, known: string | null): Seen {
  const text = unwrap(amount)?.trim() ?? '';
  // "123.45 EUR": amount and currency in one (dashboard.info).
  const code = /[A-Z]{3}$/.exec(text)?.[0] ?? unwrap(currencyText)?.trim() ?? known ?? '';
  const currency = /^[A-Z]{3}$/.test(code) ? code : null;
  return { account: true, currency, balance: moneyOf(text, currency) };
}
