import type { ErrorCode } from '../../../../preload/api/errors.ts';

/**
 * What became of one call to the vendor. A vendor's behaviour is never an exception (design 4.3): whoever buys has to
 * look at each case, and `unknown` is the one that must not be mistaken for a refusal.
 */
export type Outcome<T> =
  /** A schema-valid answer that says success. */
  | { readonly kind: 'ok'; readonly value: T }
  /** A schema-valid answer that says no; nothing was done. `type` and `object` are the vendor's vocabulary, open-ended. */
  | { readonly kind: 'refused'; readonly type: string; readonly object: string; readonly message: string }
  /** The vendor did not let us in; nothing was done. No further call until the credentials change. */
  | { readonly kind: 'auth'; readonly code: AuthCode; readonly message: string }
  /** It failed before the first byte of the request was written; nothing was done. */
  | { readonly kind: 'not_sent'; readonly code: NotSentCode; readonly message: string }
  /** The request may have reached the vendor; what it did is not known. */
  | { readonly kind: 'unknown'; readonly code: UnknownCode; readonly message: string };

export type AuthCode = Extract<
  ErrorCode,
  'vendor.bad_password' | 'vendor.two_factor' | 'vendor.ip_denied' | 'vendor.captcha' | 'vendor.no_right'
>;
export type NotSentCode = Extract<
  ErrorCode,
  'vendor.unreachable' | 'vendor.tls' | 'connection.address_refused' | 'core.stopped'
>;
export type UnknownCode = Extract<
  ErrorCode,
  | 'vendor.timeout'
  | 'vendor.not_vendor_page'
  | 'vendor.redirected'
  | 'vendor.broken_answer'
  | 'vendor.server_error'
  | 'vendor.unreachable'
>;
/** Every outcome but success. */
export type Failure = Exclude<Outcome<never>, { kind: 'ok' }>;

/** The API's error code of a failure. */
export function codeOf(failure: Failure): ErrorCode {
  if (failure.kind !== 'refused') return failure.code;
  return failure.type === 'access' ? 'vendor.no_right' : 'vendor.refused';
}

/** True when the vendor says that the license does not exist (ispmanager-api 5: `missed`, object elid). */
export function saysMissing(outcome: Outcome<unknown>): boolean {
  return outcome.kind === 'refused' && outcome.type === 'missed' && ['elid', 'id', ''].includes(outcome.object);
}

/**
 * True when a refusal means that this account cannot do the action at all, not only for this license now
 * (ispmanager-api 5: `access` naming a function, or a module that is not loaded).
 */
export function saysIncapable(outcome: Outcome<unknown>): boolean {
  if (outcome.kind !== 'refused') return false;
  if (outcome.type === 'access') return true;
  if (outcome.type === 'missed' && outcome.object === 'func') return true;
  return /\b(function|module)\b.*\bnot (available|loaded|supported|found)\b/i.test(outcome.message);
}

/**
 * True when a refusal seems to mean "not now, because of a monthly limit" on changes of IP or key (ispmanager-api 4.1).
 * A guess: no such document is known, and the vendor's vocabulary is open (5). So it may only choose words for a
 * person, never decide what was done.
 */
export function saysLimited(outcome: Outcome<unknown>): boolean {
  if (outcome.kind !== 'refused') return false;
  const { type, object, message } = outcome;
  const about = /^(ip|lickey|key|newkey|real_ipchange|real_keychange)$/i.test(object);
  return about && (/limit/i.test(type) || /\b(limit|only after|month|too (often|early|soon))/i.test(message));
}
