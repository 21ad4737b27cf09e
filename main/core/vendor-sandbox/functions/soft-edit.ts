import { isIP } from 'node:net';
import { addMonths, isoDate } from '../dates.ts';
import type { Answer, Row } from '../document.ts';
import { badValue, guessedError } from '../errors.ts';
import { makeKey, proratedDifference, renewalPrice } from '../lifecycle.ts';
import { charge, formatMoney, today } from '../state.ts';
import type { SandboxLicense } from '../types.ts';
import { autoprolongParam, changeableLicense, confirmed, licenseOf, struckBy, wrongStatus } from './call.ts';
import type { SandboxFunction, SignedCall } from './call.ts';
import { putInCart } from './basket.ts';
import { duplicateRefusal } from './duplicates.ts';
import { readAddons } from './soft-order.ts';
import { specialStatus, tariffName } from './soft-list.ts';

/**
 * func=soft.edit: reads one license; with sok=ok changes licname, ip, remoteid, autoprolong and addons; with clicked_button=newkey makes a new
 * key, which is in the same answer (ispmanager-api 4.1 and 4.6).
 */
export const softEdit: SandboxFunction = (call) => {
  const elid = call.params.get('elid') ?? '';
  if (!confirmed(call)) {
    const found = licenseOf(call, elid);
    return 'error' in found ? found.error : editForm(found.license, call, false);
  }
  const found = changeableLicense(call, elid);
  if ('error' in found) return found.error;
  const { license } = found;
  const refusal = call.params.get('clicked_button') === 'newkey' ? renewKey(license, call) : apply(license, call);
  return refusal ?? editForm(license, call, true);
};

function editForm(license: SandboxLicense, call: SignedCall, ok: boolean): Answer {
  const { guesses } = call.settings;
  const fields: Record<string, string> = {
    id: String(license.id),
    name: tariffName(license, call),
    licname: license.licname,
    ip: license.ip,
    remoteip: license.ip,
    lickey: license.key,
    status: String(license.status),
    special_status: specialStatus(license),
    createdate: isoDate(license.createdAt, guesses.dateOffsetMinutes),
    expiredate: license.expiredate,
    update_expiredate: license.expiredate,
    real_ipchange: license.ipChangedOn,
    real_keychange: license.keyChangedOn,
    pricelist: license.pricelist,
    pricelist_name: tariffName(license, call),
    period: String(license.period),
    autoprolong: license.autoprolong === null ? 'null' : String(license.autoprolong),
    processingmodule: 'ispsystem',
    ...quantities(license, call),
  };
  if (guesses.remoteidReturned) fields['remoteid'] = license.remoteid;
  if (guesses.webdomains !== 'absent')
    fields['webdomains'] = guesses.webdomains === 'empty' ? '' : String(license.webdomains);
  return { kind: 'form', fields, ok };
}

function quantities(license: SandboxLicense, call: SignedCall): Row {
  const names = Object.keys(call.settings.tariffs.get(license.pricelist)?.addons ?? {});
  return Object.fromEntries(names.map((name) => [name, String(license.addons[name] ?? 0)]));
}

/** Whether a change that is possible once a month has been made less than a month ago; then the day it is possible again. */
function blockedUntil(lastChange: string, call: SignedCall): string | null {
  if (lastChange === '') return null;
  const again = addMonths(lastChange, 1);
  return again > today(call.now, call.settings) ? again : null;
}

function renewKey(license: SandboxLicense, call: SignedCall): Answer | undefined {
  const { guesses } = call.settings;
  // The key of a license that has none yet is still on its way; a new one would be overwritten by it.
  if (license.status !== 2 || license.key === '') return wrongStatus(call, license);
  const until = guesses.monthlyKeyLimit ? blockedUntil(license.keyChangedOn, call) : null;
  if (until !== null) return guessedError(guesses.errors.keyLimit, until);
  if (struckBy(call, 'ignored')) return undefined;
  license.key = makeKey(license.id, call.random);
  license.keyChangedOn = today(call.now, call.settings);
  return undefined;
}

function apply(license: SandboxLicense, call: SignedCall): Answer | undefined {
  const { guesses } = call.settings;
  const clears = guesses.omittedFields === 'clear';
  const licname = call.params.get('licname') ?? (clears ? '' : license.licname);
  const remoteid = call.params.get('remoteid') ?? license.remoteid;
  if (licname.length > guesses.licnameMaxLength) return badValue('licname', licname);
  const ip = call.params.get('ip')?.trim() ?? (clears ? '' : license.ip);
  if (isIP(ip) === 0) return badValue('ip', ip);
  const moved = ip !== license.ip;
  const until = moved && guesses.monthlyIpLimit ? blockedUntil(license.ipChangedOn, call) : null;
  if (until !== null) return guessedError(guesses.errors.ipLimit, until);
  const duplicate = moved ? duplicateRefusal(call, { ip }) : undefined;
  if (duplicate) return duplicate;
  const autoprolong = autoprolongParam(call);
  if ('error' in autoprolong) return autoprolong.error;
  if (struckBy(call, 'ignored')) return undefined;
  // Money last: whatever comes after a charge must not fail.
  const addons = guesses.addonsEditable ? changeAddons(license, call) : undefined;
  if (addons?.kind === 'error') return addons;
  if (moved) license.ipChangedOn = today(call.now, call.settings);
  if (autoprolong.months !== undefined && guesses.autoprolongEditable) license.autoprolong = autoprolong.months;
  Object.assign(license, { licname, remoteid, ip });
  return addons;
}

/** Changes addon quantities: undefined when it is done or nothing was asked, the `billorder` when it waits in the cart, or a refusal. */
function changeAddons(license: SandboxLicense, call: SignedCall): Answer | undefined {
  const { guesses } = call.settings;
  const tariff = call.settings.tariffs.get(license.pricelist);
  if (!tariff) return undefined;
  const read = readAddons(call, tariff);
  if ('error' in read) return read.error;
  if (Object.keys(read.addons).length === 0) return undefined;
  const changed = { ...license, addons: { ...license.addons, ...read.addons } };
  const oldPrice = renewalPrice(license, license.period, call.settings) ?? 0;
  const price = renewalPrice(changed, license.period, call.settings) ?? 0;
  const fewer = Object.entries(read.addons).find(([name, quantity]) => quantity < (license.addons[name] ?? 0));
  if (fewer && guesses.fewerAddons === 'refuse') return guessedError(guesses.errors.fewerAddons, fewer[0]);
  const share = proratedDifference(license, oldPrice, price, call.now, call.settings);
  const whole = Math.max(0, price - oldPrice);
  const amount = { difference: share, cart: share, full: whole, nothing: 0 }[guesses.addonChangeCost];
  const { login, currency } = call.account;
  const description = `Change of options of ${tariff.name} #${license.id}`;
  const movement = {
    account: login,
    amount,
    currency,
    at: call.now,
    description,
    intname: tariff.intname,
    licenseId: license.id,
  };
  if (guesses.addonChangeCost === 'cart' && amount > 0) return putInCart(call, movement);
  if (!charge(call.state, movement))
    return guessedError(guesses.errors.balance, formatMoney(amount, currency, call.settings));
  license.addons = changed.addons;
  return undefined;
}
