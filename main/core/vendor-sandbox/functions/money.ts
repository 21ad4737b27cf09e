import { balanceOf, formatAmount, formatMoney, ledgerDate } from '../state.ts';
import type { LedgerEntry } from '../types.ts';
import type { SandboxFunction, SignedCall } from './call.ts';
import { page } from './paging.ts';
import { accountId } from './session.ts';

/** func=subaccount: the balance as a list row (ispmanager-api 4.8). */
export const subaccount: SandboxFunction = (call) =>
  page(call, [
    {
      id: accountId(call),
      name: 'Sandbox',
      balance: formatAmount(balanceOf(call.state, call.account.login), call.settings),
      currency: call.account.currency,
    },
  ]);

/** func=usrparam: the user's own settings, with the balance (ispmanager-api 4.8). */
export const usrparam: SandboxFunction = (call) => ({
  kind: 'form',
  fields: {
    email: call.account.login,
    realname: 'Sandbox Reseller',
    balance: formatAmount(balanceOf(call.state, call.account.login), call.settings),
  },
  ok: false,
});

/** func=dashboard.info: `elem[0].balance[0]` as "123.45 EUR" (ispmanager-api 4.8). */
export const dashboardInfo: SandboxFunction = (call) => {
  const text = formatMoney(balanceOf(call.state, call.account.login), call.account.currency, call.settings);
  return { kind: 'tree', nodes: [{ name: 'elem', array: true, children: [{ name: 'balance', text, array: true }] }] };
};

/** func=payment: top-ups, and refunds with a number that starts with `return` (ispmanager-api 4.8). */
export const payment: SandboxFunction = (call) => {
  const rows = entries(call, ['topup', 'refund']).map((entry) => {
    const money = formatMoney(entry.amount, entry.currency, call.settings);
    const date = ledgerDate(entry.at, call.settings);
    return {
      id: String(entry.id),
      number: entry.kind === 'refund' ? `return${entry.id}` : `SB/${entry.id}`,
      create_date: date,
      pay_date: date,
      paymethodamount_iso: money,
      subaccountamount_iso: money,
      amount: money,
      status: '4',
    };
  });
  return page(call, rows);
};

/** func=expense: charges; `main_item` is the license where the installation says it (ispmanager-api 4.8). The independent proof that something was charged. */
export const expense: SandboxFunction = (call) => {
  const { expenseNamesLicense } = call.settings.guesses;
  const rows = entries(call, ['charge']).map((entry) => ({
    id: String(entry.id),
    amount: formatMoney(entry.amount, entry.currency, call.settings),
    realdate: ledgerDate(entry.at, call.settings),
    locale_name: entry.description,
    intname: entry.intname,
    item: entry.licenseId === null || !expenseNamesLicense ? '' : String(entry.licenseId),
    main_item: entry.licenseId === null || !expenseNamesLicense ? '' : String(entry.licenseId),
  }));
  return page(call, rows);
};

function entries(call: SignedCall, kinds: readonly LedgerEntry['kind'][]): LedgerEntry[] {
  return call.state.ledger.filter(
    (entry) =>
      entry.account === call.account.login && kinds.includes(entry.kind) && (entry.listedAt ?? entry.at) <= call.now,
  );
}
