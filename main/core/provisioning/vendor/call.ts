import { isPlainLoopback } from '../../connections/index.ts';
import type { Log } from '../../kernel/index.ts';
import type { Failure, Outcome } from './outcome.ts';
import { failureOf, parseAnswer, type VendorDocument } from './parse.ts';
import { clip } from './text.ts';
import type { Transport, TransportOptions } from './transport.ts';
import type { Format } from './tree.ts';

/** Where and as whom to call. The password goes into the request's body and nowhere else. */
export interface VendorAccount {
  readonly connectionId: string;
  readonly apiAddress: string;
  readonly username: string;
  readonly password: string;
}

/** One call as tests and tracing may see it: no parameters, no credentials. */
export interface CallTrace {
  readonly connectionId: string;
  readonly func: string;
  /** Of the operation or trace that asked. */
  readonly tag: string;
  readonly outcome: 'ok' | Failure['kind'];
  readonly code: string;
  readonly ms: number;
}

export interface CallOptions extends TransportOptions {
  readonly format: Format;
  readonly transport: Transport;
  readonly log: Log;
  readonly monotonic: () => number;
  readonly observe?: ((trace: CallTrace) => void) | undefined;
}

/**
 * Calls one function of the vendor: POST with authinfo in the body (ispmanager-api 1.1), `lang=en`. `ok` means a
 * well-formed document of that function without an error; what success is, is for the verb to say.
 */
export async function callVendor(
  account: VendorAccount,
  func: string,
  params: Readonly<Record<string, string>>,
  tag: string,
  options: CallOptions,
): Promise<Outcome<VendorDocument>> {
  const from = options.monotonic();
  const outcome = hidePassword(await attempt(account, func, params, tag, options), account);
  const trace: CallTrace = {
    connectionId: account.connectionId,
    func,
    tag,
    outcome: outcome.kind,
    code: outcome.kind === 'ok' ? '' : outcome.kind === 'refused' ? outcome.type : outcome.code,
    ms: Math.round(options.monotonic() - from),
  };
  options.log.info(trace, 'vendor call');
  options.observe?.(trace);
  return outcome;
}

async function attempt(
  account: VendorAccount,
  func: string,
  params: Readonly<Record<string, string>>,
  tag: string,
  options: CallOptions,
): Promise<Outcome<VendorDocument>> {
  // The last gate before the network: whatever was stored, credentials never travel in clear over a network.
  if (!account.apiAddress.startsWith('https://') && !isPlainLoopback(account.apiAddress)) {
    return { kind: 'not_sent', code: 'connection.address_refused', message: 'plain http' };
  }
  const form = new Map(Object.entries({ ...params, func, out: options.format, lang: 'en' }));
  form.set('authinfo', `${account.username}:${account.password}`);
  const raw = await options.transport(account.apiAddress, form, tag, options);
  if (raw.kind !== 'answer') return raw;
  const broken = (message: string): Failure => ({ kind: 'unknown', code: 'vendor.broken_answer', message });
  if (raw.status >= 300 && raw.status < 400)
    return { kind: 'unknown', code: 'vendor.redirected', message: `HTTP ${raw.status}` };
  if (raw.status >= 500) return { kind: 'unknown', code: 'vendor.server_error', message: `HTTP ${raw.status}` };
  if (raw.status !== 200) return { kind: 'unknown', code: 'vendor.not_vendor_page', message: `HTTP ${raw.status}` };
  const charset = /charset\s*=\s*"?([^";\s]+)/i.exec(raw.contentType)?.[1];
  if (charset !== undefined && !/^(utf-?8|us-ascii)$/i.test(charset)) return broken(`text in ${clip(charset)}`);
  if (raw.body.trim() === '') return broken('an empty answer');
  if (/^text\/html\b/i.test(raw.contentType) || /^\s*<(!doctype html|html)\b/i.test(raw.body)) {
    return { kind: 'unknown', code: 'vendor.not_vendor_page', message: 'a web page instead of data' };
  }
  const document = parseAnswer(raw.body, options.format);
  if (typeof document === 'string') return broken(document);
  if (document.error) {
    // Success and error in one document: which one holds is not for us to guess.
    return document.ok === null && document.field('id') === null
      ? failureOf(document.error)
      : broken('both ok and error');
  }
  // An account with a second factor is sent on to another function instead of being served (ispmanager-api 1.4).
  if (document.ok?.includes('func=')) {
    return document.ok.includes('totp')
      ? { kind: 'auth', code: 'vendor.two_factor', message: '' }
      : broken(`sent on to ${clip(document.ok).slice(0, 80)}`);
  }
  if (document.func !== null && document.func !== func) {
    return {
      kind: 'unknown',
      code: 'vendor.not_vendor_page',
      message: `an answer of ${clip(document.func).slice(0, 80)}`,
    };
  }
  return { kind: 'ok', value: document };
}

/** The vendor's words are shown and stored; should they repeat the password, it is taken out. */
function hidePassword<T>(outcome: Outcome<T>, account: VendorAccount): Outcome<T> {
  if (outcome.kind === 'ok' || !outcome.message.includes(account.password)) return outcome;
  return { ...outcome, message: outcome.message.replaceAll(account.password, '•••') };
}
