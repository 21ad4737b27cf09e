import { isoDate } from '../dates.ts';
import type { Row } from '../document.ts';
import { renewalPrice } from '../lifecycle.ts';
import { formatAmount, formatMoney } from '../state.ts';
import type { LicenseStatus, SandboxLicense } from '../types.ts';
import type { SandboxFunction, SignedCall } from './call.ts';
import { matches, page } from './paging.ts';

const STATUS_TEXT: Readonly<Record<LicenseStatus, string>> = {
  1: 'Ordered',
  2: 'Active',
  3: 'Stopped',
  4: 'Deleted',
  5: 'Processing',
};

const STATUS_COLOUR: Readonly<Record<LicenseStatus, string>> = {
  1: 'grey',
  2: 'green',
  3: 'red',
  4: 'grey',
  5: 'yellow',
};

/** func=soft, and `service` and `item` where the installation has them: the account's licenses with the columns of ispmanager-api 3; never lickey, remoteid or webdomains. */
export const softList: SandboxFunction = (call) => {
  const { deletedRows } = call.settings.guesses;
  const listed = call.state.licenses.filter(
    (license) =>
      license.account === call.account.login &&
      license.listedAt <= call.now &&
      (license.status !== 4 || deletedRows === 'keep'),
  );
  const stored = new Map(Object.entries(call.state.filters[call.account.login] ?? {}));
  const rows = listed.map((license) => listRow(license, call));
  return page(
    call,
    rows.filter((row) => matches(row, stored)),
  );
};

function listRow(license: SandboxLicense, call: SignedCall): Row {
  const { settings } = call;
  const price = renewalPrice(license, license.period, settings);
  return {
    id: String(license.id),
    licname: license.licname,
    ip: license.ip,
    period: String(license.period),
    update_expiredate: license.expiredate,
    real_ipchange: license.ipChangedOn,
    real_keychange: license.keyChangedOn,
    pricelist: tariffName(license, call),
    account: license.account,
    project: '1',
    datacentername: '',
    processingmodule: 'ispsystem',
    createdate: isoDate(license.createdAt, settings.guesses.dateOffsetMinutes),
    expiredate: license.expiredate,
    autoprolong: autoprolongText(license, settings.guesses.autoprolongText),
    status_msg: '',
    item: tariffName(license, call),
    item_status: settings.guesses.extraColumns
      ? { text: STATUS_TEXT[license.status], attrs: { color: STATUS_COLOUR[license.status] } }
      : STATUS_TEXT[license.status],
    status: String(license.status),
    special_status: specialStatus(license),
    cost: price === null ? '' : formatMoney(price, call.account.currency, settings),
    ...(settings.guesses.extraColumns && furtherColumns(license, price, call)),
  };
}

/** Columns that other lists of the vendor's billing carry (ispmanager-api 3). */
function furtherColumns(license: SandboxLicense, price: number | null, call: SignedCall): Row {
  return {
    item_cost: price === null ? '' : formatAmount(price, call.settings),
    currency_str: call.account.currency,
    costperiod: license.period === 12 ? 'year' : 'month',
    intname: call.settings.tariffs.get(license.pricelist)?.intname ?? '',
    name: license.licname,
    real_expiredate: license.expiredate,
    billdaily: 'off',
  };
}

function autoprolongText(license: SandboxLicense, asText: boolean): string {
  if (license.autoprolong === null) return asText ? 'Disabled' : 'null';
  if (!asText) return String(license.autoprolong);
  return license.autoprolong === 1 ? 'Monthly' : 'Annually';
}

/** "1" while a change is in progress (ispmanager-api 3). */
export function specialStatus(license: SandboxLicense): string {
  return license.pending ? '1' : '0';
}

/** Name of the license's tariff, or its code when the tariff is gone. */
export function tariffName(license: SandboxLicense, call: SignedCall): string {
  return call.settings.tariffs.get(license.pricelist)?.name ?? license.pricelist;
}
