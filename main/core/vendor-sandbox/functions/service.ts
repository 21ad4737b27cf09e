import { addDays, addMonths } from '../dates.ts';
import type { Answer } from '../document.ts';
import { badValue, guessedError, missed } from '../errors.ts';
import {
  proratedDifference,
  renewalPrice,
  renewedDate,
  renewPeriod,
  shareOfRest,
  startOperation,
} from '../lifecycle.ts';
import { charge, formatMoney, refund, today } from '../state.ts';
import { paidPeriods, priceOf, TRIAL_PERIOD } from '../tariffs.ts';
import type { SandboxTariff } from '../tariffs.ts';
import type { SandboxLicense } from '../types.ts';
import { putInCart } from './basket.ts';
import { changeableLicense, confirmed, integerParam, struckBy } from './call.ts';
import type { SandboxFunction, SignedCall } from './call.ts';
import { periodChoices } from './soft-order.ts';
import { tariffName } from './soft-list.ts';

/**
 * func=service.prolong: shows the renewal form; with sok=ok adds a period and charges, every time it is called (ispmanager-api 4.2). The new end
 * date is in a nested doc. A license that stopped by expiry starts again.
 */
export const prolong: SandboxFunction = (call) => {
  const found = changeableLicense(call, call.params.get('elid') ?? '');
  if ('error' in found) return found.error;
  const { license } = found;
  if (license.period === TRIAL_PERIOD) return guessedError(call.settings.guesses.errors.trialFixed, String(license.id));
  const sent = call.params.get('period');
  const period = sent === undefined && !confirmed(call) ? license.period : integerParam(call, 'period');
  const price = period === null ? null : renewalPrice(license, period, call.settings);
  if (period === null || price === null) return badValue('period', sent ?? '');
  return confirmed(call) ? renew(license, period, price, call) : prolongForm(license, period, call);
};

function prolongForm(license: SandboxLicense, period: number, call: SignedCall): Answer {
  return {
    kind: 'form',
    fields: {
      elid: String(license.id),
      title_name: tariffName(license, call),
      expiredate: license.expiredate,
      newexpiredate: renewedDate(license, period, call.settings, call.now),
      period: String(period),
      status: String(license.status),
      suspendpenaltywarn: '',
    },
    lists: [{ name: 'period', values: periodChoices(call) }],
    ok: false,
  };
}

function renew(license: SandboxLicense, period: number, price: number, call: SignedCall): Answer {
  const { guesses } = call.settings;
  const opens = addDays(license.expiredate, -guesses.renewOnlyWithinDays);
  if (guesses.renewOnlyWithinDays > 0 && today(call.now, call.settings) < opens)
    return guessedError(guesses.errors.renewTooEarly, opens);
  if (guesses.renewalNeedsSkipbasket && call.params.get('skipbasket') !== 'on') {
    const description = `Renewal of ${tariffName(license, call)} #${license.id}`;
    return putInCart(call, { description, amount: price, licenseId: license.id });
  }
  const ignored = struckBy(call, 'ignored');
  if (!ignored && (struckBy(call, 'balance') || !renewPeriod(license, period, call, call.now))) {
    return guessedError(guesses.errors.balance, formatMoney(price, call.account.currency, call.settings));
  }
  // Only what expired starts again; what the client stopped stays stopped until the client resumes it.
  if (!ignored && license.stoppedBy === 'expiry')
    startOperation(license, { kind: 'resume' }, call, call.now, struckBy(call, 'stuck'));
  const inner = { name: 'doc', children: [{ name: 'newexpiredate', text: license.expiredate }] };
  return { kind: 'tree', nodes: [inner, { name: 'ok' }] };
}

/**
 * func=service.changepricelist: shows the tariffs to choose from; with sok=ok moves the license and charges (ispmanager-api 4.5; what it costs is
 * a guess). The new tariff shows in soft.edit when the operation has ended.
 */
export const changePricelist: SandboxFunction = (call) => {
  const found = changeableLicense(call, call.params.get('elid') ?? '');
  if ('error' in found) return found.error;
  const { license } = found;
  if (license.period === TRIAL_PERIOD) return guessedError(call.settings.guesses.errors.trialFixed, String(license.id));
  const choices = [...call.settings.tariffs.values()].filter((tariff) => allowed(tariff, license, call));
  if (!confirmed(call)) {
    const values = choices.map(({ id, name }) => ({ key: id, text: name }));
    const fields = { elid: String(license.id), pricelist: license.pricelist, period: String(license.period) };
    return {
      kind: 'form',
      fields,
      lists: [
        { name: 'pricelist', values },
        { name: 'period', values: periodChoices(call) },
      ],
      ok: false,
    };
  }
  const code = call.params.get('pricelist') ?? '';
  const target = choices.find((tariff) => tariff.id === code);
  if (!target) return code === '' ? missed('pricelist', '') : badValue('pricelist', code);
  const period = call.params.has('period') ? integerParam(call, 'period') : license.period;
  if (period === null || !paidPeriods(call.settings.guesses.furtherPeriods).includes(period))
    return badValue('period', call.params.get('period') ?? '');
  return move(license, target, period, call);
};

function allowed(tariff: SandboxTariff, license: SandboxLicense, call: SignedCall): boolean {
  if (tariff.trial || tariff.id === license.pricelist) return false;
  const oldPrice = renewalPrice(license, license.period, call.settings) ?? 0;
  return call.settings.guesses.downgradeAllowed || targetPrice(license, tariff, license.period, call) >= oldPrice;
}

/** Price of the target for a period, with the addons that stay, in minor units. */
function targetPrice(license: SandboxLicense, target: SandboxTariff, period: number, call: SignedCall): number {
  const { tariffChangeAddons, furtherPeriods } = call.settings.guesses;
  return priceOf(target, period, tariffChangeAddons === 'keep' ? license.addons : {}, furtherPeriods) ?? 0;
}

function move(license: SandboxLicense, target: SandboxTariff, period: number, call: SignedCall): Answer {
  const { guesses } = call.settings;
  const amount = changeCost(license, target, period, call);
  const { login, currency } = call.account;
  const description = `Change of #${license.id} to ${target.name}`;
  const movement = {
    account: login,
    amount,
    currency,
    at: call.now,
    description,
    intname: target.intname,
    licenseId: license.id,
  };
  if (struckBy(call, 'ignored')) return { kind: 'ok' };
  if (guesses.tariffChangeCost === 'cart') return putInCart(call, movement);
  if (struckBy(call, 'balance') || !charge(call.state, movement))
    return guessedError(guesses.errors.balance, formatMoney(amount, currency, call.settings));
  if (guesses.downgradeRefund) refund(call.state, { ...movement, amount: paidBack(license, target, call) });
  const restarted = { expiredate: addMonths(today(call.now, call.settings), period) };
  startOperation(
    license,
    {
      kind: 'tariff',
      pricelist: target.id,
      ...(guesses.tariffChangePeriod === 'sent' && { period }),
      ...(guesses.tariffChangeEnd === 'restart' && restarted),
    },
    call,
    call.now,
    struckBy(call, 'stuck'),
  );
  return { kind: 'ok' };
}

function changeCost(license: SandboxLicense, target: SandboxTariff, period: number, call: SignedCall): number {
  const { tariffChangeCost } = call.settings.guesses;
  if (tariffChangeCost === 'nothing') return 0;
  if (tariffChangeCost === 'full') return targetPrice(license, target, period, call);
  // Old and new are compared over the period that has been paid, whatever the period of later renewals will be.
  const oldPrice = renewalPrice(license, license.period, call.settings) ?? 0;
  const price = targetPrice(license, target, license.period, call);
  return proratedDifference(license, oldPrice, price, call.now, call.settings);
}

/** What a change to a cheaper tariff pays back, rounded down: the same share, the other way round. */
function paidBack(license: SandboxLicense, target: SandboxTariff, call: SignedCall): number {
  const oldPrice = renewalPrice(license, license.period, call.settings) ?? 0;
  const price = targetPrice(license, target, license.period, call);
  return Math.max(0, Math.floor(shareOfRest(license, oldPrice - price, call.now, call.settings)));
}
