import { costIn, type ConnectionAccount } from '../../connections/index.ts';
import { priceRows } from '../detect.ts';
import type { Money } from '../../../../preload/api/values.ts';
import type { Step } from '../journal.ts';
import { beforeOf, isDone, kinds, mayStart } from '../kinds.ts';
import { detailOf, hold, later, type Machine, metaOf, tryLater } from '../machine.ts';
import type { Before, StoredOperation } from '../operation.ts';
import { matching } from '../rules.ts';
import { codeOf, saysMissing, type VendorPrice } from '../vendor/index.ts';
import { foundAt, goneLicense, refusal, refusalBy } from './common.ts';

/** What the vendor shows before anything is sent: steps instead of a sending, or the evidence to send with. */
export type Look = { readonly steps: Step[] } | { readonly before: Before | null };

/**
 * For an order that is sent again: whether the first one is there after all. For a change: whether it is needed and
 * possible now. For what costs money and waited: whether the price is still the one that was agreed to.
 */
export async function lookFirst(
  machine: Machine,
  operation: StoredOperation,
  account: ConnectionAccount,
): Promise<Look> {
  const look =
    operation.kind === 'create'
      ? await lookForOrder(machine, operation, account)
      : await lookAtLicense(machine, operation, account);
  if ('steps' in look || !needsPriceCheck(machine, operation)) return look;
  const steps = await checkPrice(machine, operation, account, look.before);
  return steps.length > 0 ? { steps } : look;
}

async function lookForOrder(machine: Machine, operation: StoredOperation, account: ConnectionAccount): Promise<Look> {
  if (operation.sentAt === null) return { before: null };
  const list = await machine.vendor.listLicenses(account, metaOf(machine, operation));
  if (list.kind === 'auth') return { steps: [hold(machine, account, list, 'hold')] };
  if (list.kind !== 'ok') return { steps: [tryLater(machine, operation, 'postpone', list)] };
  const [first, ...others] = matching(list.value, operation.token);
  if (!first) return { before: null };
  if (others.length === 0) return { steps: [foundAt(machine, operation, first)] };
  const ids = [first, ...others].map((license) => license.vendorId).join(', ');
  const patch = { next_check_at: later(machine, machine.timings.slowMs) };
  return { steps: [{ event: 'postpone', code: 'several', detail: ids, patch }] };
}

async function lookAtLicense(machine: Machine, operation: StoredOperation, account: ConnectionAccount): Promise<Look> {
  const vendorId = operation.vendorId ?? '';
  const read = await machine.vendor.readLicense(account, vendorId, metaOf(machine, operation));
  if (read.kind === 'auth') return { steps: [hold(machine, account, read, 'hold')] };
  if (read.kind === 'ok') {
    const license = read.value;
    // Once something was sent, it is the license of before that sending that counts: it may have worked after all.
    const before = operation.before ?? beforeOf(license);
    if (isDone({ ...operation, before }, license)) {
      return { steps: [foundAt(machine, operation, license), { event: 'confirm', code: 'already_so', error: null }] };
    }
    if (mayStart(operation.kind, license)) return { before };
    return { steps: [{ ...refusal('license.wrong_state', license.status), seen: license }] };
  }
  if (saysMissing(read)) {
    if (operation.kind !== 'terminate')
      return { steps: [refusal('license.no_license', detailOf({ code: codeOf(read), message: read.message }))] };
    const gone = goneLicense(vendorId);
    return { steps: [foundAt(machine, operation, gone), { event: 'confirm', code: 'already_so', error: null }] };
  }
  if (read.kind === 'refused') return { steps: [refusalBy(read)] };
  return { steps: [tryLater(machine, operation, 'postpone', read)] };
}

/** A price can change while an operation waits for the network; one that was asked for just now was just shown. */
const needsPriceCheck = (machine: Machine, operation: StoredOperation): boolean =>
  kinds[operation.kind].charges &&
  operation.expectedCost !== null &&
  machine.clock.now().getTime() - Date.parse(operation.createdAt) > machine.timings.priceCheckAfterMs;

async function checkPrice(
  machine: Machine,
  operation: StoredOperation,
  account: ConnectionAccount,
  before: Before | null,
): Promise<Step[]> {
  const list = await machine.vendor.listPrices(account, metaOf(machine, operation));
  if (list.kind === 'auth') return [hold(machine, account, list, 'hold')];
  if (list.kind === 'unknown' || list.kind === 'not_sent') return [tryLater(machine, operation, 'postpone', list)];
  // The vendor does not tell its prices (any more): what was agreed to cannot be held against anything.
  const now = list.kind === 'ok' ? quoteOf(operation, before, list.value) : null;
  const agreed = operation.expectedCost;
  if (now === null || agreed === null) return [];
  if (now.currency === agreed.currency && now.amountMinor === agreed.amountMinor) return [];
  return [
    {
      event: 'hold',
      code: 'price_changed',
      error: { code: 'operation.price_changed', message: '' },
      patch: {
        held_for: 'price_changed',
        quoted_cost_minor: now.amountMinor,
        quoted_cost_currency: now.currency,
        next_check_at: null,
      },
    },
  ];
}

/** Orders and renewals cost what the list says; of a tariff change and of addons the list does not tell the price. */
function quoteOf(operation: StoredOperation, before: Before | null, prices: readonly VendorPrice[]): Money | null {
  if (operation.kind !== 'create' && operation.kind !== 'renew') return null;
  const { pricelist, period } = operation.params;
  // An order has no addons; a renewal pays for those of the license too.
  return costIn(priceRows(prices), { pricelist, period, addons: before === null ? {} : before.addons });
}
