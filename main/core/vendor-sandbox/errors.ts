/** The errors of the sandbox. Messages are templates; `wording.ts` fills them in when the answer leaves. */
import type { Answer, VendorError } from './document.ts';
import type { ErrorTemplate } from './guesses.ts';

/** Wrong login or password, word for word as captured (ispmanager-api 1.3). */
export function badPassword(remoteAddress: string): Answer {
  return answer({
    type: 'auth',
    object: 'badpassword',
    message: 'Invalid username or password ',
    value: `remote_addr: [${remoteAddress}]`,
  });
}

/** No right to a function, or a session that ended: error type `access` (ispmanager-api 1.3). */
export function noAccess(func: string): Answer {
  return answer({
    type: 'access',
    object: 'func',
    message: 'Insufficient privileges to run function __value__',
    value: func,
  });
}

/** An element that does not exist: error type `missed` with the name of the parameter (ispmanager-api 5). */
export function missed(object: string, value: string): Answer {
  return answer({ type: 'missed', object, message: '__object__ __value__ not found', value });
}

/** A field with an invalid value: error type `value`, object = the field (ispmanager-api 5). */
export function badValue(field: string, value: string): Answer {
  return answer({ type: 'value', object: field, message: 'The __object__ field has invalid value', value });
}

/** Captcha asked on func=auth (ispmanager-api 1.3). */
export function captchaFailed(): Answer {
  return answer({
    type: 'captcha_verification_failed',
    object: 'captcha',
    message: 'Captcha verification failed',
    value: '',
  });
}

/** Second factor pending, as older builds say it (ispmanager-api 1.4). */
export function extraConfirm(): Answer {
  return answer({ type: 'extraconfirm', object: 'totp', message: 'Additional confirmation is required', value: '' });
}

/** An error whose wording is a guess. */
export function guessedError(template: ErrorTemplate, value: string): Answer {
  return answer({
    type: template.type,
    object: template.object,
    message: template.message,
    value,
  });
}

function answer(error: VendorError): Answer {
  return { kind: 'error', error };
}
