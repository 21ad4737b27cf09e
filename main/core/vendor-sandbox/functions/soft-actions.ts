import { addDays, addMonths, daysBetween, isoDate } from '../dates.ts';
import type { Answer } from '../document.ts';
import { guessedError } from '../errors.ts';
import { expiryInstant, renewalPrice, startOperation } from '../lifecycle.ts';
import { refund, today } from '../state.ts';
import type { SandboxLicense } from '../types.ts';
import { changeableLicense, forEachElid, licenseOf, struckBy } from './call.ts';
import type { SandboxFunction, SignedCall } from './call.ts';
import { missed } from '../errors.ts';

/** func=soft.suspend: stops licenses; one that is stopped already stays so (ispmanager-api 4.3). */
export const softSuspend: SandboxFunction = (call) => stopOrStart(call, 'suspend');

/** func=soft.resume: starts stopped licenses; one that expired must be renewed instead (ispmanager-api 4.3). */
export const softResume: SandboxFunction = (call) => stopOrStart(call, 'resume');

function stopOrStart(call: SignedCall, kind: 'suspend' | 'resume'): Answer {
  const capability = call.settings.switches.canSuspend;
  if (capability === false) return guessedError(call.settings.guesses.errors.suspendUnavailable, call.func);
  const check = (elid: string): ReturnType<typeof changeableLicense> => {
    const found = changeableLicense(call, elid);
    const expired = 'license' in found && expiryInstant(found.license, call.settings) <= call.now;
    if (kind === 'suspend' || !('license' in found) || !expired) return found;
    return { error: guessedError(call.settings.guesses.errors.resumeExpired, found.license.expiredate) };
  };
  return forEachElid(call, check, (license) => {
    const done = kind === 'suspend' ? license.status === 3 : license.status === 2;
    if (!done && capability !== 'silent') startOperation(license, { kind }, call, call.now, struckBy(call, 'stuck'));
  });
}

/** func=soft.delete: ends licenses for good; no money comes back unless that guess is switched on (ispmanager-api 4.4). */
export const softDelete: SandboxFunction = (call) => {
  const { guesses } = call.settings;
  const check = (elid: string): ReturnType<typeof licenseOf> => {
    const found = licenseOf(call, elid);
    if (!('license' in found)) return found;
    if (found.license.status === 4) return { error: missed('elid', elid) };
    const end = addDays(isoDate(found.license.createdAt, guesses.dateOffsetMinutes), guesses.minimumOrderDays);
    const tooEarly = guesses.minimumOrderDays > 0 && today(call.now, call.settings) < end;
    return tooEarly ? { error: guessedError(guesses.errors.minimumOrder, end) } : found;
  };
  return forEachElid(call, check, (license) => {
    if (guesses.refundOnDelete && license.pending?.kind !== 'delete') payBack(license, call);
    startOperation(license, { kind: 'delete' }, call, call.now, struckBy(call, 'stuck'));
  });
};

function payBack(license: SandboxLicense, call: SignedCall): void {
  const price = renewalPrice(license, license.period, call.settings) ?? 0;
  const left = Math.max(0, daysBetween(today(call.now, call.settings), license.expiredate));
  const whole =
    license.period > 0 ? daysBetween(addMonths(license.expiredate, -license.period), license.expiredate) : 1;
  refund(call.state, {
    account: call.account.login,
    amount: Math.min(price, Math.floor((price * left) / Math.max(1, whole))),
    currency: call.account.currency,
    at: call.now,
    description: `Refund for #${license.id}`,
    intname: 'refund',
    licenseId: license.id,
  });
}
