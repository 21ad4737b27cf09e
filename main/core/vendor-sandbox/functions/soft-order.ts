import { isIP } from 'node:net';
import type { Answer, SelectList } from '../document.ts';
import { badValue, guessedError, missed } from '../errors.ts';
import { createLicense } from '../lifecycle.ts';
import type { NewLicense } from '../lifecycle.ts';
import { charge, formatMoney } from '../state.ts';
import { paidPeriods, priceOf } from '../tariffs.ts';
import type { SandboxTariff } from '../tariffs.ts';
import { putInCart } from './basket.ts';
import { autoprolongParam, confirmed, integerParam, struckBy } from './call.ts';
import type { SandboxFunction, SignedCall } from './call.ts';
import { duplicateRefusal, hasLicense } from './duplicates.ts';

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
  const { guesses } = call.settings;
  const button = call.params.get('clicked_button');
  const intoCart = button === 'basket' || call.params.get('skipbasket') !== 'on';
  const lastStep = button === 'finish' || button === 'basket' || !guesses.orderNeedsFinish;
  if (!confirmed(call) || !lastStep) return orderForm(call);
  const offer = readOffer(call);
  if ('error' in offer) return offer.error;
  const autoprolong = autoprolongParam(call);
  if ('error' in autoprolong) return autoprolong.error;
  if (guesses.autoprolongMustMatch && typeof autoprolong.months === 'number' && autoprolong.months !== offer.period)
    return badValue('autoprolong', String(autoprolong.months));
  const refusal =
    formRefusal(call) ?? duplicateRefusal(call, { ...offer, remoteid: call.params.get('remoteid') ?? '' });
  if (refusal) return refusal;
  if (struckBy(call, 'ignored')) return { kind: 'ok' };
  return intoCart ? orderLater(call, offer) : buy(call, offer, autoprolong.months);
};

/** func=soft.checkip: whether a license could be ordered for this IP (ispmanager-api 2.3); an error document when not. */
export const softCheckIp: SandboxFunction = (call) => {
  const offer = readOffer(call);
  if ('error' in offer) return offer.error;
  const taken = call.settings.guesses.checkipReportsDuplicates && hasLicense(call, offer.ip);
  if (taken || struckBy(call, 'duplicate-ip')) return guessedError(call.settings.guesses.errors.duplicateIp, offer.ip);
  return { kind: 'ok' };
};

/** func=soft.order and soft.order.pricelist, and the order before its last step: what can be ordered, as the lists of a form (ispmanager-api 4.8). */
export const orderForm: SandboxFunction = (call) => {
  const tariffs: SelectList = {
    name: 'pricelist',
    values: [...call.settings.tariffs.values()].map(({ id, name }) => ({ key: id, text: name })),
  };
  const periods: SelectList = { name: 'period', values: periodChoices(call) };
  const value = (name: string): string => call.params.get(name) ?? '';
  return {
    kind: 'form',
    fields: { pricelist: value('pricelist'), period: value('period'), ip: value('ip'), licname: value('licname') },
    lists: [tariffs, periods],
    ok: false,
  };
};

/** The paid periods as the choices of a form. */
export function periodChoices(call: SignedCall): { key: string; text: string }[] {
  const names: Readonly<Record<number, string>> = { 1: 'month', 12: 'year' };
  return paidPeriods(call.settings.guesses.furtherPeriods).map((months) => ({
    key: String(months),
    text: names[months] ?? `${months} months`,
  }));
}

function readOffer(call: SignedCall): Offer | { error: Answer } {
  const { guesses } = call.settings;
  const code = call.params.get('pricelist') ?? '';
  const tariff = call.settings.tariffs.get(code);
  if (!tariff) return { error: code === '' ? missed('pricelist', '') : badValue('pricelist', code) };
  const period = integerParam(call, 'period');
  const addons = readAddons(call, tariff);
  if ('error' in addons) return addons;
  const price = period === null ? null : priceOf(tariff, period, addons.addons, guesses.furtherPeriods);
  if (period === null || price === null) return { error: badValue('period', call.params.get('period') ?? '') };
  const ip = call.params.get('ip')?.trim() ?? '';
  const mayBeEmpty = guesses.orderWithoutIp === 'accept';
  if (isIP(ip) === 0 && !(ip === '' && mayBeEmpty)) return { error: badValue('ip', ip) };
  return { tariff, period, ip, addons: addons.addons, price };
}

function formRefusal(call: SignedCall): Answer | undefined {
  const { orderNeedsAgreement, licnameMaxLength } = call.settings.guesses;
  const licname = call.params.get('licname') ?? '';
  if (licname.length > licnameMaxLength) return badValue('licname', licname);
  if (orderNeedsAgreement && call.params.get('licence_agreement') !== 'on')
    return badValue('licence_agreement', call.params.get('licence_agreement') ?? '');
  return undefined;
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

function orderLater(call: SignedCall, { tariff, price }: Offer): Answer {
  return putInCart(call, { description: tariff.name, amount: price, licenseId: null });
}

function buy(call: SignedCall, offer: Offer, autoprolong: number | null | undefined): Answer {
  const tariff = struckBy(call, 'wrong-tariff') ? otherTariff(call, offer) : offer.tariff;
  const amount = struckBy(call, 'other-price') ? offer.price * 2 + 1 : offer.price;
  const movement = {
    account: call.account.login,
    amount,
    currency: call.account.currency,
    at: call.now,
    description: `${tariff.name} #${call.state.nextLicenseId}`,
    intname: tariff.intname,
    licenseId: call.state.nextLicenseId,
    listedAt: call.now + (call.faults.takeVendorFault('expense-late', call)?.ms ?? 0),
  };
  const isBroke = struckBy(call, 'balance') || !charge(call.state, movement);
  if (isBroke) return refuseForMoney(call, offer, autoprolong);
  if (struckBy(call, 'charge-twice')) charge(call.state, movement);
  const mishaps = {
    stuck: struckBy(call, 'stuck'),
    keyNever: struckBy(call, 'key-never'),
    listLateMs: call.faults.takeVendorFault('list-late', call)?.ms ?? 0,
    unpaid: false,
  };
  const ip = struckBy(call, 'wrong-ip') ? '203.0.113.254' : offer.ip;
  const order = newLicense(call, { ...offer, tariff, ip }, autoprolong);
  const license = createLicense(call, order, mishaps, call.now);
  if (struckBy(call, 'no-id')) return { kind: 'created', field: 'id', value: null };
  return { kind: 'created', field: 'id', value: String(struckBy(call, 'other-id') ? license.id - 1 : license.id) };
}

/** Another tariff that is sold for the same period; the same one when there is none. */
function otherTariff(call: SignedCall, { tariff, period }: Offer): SandboxTariff {
  const { tariffs, guesses } = call.settings;
  const isOther = (other: SandboxTariff): boolean =>
    other.id !== tariff.id && priceOf(other, period, {}, guesses.furtherPeriods) !== null;
  return [...tariffs.values()].find((other) => isOther(other)) ?? tariff;
}

/** Nothing is charged; whether the order is gone or waits somewhere is a guess. */
function refuseForMoney(call: SignedCall, offer: Offer, autoprolong: number | null | undefined): Answer {
  const { lowBalance, errors } = call.settings.guesses;
  if (lowBalance === 'cart') orderLater(call, offer);
  if (lowBalance === 'unpaid') {
    const mishaps = { stuck: false, keyNever: false, listLateMs: 0, unpaid: true };
    createLicense(call, newLicense(call, offer, autoprolong), mishaps, call.now);
  }
  return guessedError(errors.balance, formatMoney(offer.price, call.account.currency, call.settings));
}

function newLicense(call: SignedCall, offer: Offer, autoprolong: number | null | undefined): NewLicense {
  const { tariff, period, ip, addons } = offer;
  const byDefault = call.settings.guesses.autoprolongDefault === 'period' ? period : null;
  return {
    account: call.account.login,
    licname: call.params.get('licname') ?? '',
    ip,
    remoteid: call.params.get('remoteid') ?? '',
    pricelist: tariff.id,
    period,
    autoprolong: tariff.trial ? null : autoprolong === undefined ? byDefault : autoprolong,
    addons,
  };
}
