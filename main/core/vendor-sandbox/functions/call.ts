import type { Gate, Session } from '../auth.ts';
import type { Answer, VendorError } from '../document.ts';
import { badValue, guessedError, missed } from '../errors.ts';
import type { FaultBook, VendorFaultKind } from '../faults.ts';
import type { SandboxSettings } from '../options.ts';
import { findLicense } from '../state.ts';
import type { SandboxState } from '../state.ts';
import { paidPeriods } from '../tariffs.ts';
import type { Params, SandboxAccount, SandboxLicense } from '../types.ts';
import { worded } from '../wording.ts';

/** Everything a function may use. It changes the state directly; the server stores the change before the answer leaves. */
export interface Call {
  func: string;
  /** Whose call it claims to be. */
  caller: string | null;
  params: Params;
  state: SandboxState;
  /** What holds for the caller. */
  settings: SandboxSettings;
  settingsOf: (login: string | null) => SandboxSettings;
  random: () => number;
  /** Epoch milliseconds on the sandbox's clock. */
  now: number;
  faults: FaultBook;
  gate: Gate;
  remoteAddress: string;
}

/** A call of somebody who is signed in. */
export interface SignedCall extends Call {
  account: SandboxAccount;
  session: Session | null;
}

/** A function of the vendor that needs a signed-in caller. Synchronous, so that no other call can come in between. */
export type SandboxFunction = (call: SignedCall) => Answer;

/** Whether the call confirms (`sok=ok`); without it a form is only shown (ispmanager-api 1.6). */
export function confirmed(call: Call): boolean {
  return call.params.get('sok') === 'ok';
}

/** Whether a vendor fault strikes this call; uses up one strike. */
export function struckBy(call: Call, kind: VendorFaultKind): boolean {
  return call.faults.takeVendorFault(kind, call) !== undefined;
}

/** A whole number from a parameter, or null when it is missing or not one. */
export function integerParam(call: Call, name: string): number | null {
  const text = call.params.get(name)?.trim() ?? '';
  return /^-?\d{1,9}$/.test(text) ? Number(text) : null;
}

/** The license that `elid` names, or the error document for it. A deleted license that is no longer listed does not exist. */
export function licenseOf(call: SignedCall, elid: string): { license: SandboxLicense } | { error: Answer } {
  const license = /^\d{1,15}$/.test(elid) ? findLicense(call.state, call.account.login, Number(elid)) : undefined;
  if (!license || (license.status === 4 && call.settings.guesses.deletedRows === 'remove'))
    return { error: missed('elid', elid) };
  return { license };
}

/** The license, when it may be changed: it exists, is not deleted, and nothing is running on it. */
export function changeableLicense(call: SignedCall, elid: string): { license: SandboxLicense } | { error: Answer } {
  const found = licenseOf(call, elid);
  if ('error' in found) return found;
  if (found.license.status === 4) return { error: missed('elid', elid) };
  if (found.license.pending || found.license.status === 1 || found.license.status === 5)
    return { error: wrongStatus(call, found.license) };
  return found;
}

/** The guessed refusal of an action that does not fit the status. */
export function wrongStatus(call: Call, license: SandboxLicense): Answer {
  return guessedError(
    call.settings.guesses.errors.wrongStatus,
    license.pending ? `${license.status}, change in progress` : String(license.status),
  );
}

/** Autoprolong as sent: a number of months, `null` for none, undefined when it was not sent, or an error document. */
export function autoprolongParam(call: Call): { months: number | null | undefined } | { error: Answer } {
  const text = call.params.get('autoprolong');
  if (text === undefined) return { months: undefined };
  if (text === 'null' || text === '') return { months: null };
  const isOffered = paidPeriods(call.settings.guesses.furtherPeriods).some((months) => String(months) === text);
  return isOffered ? { months: Number(text) } : { error: badValue('autoprolong', text) };
}

/**
 * Does an action for each elid of a list joined with commas (ispmanager-api 1.6). `check` says why one cannot be done and must not change
 * anything; `act` does it. Which good ones are done when another fails is a guess.
 */
export function forEachElid(
  call: SignedCall,
  check: (elid: string) => { license: SandboxLicense } | { error: Answer },
  act: (license: SandboxLicense) => void,
): Answer {
  const elids = (call.params.get('elid') ?? '')
    .split(',')
    .map((elid) => elid.trim())
    .filter((elid) => elid !== '');
  if (elids.length === 0) return missed('elid', '');
  const good: SandboxLicense[] = [];
  const bad: { elid: string; error: VendorError; answer: Answer }[] = [];
  for (const elid of new Set(elids)) {
    const result = check(elid);
    if ('license' in result) good.push(result.license);
    else if (result.error.kind === 'error') bad.push({ elid, error: result.error.error, answer: result.error });
  }
  const [firstBad] = bad;
  if (firstBad && (good.length === 0 || call.settings.guesses.severalElid === 'all-or-nothing')) return firstBad.answer;
  if (!struckBy(call, 'ignored')) for (const license of good) act(license);
  const message = (error: VendorError): string => worded(error, call.params, call.settings).message;
  return { kind: 'ok', warnings: bad.map(({ elid, error }) => ({ elid, message: message(error) })) };
}
