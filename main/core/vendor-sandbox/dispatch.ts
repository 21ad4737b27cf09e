import type { Answer } from './document.ts';
import { guessedError, noAccess } from './errors.ts';
import type { Call } from './functions/call.ts';
import { adminFunctions, functions } from './functions/index.ts';
import { pricelistExport } from './functions/prices.ts';
import { isMachineFormat } from './render/index.ts';

/** What a call came to: an answer document, or one of the things a web server or a browser's page would give. */
export type Outcome =
  | { kind: 'answer'; answer: Answer; account: string | null }
  | { kind: 'login-page' | 'redirect' | 'maintenance' | 'too-many'; account: null };

/** Finds out who calls and runs the function. Changes the state of `call`, nothing else. */
export function dispatch(call: Call, cookie: string): Outcome {
  const { func, settings } = call;
  const { switches, guesses } = settings;
  if (switches.maintenance) return { kind: 'maintenance', account: null };
  if (switches.ipDenied) return answered(guessedError(guesses.errors.ipDenied, call.remoteAddress));
  if (call.gate.isTooMany(call)) {
    if (guesses.rateRefusal === 'http') return { kind: 'too-many', account: null };
    return answered(guessedError(guesses.errors.tooManyCalls, String(guesses.callsPerMinute)));
  }
  if (func === 'auth') return answered(call.gate.signIn(call));
  const missing = guesses.missingFunctions.includes(func);
  if (func === 'pricelist.export' && guesses.priceExportPublic && !missing) return answered(pricelistExport(call));

  const identity = call.gate.identify(call, cookie);
  if (identity.kind === 'answer') return answered(identity.answer);
  const machine = isMachineFormat(call.params.get('out') ?? '');
  if (identity.kind === 'anonymous') return machine ? answered(noAccess(func)) : { kind: 'login-page', account: null };
  if (identity.kind === 'expired') {
    const style = machine ? guesses.expiredSession : 'html';
    if (style === 'access') return answered(noAccess(func));
    return { kind: style === 'redirect' ? 'redirect' : 'login-page', account: null };
  }

  const { account, session } = identity;
  if (func === 'totp.confirm') return answered(call.gate.confirm(session, call), account.login);
  if (session && !session.confirmed && func !== 'logon')
    return answered(call.gate.confirmationPending(call), account.login);
  const run = missing ? undefined : functions.get(func);
  if (adminFunctions.has(func)) return answered(noAccess(func), account.login);
  if (!run) return answered(guessedError(guesses.errors.unknownFunction, func), account.login);
  if (switches.deniedFunctions.includes(func))
    return answered(guesses.deniedAnswer === 'access' ? noAccess(func) : { kind: 'tree', nodes: [] }, account.login);
  return answered(run({ ...call, account, session }), account.login);
}

function answered(answer: Answer, account: string | null = null): Outcome {
  return { kind: 'answer', answer, account };
}
