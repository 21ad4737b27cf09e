import type { VendorAccount } from '../call.ts';
import { isNumber, isVendorId } from '../license.ts';
import type { Outcome } from '../outcome.ts';
import { isTree, unwrap, dateOf } from '../text.ts';
import { applied, broken, type Caller, type CallMeta, invalid, isPeriod, noLicense } from './caller.ts';

export interface OrderParams {
  readonly pricelist: string;
  /** Months: 1 or 12. */
  readonly period: number;
  /** Empty: not sent. */
  readonly ip: string;
  /** Goes into licname and remoteid; how the order is found again. */
  readonly token: string;
}

export interface RenewParams {
  readonly vendorId: string;
  /** Months. */
  readonly period: number;
}

export interface PackageParams {
  readonly vendorId: string;
  /** The new tariff's number. */
  readonly pricelist: string;
  /** Months. */
  readonly period: number;
}

/** The verbs that cost money: each is sent once, and `unknown` must be settled by reading (ispmanager-api 6). */
export interface BuyVerbs {
  /** Buys: charged at once, no automatic renewal (ispmanager-api 2). Without an id in the answer: `unknown`. */
  orderLicense(account: VendorAccount, order: OrderParams, meta: CallMeta): Promise<Outcome<{ vendorId: string }>>;
  /** Adds a period and charges, at each call (ispmanager-api 4.2). The new end as the answer has it; null: not told. */
  renewLicense(
    account: VendorAccount,
    renewal: RenewParams,
    meta: CallMeta,
  ): Promise<Outcome<{ newExpiresOn: string | null }>>;
  /** Moves to another tariff; success says only that it was taken, and what it costs is not told (ispmanager-api 4.5). */
  changePackage(account: VendorAccount, change: PackageParams, meta: CallMeta): Promise<Outcome<null>>;
}

export function buyVerbs({ send }: Caller): BuyVerbs {
  return {
    async orderLicense(account, order, meta) {
      const outcome = await send(
        account,
        'soft.order.param',
        {
          pricelist: order.pricelist,
          period: String(order.period),
          ...(order.ip === '' ? {} : { ip: order.ip }),
          licname: order.token,
          remoteid: order.token,
          autoprolong: 'null',
          skipbasket: 'on',
          clicked_button: 'finish',
          sok: 'ok',
        },
        meta,
      );
      if (outcome.kind !== 'ok') return outcome;
      const { root, ok } = outcome.value;
      if (ok === null && root['slist'] !== undefined) return broken('the order form instead of an order');
      // Bare, and as model.id or id in any wrapper; `field` looks at both (ispmanager-api 2.2).
      const id = outcome.value.field('id') ?? unwrap(root['id'])?.trim() ?? null;
      if (!isVendorId(id)) return broken('success without a license id');
      return { kind: 'ok', value: { vendorId: id } };
    },

    async renewLicense(account, { vendorId, period }, meta) {
      if (!isVendorId(vendorId)) return noLicense;
      if (!isPeriod(period)) return invalid('value', 'period', 'not a period');
      const params = { elid: vendorId, period: String(period), sok: 'ok' };
      const outcome = await send(account, 'service.prolong', params, meta);
      if (outcome.kind !== 'ok') return outcome;
      const { root, ok } = outcome.value;
      // The new end is in a nested doc, which the form does not have; it proves success like ok does (ispmanager-api 4.2).
      const inner = isTree(root['doc']) ? root['doc'] : {};
      const newExpiresOn = dateOf(unwrap(inner['newexpiredate']));
      if (inner['error'] !== undefined || inner['slist'] !== undefined) return broken('ok around something else');
      if (ok === null && newExpiresOn !== null && root['slist'] === undefined && root['warning'] === undefined)
        return { kind: 'ok', value: { newExpiresOn } };
      const success = applied(outcome.value, vendorId);
      return success === true ? { kind: 'ok', value: { newExpiresOn } } : success;
    },

    async changePackage(account, { vendorId, pricelist, period }, meta) {
      if (!isVendorId(vendorId)) return noLicense;
      if (!isNumber(pricelist)) return invalid('value', 'pricelist', 'not a tariff number');
      if (!isPeriod(period)) return invalid('value', 'period', 'not a period');
      const params = { elid: vendorId, pricelist, period: String(period), sok: 'ok' };
      const outcome = await send(account, 'service.changepricelist', params, meta);
      if (outcome.kind !== 'ok') return outcome;
      const success = applied(outcome.value, vendorId);
      return success === true ? { kind: 'ok', value: null } : success;
    },
  };
}
