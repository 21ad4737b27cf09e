import { isIP } from 'node:net';
import type { Answer, SelectList } from '../document.ts';
import { badValue, guessedError, missed } from '../errors.ts';
import { createLicense } from '../lifecycle.ts';
import type { NewLicense } from '../lifecycle.ts';
import { charge, formatMoney } from '../state.ts';
import { PAID_PERIODS, priceOf, TRIAL_PERIOD } from '../tariffs.ts';
import type { SandboxTariff } from '../tariffs.ts';
import { autoprolongParam, confirmed, integerParam, struckBy } from './call.ts';
import type { SandboxFunction, SignedCall } from './call.ts';

interface Offer {
  tariff: SandboxTariff;
  period: number;
  ip: string;
  addons: Record<string, number>;
  /** Minor units. */
  price: number;
}

/**
 * func=soft.order.param: buys a license (ispmanager-api 2). `skipbasket=on` charges at once and answers `id`; otherwise the order goes into the
 * cart and `billorder` is answered. Without `sok=ok` (or, as a guess, without clicked_button=finish) it only shows the form.
 */
export const softOrder: SandboxFunction = (call) => {
  const button = call.params.get('clicked_button');
  const intoCart = button === 'basket' || call.params.get('skipbasket') !== 'on';
  const lastStep = button === 'finish' || button === 'basket' || !call.settings.guesses.orderNeedsFinish;
  if (!confirmed(call) || !lastStep) return orderForm(call);
  const offer = readOffer(call);
  if ('error' in offer) return offer.error;
  const autoprolong = autoprolongParam(call);
  if ('error' in autoprolong) return autoprolong.error;
  const refusal = duplicateRefusal(call, offer);
  if (refusal) return refusal;
  if (struckBy(call, 'ignored')) return { kind: 'ok' };
  if (intoCart) {
    const billorder = String(call.state.nextBasketId);
    call.state.nextBasketId += 1;
    return { kind: 'created', field: 'billorder', value: billorder };
  }
  return buy(call, offer, autoprolong.months);
};

/** func=soft.checkip: whether a license could be ordered for this IP (ispmanager-api 2.3); an error document when not. */
export const softCheckIp: SandboxFunction = (call) => {
  const offer = readOffer(call);
  if ('error' in offer) return offer.error;
  const taken = call.settings.guesses.checkipReportsDuplicates && hasLicense(call, offer.ip);
  if (taken || struckBy(call, 'duplicate-ip')) return guessedError(call.settings.guesses.errors.duplicateIp, offer.ip);
  return { kind: 'ok' };
};

function orderForm(call: SignedCall): Answer {
  const tariffs: SelectList = {
    name: 'pricelist',
    values: [...call.settings.tariffs.values()].map(({ id, name }) => ({ key: id, text: name })),
  };
  const periods: SelectList = { name: 'period', values: periodChoices() };
  const value = (name: string): string => call.params.get(name) ?? '';
  return {
    kind: 'form',
    fields: { pricelist: value('pricelist'), period: value('period'), ip: value('ip'), licname: value('licname') },
    lists: [tariffs, periods],
    ok: false,
  };
}

/** The paid periods as the choices of a form. */
export function periodChoices(): { key: string; text: string }[] {
  return PAID_PERIODS.map((months) => ({ key: String(months), text: months === 12 ? 'year' : 'month' }));
}

function readOffer(call: SignedCall): Offer | { error: Answer } {
  const code = call.params.get('pricelist') ?? '';
  const tariff = call.settings.tariffs.get(code);
  if (!tariff) return { error: code === '' ? missed('pricelist', '') : badValue('pricelist', code) };
  const period = integerParam(call, 'period');
  const addons = readAddons(call, tariff);
  if ('error' in addons) return addons;
  const price = period === null ? null : priceOf(tariff, period, addons.addons);
  if (period === null || price === null) return { error: badValue('period', call.params.get('period') ?? '') };
  const ip = call.params.get('ip')?.trim() ?? '';
  const mayBeEmpty = call.settings.guesses.orderWithoutIp === 'accept';
  if (isIP(ip) === 0 && !(ip === '' && mayBeEmpty)) return { error: badValue('ip', ip) };
  return { tariff, period, ip, addons: addons.addons, price };
}

/** The addon quantities of a call, 0 when not sent; parameters of addons that the tariff does not have are ignored. */
export function readAddons(
  call: SignedCall,
  tariff: SandboxTariff,
): { addons: Record<string, number> } | { error: Answer } {
  const addons: Record<string, number> = {};
  for (const name of Object.keys(tariff.addons)) {
    const text = call.params.get(name);
    if (text === undefined) continue;
    const quantity = integerParam(call, name);
    if (quantity === null || quantity < 0) return { error: badValue(name, text) };
    addons[name] = quantity;
  }
  return { addons };
}

function hasLicense(call: SignedCall, ip: string): boolean {
  return (
    ip !== '' && ip !== '0.0.0.0' && call.state.licenses.some((license) => license.ip === ip && license.status !== 4)
  );
}

/** The refusal of an IP that has a license already, when this installation refuses; undefined when it does not. */
export function duplicateRefusal(call: SignedCall, offer: { ip: string; tariff?: SandboxTariff }): Answer | undefined {
  const { guesses } = call.settings;
  if (struckBy(call, 'duplicate-ip') || (guesses.duplicateIp === 'refuse' && hasLicense(call, offer.ip))) {
    return guessedError(guesses.errors.duplicateIp, offer.ip);
  }
  const hadTrial = (): boolean =>
    offer.ip !== '' &&
    call.state.licenses.some((license) => license.ip === offer.ip && license.period === TRIAL_PERIOD);
  if (offer.tariff?.trial && guesses.duplicateTrial === 'refuse' && hadTrial())
    return guessedError(guesses.errors.duplicateTrial, offer.ip);
  return undefined;
}

function buy(call: SignedCall, offer: Offer, autoprolong: number | null | undefined): Answer {
  const { tariff, period, price } = offer;
  const movement = {
    account: call.account.login,
    amount: price,
    currency: call.account.currency,
    at: call.now,
    description: `${tariff.name} #${call.state.nextLicenseId}`,
    intname: tariff.intname,
    licenseId: call.state.nextLicenseId,
  };
  const broke = struckBy(call, 'balance') || !charge(call.state, movement);
  if (broke)
    return guessedError(call.settings.guesses.errors.balance, formatMoney(price, call.account.currency, call.settings));
  if (struckBy(call, 'charge-twice')) charge(call.state, movement);
  const order: NewLicense = {
    account: call.account.login,
    licname: call.params.get('licname') ?? '',
    ip: struckBy(call, 'wrong-ip') ? '203.0.113.254' : offer.ip,
    remoteid: call.params.get('remoteid') ?? '',
    pricelist: tariff.id,
    period,
    autoprolong: tariff.trial ? null : autoprolong === undefined ? autoprolongDefault(call, period) : autoprolong,
    addons: offer.addons,
  };
  const late = call.faults.takeVendorFault('list-late', call);
  const mishaps = { stuck: struckBy(call, 'stuck'), keyNever: struckBy(call, 'key-never'), listLateMs: late?.ms ?? 0 };
  const license = createLicense(call, order, mishaps, call.now);
  return { kind: 'created', field: 'id', value: struckBy(call, 'no-id') ? null : String(license.id) };
}

function autoprolongDefault(call: SignedCall, period: number): number | null {
  return call.settings.guesses.autoprolongDefault === 'period' ? period : null;
}
