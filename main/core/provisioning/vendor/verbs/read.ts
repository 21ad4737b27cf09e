import type { Money } from '../../../../../preload/api/values.ts';
import { readBalance } from '../balance.ts';
import type { VendorAccount } from '../call.ts';
import { expenseOfRow, paymentOfRow, type VendorExpense, type VendorPayment } from '../ledger.ts';
import { isNumber, isVendorId, licenseOfForm, licenseOfRow, type VendorLicense } from '../license.ts';
import { readAllRows } from '../list.ts';
import type { Outcome } from '../outcome.ts';
import { choicesOf, type VendorDocument } from '../parse.ts';
import { pricesOf, type VendorPrice } from '../prices.ts';
import { dateOf, wholeOf } from '../text.ts';
import { broken, type Caller, type CallMeta, invalid, isPeriod, noLicense, speaksOf } from './caller.ts';

/** What a renewal offers. */
export interface RenewForm {
  /** Months, in the vendor's order. */
  readonly periods: readonly number[];
  readonly expiresOn: string | null;
  /** The end after a renewal by the period that the form has chosen; a forecast. */
  readonly newExpiresOn: string | null;
}

/** What a change of tariff offers. */
export interface PackageForm {
  /** The present tariff, or the one the form has chosen; null when not told. */
  readonly pricelist: string | null;
  readonly packages: readonly { readonly pricelist: string; readonly name: string }[];
  /** Months; empty when the form does not ask. */
  readonly periods: readonly number[];
}

export interface IpCheck {
  readonly pricelist: string;
  /** Months; -100: trial. */
  readonly period: number;
  readonly ip: string;
}

/** The verbs that change nothing: spaced, and repeated after a failure on the way. */
export interface ReadVerbs {
  /** Signs in and reads the balance; null: not told, never 0 (ispmanager-api 4.8). */
  probe(account: VendorAccount, meta: CallMeta): Promise<Outcome<{ balance: Money | null }>>;
  /** All licenses of the account. A list that is not complete is `unknown`, never an absence (ispmanager-api 3). */
  listLicenses(account: VendorAccount, meta: CallMeta): Promise<Outcome<VendorLicense[]>>;
  /** All charges, under the same rule (ispmanager-api 4.8). */
  listExpenses(account: VendorAccount, meta: CallMeta): Promise<Outcome<VendorExpense[]>>;
  /** All top-ups and refunds, under the same rule (ispmanager-api 4.8). */
  listPayments(account: VendorAccount, meta: CallMeta): Promise<Outcome<VendorPayment[]>>;
  /** What can be read of the vendor's price list; a price that cannot be read is left out, never guessed (ispmanager-api 4.8). */
  listPrices(account: VendorAccount, meta: CallMeta): Promise<Outcome<VendorPrice[]>>;
  /** `soft.edit` without `sok` (ispmanager-api 4.1). */
  readLicense(account: VendorAccount, vendorId: string, meta: CallMeta): Promise<Outcome<VendorLicense>>;
  /** `service.prolong` without `sok` and without a period: shows, and renews nothing (ispmanager-api 4.2). */
  readRenewForm(account: VendorAccount, vendorId: string, meta: CallMeta): Promise<Outcome<RenewForm>>;
  /** `service.changepricelist` without `sok` (ispmanager-api 4.5). */
  readPackageForm(account: VendorAccount, vendorId: string, meta: CallMeta): Promise<Outcome<PackageForm>>;
  /**
   * Whether an order for this IP would be taken (ispmanager-api 2.3). The function may be missing: `saysIncapable`
   * tells, and an order must not be held up by that (8).
   */
  checkIp(account: VendorAccount, check: IpCheck, meta: CallMeta): Promise<Outcome<null>>;
}

export function readVerbs({ read, readList }: Caller): ReadVerbs {
  return {
    probe: (account, meta) => readBalance((func) => read(account, func, {}, meta)),

    listLicenses: (account, meta) =>
      readAllRows(
        (params) => readList(account, 'soft', params, meta),
        licenseOfRow,
        (row) => row.vendorId,
      ),

    listExpenses: (account, meta) =>
      readAllRows(
        (params) => readList(account, 'expense', params, meta),
        expenseOfRow,
        (row) => row.id,
      ),

    listPayments: (account, meta) =>
      readAllRows(
        (params) => readList(account, 'payment', params, meta),
        paymentOfRow,
        (row) => row.id,
      ),

    async listPrices(account, meta) {
      const outcome = await readList(account, 'pricelist.export', {}, meta);
      if (outcome.kind !== 'ok') return outcome;
      const prices = pricesOf(outcome.value);
      return prices ? { kind: 'ok', value: prices } : broken('no price list');
    },

    async readLicense(account, vendorId, meta) {
      if (!isVendorId(vendorId)) return noLicense;
      const outcome = await read(account, 'soft.edit', { elid: vendorId }, meta);
      if (outcome.kind !== 'ok') return outcome;
      const license = licenseOfForm(outcome.value, vendorId);
      return license ? { kind: 'ok', value: license } : broken('not the form of this license');
    },

    async readRenewForm(account, vendorId, meta) {
      if (!isVendorId(vendorId)) return noLicense;
      const outcome = await read(account, 'service.prolong', { elid: vendorId }, meta);
      if (outcome.kind !== 'ok') return outcome;
      const form = outcome.value;
      const periods = periodsOf(form);
      if (!isFormOf(form, vendorId) || periods === null) return broken('not the renewal form of this license');
      const [expiresOn, newExpiresOn] = [dateOf(form.field('expiredate')), dateOf(form.field('newexpiredate'))];
      return { kind: 'ok', value: { periods, expiresOn, newExpiresOn } };
    },

    async readPackageForm(account, vendorId, meta) {
      if (!isVendorId(vendorId)) return noLicense;
      const outcome = await read(account, 'service.changepricelist', { elid: vendorId }, meta);
      if (outcome.kind !== 'ok') return outcome;
      const form = outcome.value;
      const choices = choicesOf(form, 'pricelist');
      if (!isFormOf(form, vendorId) || choices === null) return broken('not the tariff form of this license');
      // A choice without a number is the line that asks to choose.
      const packages = choices
        .filter(({ key }) => isNumber(key))
        .map(({ key, text }) => ({ pricelist: key, name: text || key }));
      const chosen = form.field('pricelist');
      return {
        kind: 'ok',
        value: { pricelist: isNumber(chosen) ? chosen : null, packages, periods: periodsOf(form) ?? [] },
      };
    },

    async checkIp(account, { pricelist, period, ip }, meta) {
      if (!isNumber(pricelist)) return invalid('value', 'pricelist', 'not a tariff number');
      if (!isPeriod(period) && period !== -100) return invalid('value', 'period', 'not a period');
      const outcome = await read(account, 'soft.checkip', { pricelist, period: String(period), ip }, meta);
      if (outcome.kind !== 'ok') return outcome;
      return outcome.value.ok === null ? broken('neither ok nor error') : { kind: 'ok', value: null };
    },
  };
}

/** A form that was only shown, and of no other license. */
const isFormOf = (document: VendorDocument, vendorId: string): boolean =>
  document.ok === null && speaksOf(document, vendorId);

/** The months that a form offers; null when it offers none that can be read. */
function periodsOf(form: VendorDocument): number[] | null {
  const choices = choicesOf(form, 'period');
  const periods = (choices ?? []).map(({ key }) => wholeOf(key)).filter((period) => period !== null && period > 0);
  return choices === null ? null : periods.filter((period) => period !== null);
}
