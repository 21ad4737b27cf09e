import { isoDate, isoDateTime } from './dates.ts';
import type { SandboxSettings } from './options.ts';
import type { BasketItem, LedgerEntry, SandboxLicense } from './types.ts';

/** Everything that survives a restart. Plain JSON; no password is ever in it. */
export interface SandboxState {
  version: 1;
  /** Added to the clock by `advance`; kept, so that dates do not run backwards after a restart. */
  clockOffsetMs: number;
  nextLicenseId: number;
  nextLedgerId: number;
  nextBasketId: number;
  /** Orders that were committed, that is, licenses created and charged. */
  orders: number;
  balances: Record<string, number>;
  licenses: SandboxLicense[];
  ledger: LedgerEntry[];
  /** What was ordered without paying. */
  basket: BasketItem[];
  /** The filter of the license list that an account has stored, by login. */
  filters: Record<string, Record<string, string>>;
}

/** A fresh set of books. Ids start high, so that they are never mistaken for row numbers. */
export function createState(): SandboxState {
  return {
    version: 1,
    clockOffsetMs: 0,
    nextLicenseId: 300_001,
    nextLedgerId: 1,
    nextBasketId: 5001,
    orders: 0,
    balances: {},
    licenses: [],
    ledger: [],
    basket: [],
    filters: {},
  };
}

/** Opens the books of every configured account that is not in them yet, with its first balance as a top-up. Says whether it did. */
export function openAccounts(state: SandboxState, settings: SandboxSettings, now: number): boolean {
  let opened = false;
  for (const account of settings.accounts.values()) {
    if (Object.hasOwn(state.balances, account.login)) continue;
    state.balances[account.login] = 0;
    if (account.balance > 0) topUp(state, account.login, account.balance, account.currency, now);
    opened = true;
  }
  return opened;
}

/** The account's money in minor units. */
export function balanceOf(state: SandboxState, login: string): number {
  return Object.hasOwn(state.balances, login) ? (state.balances[login] ?? 0) : 0;
}

interface Movement {
  account: string;
  amount: number;
  currency: string;
  at: number;
  description: string;
  intname: string;
  licenseId: number | null;
  listedAt?: number;
}

function record(state: SandboxState, kind: LedgerEntry['kind'], movement: Movement): void {
  // What was booked stays as it is: the books need not look through all of it at each call (books.ts).
  state.ledger.push(Object.freeze({ id: state.nextLedgerId, kind, ...movement }));
  state.nextLedgerId += 1;
  const sign = kind === 'charge' ? -1 : 1;
  state.balances[movement.account] = balanceOf(state, movement.account) + sign * movement.amount;
}

/** Takes money and writes the expense; false, and nothing changed, when the balance is too low. A price of 0 leaves no expense. */
export function charge(state: SandboxState, movement: Movement): boolean {
  if (balanceOf(state, movement.account) < movement.amount) return false;
  if (movement.amount > 0) record(state, 'charge', movement);
  return true;
}

/** Pays money back for a license. */
export function refund(state: SandboxState, movement: Movement): void {
  if (movement.amount > 0) record(state, 'refund', movement);
}

/** Adds money to an account. */
export function topUp(state: SandboxState, login: string, amount: number, currency: string, at: number): void {
  record(state, 'topup', {
    account: login,
    amount,
    currency,
    at,
    description: 'Sandbox top-up',
    intname: 'topup',
    licenseId: null,
  });
}

/** The account's license with this number; undefined when there is none, or when it belongs to somebody else. */
export function findLicense(state: SandboxState, login: string, id: number): SandboxLicense | undefined {
  return state.licenses.find((license) => license.id === id && license.account === login);
}

/** "12.50", or with a no-break space and a comma where the installation formats numbers. */
export function formatAmount(minor: number, settings: SandboxSettings): string {
  const sign = minor < 0 ? '-' : '';
  const whole = String(Math.trunc(Math.abs(minor) / 100));
  const cents = String(Math.abs(minor) % 100).padStart(2, '0');
  if (settings.guesses.amountFormat === 'plain') return `${sign}${whole}.${cents}`;
  return `${sign}${whole.replaceAll(/\B(?=(\d{3})+$)/g, '\u00A0')},${cents}`;
}

/** "12.50 EUR". */
export function formatMoney(minor: number, currency: string, settings: SandboxSettings): string {
  return `${formatAmount(minor, settings)} ${currency}`;
}

/** Today's date in the vendor's zone. */
export function today(now: number, settings: SandboxSettings): string {
  return isoDate(now, settings.guesses.dateOffsetMinutes);
}

/** Date of a ledger entry as the lists show it. */
export function ledgerDate(at: number, settings: SandboxSettings): string {
  const { ledgerTimes, dateOffsetMinutes } = settings.guesses;
  return ledgerTimes ? isoDateTime(at, dateOffsetMinutes) : isoDate(at, dateOffsetMinutes);
}
