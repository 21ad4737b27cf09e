import type { Answer } from './document.ts';
import { guessedError, noAccess } from './errors.ts';
import type { Call } from './functions/call.ts';
import { functions } from './functions/index.ts';
import { pricelistExport } from './functions/prices.ts';
import { isMachineFormat } from './render/index.ts';

/** What a call came to: an answer document, or one of the things a browser would get. */
export type Outcome =
  | { kind: 'answer'; answer: Answer; account: string | null }
  | { kind: 'login-page'; account: null }
  | { kind: 'redirect'; account: null };

/** Finds out who calls and runs the function. Changes the state of `call`, nothing else. */
export function dispatch(call: Call, cookie: string): Outcome {
  const { func, settings } = call;
  const answered = (answer: Answer, account: string | null = null): Outcome => ({ kind: 'answer', answer, account });
  if (settings.switches.ipDenied) return answered(guessedError(settings.guesses.errors.ipDenied, call.remoteAddress));
  if (func === 'auth') return answered(call.gate.signIn(call));
  const machine = isMachineFormat(call.params.get('out') ?? '');
  const missing = settings.guesses.missingFunctions.includes(func);
  if (func === 'pricelist.export' && settings.guesses.priceExportPublic && !missing)
    return answered(pricelistExport(call));

  const identity = call.gate.identify(call, cookie);
  if (identity.kind === 'answer') return answered(identity.answer);
  if (identity.kind === 'anonymous') return machine ? answered(noAccess(func)) : { kind: 'login-page', account: null };
  if (identity.kind === 'expired') {
    const style = machine ? settings.guesses.expiredSession : 'html';
    if (style === 'access') return answered(noAccess(func));
    return style === 'redirect' ? { kind: 'redirect', account: null } : { kind: 'login-page', account: null };
  }

  const { account, session } = identity;
  if (func === 'totp.confirm') return answered(call.gate.confirm(session, call), account.login);
  if (session && !session.confirmed && func !== 'logon')
    return answered(call.gate.confirmationPending(call), account.login);
  const run = missing ? undefined : functions.get(func);
  if (!run) return answered(guessedError(settings.guesses.errors.unknownFunction, func), account.login);
  return answered(run({ ...call, account, session }), account.login);
}
