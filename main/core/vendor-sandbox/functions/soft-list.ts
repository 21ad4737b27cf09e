import { isoDate } from '../dates.ts';
import type { Row } from '../document.ts';
import { renewalPrice } from '../lifecycle.ts';
import { formatMoney } from '../state.ts';
import type { LicenseStatus, SandboxLicense } from '../types.ts';
import type { SandboxFunction, SignedCall } from './call.ts';
import { page } from './paging.ts';

const STATUS_TEXT: Readonly<Record<LicenseStatus, string>> = {
  1: 'Ordered',
  2: 'Active',
  3: 'Stopped',
  4: 'Deleted',
  5: 'Processing',
};

/** func=soft: the account's licenses with the columns of ispmanager-api 3; never lickey, remoteid or webdomains. */
export const softList: SandboxFunction = (call) => {
  const { deletedRows } = call.settings.guesses;
  const listed = call.state.licenses.filter(
    (license) =>
      license.account === call.account.login &&
      license.listedAt <= call.now &&
      (license.status !== 4 || deletedRows === 'keep'),
  );
  return page(
    call,
    listed.map((license) => listRow(license, call)),
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
    item_status: STATUS_TEXT[license.status],
    status: String(license.status),
    special_status: specialStatus(license),
    cost: price === null ? '' : formatMoney(price, call.account.currency, settings),
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
