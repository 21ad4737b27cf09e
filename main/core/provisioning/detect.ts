import { randomUUID } from 'node:crypto';
import type { ConnectionAccount, Detected, PriceOfVendor } from '../connections/index.ts';
import { AppError } from '../kernel/index.ts';
import { codeOf, type Outcome, saysIncapable, type VendorClient, type VendorPrice } from './vendor/index.ts';

/** Numbers of the trial tariffs (ispmanager-api 2.1). */
const trials = new Set(['55239', '55240']);

/** A price list as it is kept: a row for each tariff and period, and one for each addon of it. */
export const priceRows = (prices: readonly VendorPrice[]): PriceOfVendor[] =>
  prices.flatMap(({ pricelist, name, period, price, addons }) => [
    { pricelist, addon: '', name, period, price },
    ...Object.entries(addons).map(([addon, cost]) => ({ pricelist, addon, name, period, price: cost })),
  ]);

/**
 * Reads what shows an account's capabilities and changes nothing: price list, balance, and the tariff form of one
 * license. What only acting can show (suspend, reissue) stays as it is until it was done once.
 */
export function vendorDetect(vendor: VendorClient): (account: ConnectionAccount) => Promise<Detected> {
  return async (account) => {
    const meta = { tag: randomUUID() };
    const balance = must(await vendor.probe(account, meta)).balance;
    const prices = may(await vendor.listPrices(account, meta));
    const seen: Detected['seen'][number][] = [];
    if (prices) {
      const offered = prices.filter((row) => trials.has(row.pricelist)).map((row) => row.name);
      seen.push({ name: 'trial', value: offered.length > 0 ? 'yes' : 'no', evidence: offered.join(', ') });
    }
    const licenses = may(await vendor.listLicenses(account, meta)) ?? [];
    const sample = licenses.find((license) => license.status === 'active' && license.period !== -100);
    if (sample) {
      const form = await vendor.readPackageForm(account, sample.vendorId, meta);
      if (form.kind === 'ok') {
        const names = form.value.packages.map((offer) => offer.name).join(', ');
        seen.push({ name: 'changePackage', value: form.value.packages.length > 0 ? 'yes' : 'no', evidence: names });
      } else if (saysIncapable(form)) {
        const evidence = form.kind === 'refused' ? form.message : '';
        seen.push({ name: 'changePackage', value: 'no', evidence });
      }
      const license = may(await vendor.readLicense(account, sample.vendorId, meta));
      if (license?.addons && Object.keys(license.addons).length > 0)
        seen.push({ name: 'addons', value: 'yes', evidence: Object.keys(license.addons).join(', ') });
    }
    return { prices: prices ? priceRows(prices) : null, balance, seen };
  };
}

/** The value, or the error that a person is shown. */
function must<T>(outcome: Outcome<T>): T {
  if (outcome.kind === 'ok') return outcome.value;
  throw new AppError(codeOf(outcome), {
    ...(outcome.message === '' ? {} : { params: { message: outcome.message } }),
    retry: outcome.kind === 'unknown' || outcome.kind === 'not_sent',
  });
}

/** The value, or null where the vendor does not tell. */
const may = <T>(outcome: Outcome<T>): T | null => (outcome.kind === 'ok' ? outcome.value : null);
