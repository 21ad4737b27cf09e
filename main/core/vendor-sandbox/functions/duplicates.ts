import type { Answer } from '../document.ts';
import { guessedError } from '../errors.ts';
import { TRIAL_PERIOD } from '../tariffs.ts';
import type { SandboxTariff } from '../tariffs.ts';
import { struckBy } from './call.ts';
import type { SignedCall } from './call.ts';

/** Whether a license, of whichever account, stands on this IP. A parked one stands on none (ispmanager-api 4.1). */
export function hasLicense(call: SignedCall, ip: string): boolean {
  return (
    ip !== '' && ip !== '0.0.0.0' && call.state.licenses.some((license) => license.ip === ip && license.status !== 4)
  );
}

/** The refusal of an IP or a remoteid that is taken, when this installation refuses; undefined when it does not. */
export function duplicateRefusal(
  call: SignedCall,
  { ip, tariff, remoteid = '' }: { ip: string; tariff?: SandboxTariff; remoteid?: string },
): Answer | undefined {
  const { guesses } = call.settings;
  if (struckBy(call, 'duplicate-ip') || (guesses.duplicateIp === 'refuse' && hasLicense(call, ip))) {
    return guessedError(guesses.errors.duplicateIp, ip);
  }
  const hadTrial = (): boolean =>
    ip !== '' && call.state.licenses.some((license) => license.ip === ip && license.period === TRIAL_PERIOD);
  if (tariff?.trial && guesses.duplicateTrial === 'refuse' && hadTrial())
    return guessedError(guesses.errors.duplicateTrial, ip);
  const isKnown = (): boolean =>
    call.state.licenses.some((license) => license.account === call.account.login && license.remoteid === remoteid);
  if (remoteid !== '' && guesses.duplicateRemoteid === 'refuse' && isKnown())
    return guessedError(guesses.errors.duplicateRemoteid, remoteid);
  return undefined;
}
