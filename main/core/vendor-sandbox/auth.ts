/** Who is calling: authinfo with every call, or a session of func=auth (ispmanager-api 1.1 to 1.4). */
import type { Answer } from './document.ts';
import { badPassword, captchaFailed, extraConfirm, guessedError, noAccess } from './errors.ts';
import type { SandboxSettings } from './options.ts';
import type { Params, SandboxAccount } from './types.ts';

export interface Session {
  id: string;
  login: string;
  /** False until totp.confirm, on an account with the second factor. */
  confirmed: boolean;
  lastUsedAt: number;
  /** Where it was opened from. */
  remoteAddress: string;
}

/** What signing in looks at. */
interface Caller {
  readonly params: Params;
  /** What holds for the account the call claims to come from. */
  readonly settings: SandboxSettings;
  readonly remoteAddress: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** What authentication found: the account, or the answer that ends the call, or "show the sign-in page". */
export type Identity =
  | { kind: 'account'; account: SandboxAccount; session: Session | null }
  | { kind: 'answer'; answer: Answer }
  | { kind: 'expired' }
  | { kind: 'anonymous' };

/** Sessions, sign-in keys, failed sign-ins and the pace of calls. In memory only: a restart signs everybody out, as it should. */
export class Gate {
  readonly #random: () => number;
  readonly #sessions = new Map<string, Session>();
  readonly #failures = new Map<string, number>();
  /** Keys of session.newkey by login. */
  readonly #keys = new Map<string, string>();
  /** Instants of the calls of the last minute by caller. */
  readonly #calls = new Map<string, number[]>();

  constructor(random: () => number) {
    this.#random = random;
  }

  /** Whose call it claims to be: the login before the colon, the name that signs in, or the owner of the session. Nothing is checked. */
  claimedBy(params: Params, cookie: string): string | null {
    if (params.get('func') === 'auth') return params.get('username') ?? null;
    const authinfo = params.get('authinfo');
    // No login has a colon, so the first one ends it, wherever the installation splits.
    if (authinfo !== undefined) return authinfo.split(':', 1)[0] ?? '';
    const id = sessionId(params, cookie);
    return (id !== undefined && this.#sessions.get(id)?.login) || null;
  }

  /** Finds out who is calling. `cookie` is the Cookie header. */
  identify(call: Caller, cookie: string): Identity {
    const authinfo = call.params.get('authinfo');
    if (authinfo !== undefined) return this.#byAuthinfo(authinfo, call);
    const id = sessionId(call.params, cookie);
    if (id === undefined) return { kind: 'anonymous' };
    const session = this.#sessions.get(id);
    const account = session && call.settings.accounts.get(session.login);
    if (!session || !account) return { kind: 'expired' };
    if (call.now - session.lastUsedAt > call.settings.timing.sessionIdleMs) {
      this.#sessions.delete(id);
      return { kind: 'expired' };
    }
    if (call.settings.switches.sessionBoundToIp && session.remoteAddress !== call.remoteAddress)
      return { kind: 'expired' };
    session.lastUsedAt = call.now;
    return { kind: 'account', account, session };
  }

  #byAuthinfo(authinfo: string, call: Caller): Identity {
    const { authinfoSplit, authinfoWithTwoFactor, errors } = call.settings.guesses;
    const { authinfoRefused, twoFactor } = call.settings.switches;
    if (authinfoRefused) return { kind: 'answer', answer: guessedError(errors.ipDenied, call.remoteAddress) };
    const colon = authinfoSplit === 'first' ? authinfo.indexOf(':') : authinfo.lastIndexOf(':');
    const login = colon === -1 ? authinfo : authinfo.slice(0, colon);
    const found = this.#checkPassword(login, colon === -1 ? '' : authinfo.slice(colon + 1), call);
    if ('answer' in found) return { kind: 'answer', answer: found.answer };
    if (twoFactor && authinfoWithTwoFactor !== 'allow') {
      return {
        kind: 'answer',
        answer: authinfoWithTwoFactor === 'error' ? noAccess('authinfo') : this.confirmationPending(call),
      };
    }
    return { kind: 'account', account: found.account, session: null };
  }

  /** Checks login and password, counting failures per login. */
  #checkPassword(
    login: string,
    password: string,
    { settings, remoteAddress }: Caller,
  ): { account: SandboxAccount } | { answer: Answer } {
    const { banAfterFailedSignIns, errors } = settings.guesses;
    const failures = this.#failures.get(login) ?? 0;
    if (banAfterFailedSignIns > 0 && failures >= banAfterFailedSignIns)
      return { answer: guessedError(errors.ipDenied, remoteAddress) };
    const account = settings.accounts.get(login);
    if (!account || account.password !== password) {
      this.#failures.set(login, failures + 1);
      return { answer: badPassword(remoteAddress) };
    }
    this.#failures.delete(login);
    return { account };
  }

  /** func=auth: a session id, unconfirmed when the account has a second factor. With `key` the key of session.newkey stands for the password. */
  signIn(call: Caller): Answer {
    const login = call.params.get('username') ?? '';
    const key = call.params.get('key');
    if (key !== undefined) return this.#signInByKey(login, key, call);
    if (call.settings.switches.captcha) return captchaFailed();
    const found = this.#checkPassword(login, call.params.get('password') ?? '', call);
    return 'answer' in found ? found.answer : this.#open(login, !call.settings.switches.twoFactor, call);
  }

  #signInByKey(login: string, key: string, call: Caller): Answer {
    if (this.#keys.get(login) !== key) return badPassword(call.remoteAddress);
    if (call.settings.guesses.signInKeys === 'once') this.#keys.delete(login);
    return this.#open(login, true, call);
  }

  /** func=session.newkey: lets its bearer sign in as `login`; a newer key takes the place of the older (ispmanager-api 1.2). */
  keepKey(login: string, key: string): void {
    this.#keys.set(login, key);
  }

  /** Whether a call comes too soon after too many others of the same caller. Counts it when not. */
  isTooMany({ settings, caller, remoteAddress, now }: Caller & { readonly caller: string | null }): boolean {
    const { callsPerMinute } = settings.guesses;
    if (callsPerMinute <= 0) return false;
    const name = caller ?? remoteAddress;
    const recent = (this.#calls.get(name) ?? []).filter((at) => now - at < 60_000);
    const isTooMany = recent.length >= callsPerMinute;
    this.#calls.set(name, isTooMany ? recent : [...recent, now]);
    return isTooMany;
  }

  /** func=totp.confirm: a new, confirmed session id; the old session stays as it was. */
  confirm(session: Session | null, call: Caller): Answer {
    const { params, settings } = call;
    if (!session) return noAccess('totp.confirm');
    const code = params.get('qrcode') ?? '';
    if (params.get('sok') !== 'ok' || code !== settings.switches.twoFactorCode)
      return guessedError(settings.guesses.errors.wrongCode, code);
    return this.#open(session.login, true, call);
  }

  /** Ends a session; unknown ones are ignored. */
  signOut(session: Session | null): void {
    if (session) this.#sessions.delete(session.id);
  }

  /** What an unconfirmed session gets instead of data: `ok` that points to func=totp.confirm. */
  confirmationPending({ settings }: Caller): Answer {
    return settings.guesses.twoFactorStyle === 'extraconfirm'
      ? extraConfirm()
      : { kind: 'ok', text: 'func=totp.confirm' };
  }

  #open(login: string, confirmed: boolean, { now, remoteAddress }: Caller): Answer {
    let id = '';
    for (let index = 0; index < 24; index += 1) id += Math.floor(this.#random() * 16).toString(16);
    this.#sessions.set(id, { id, login, confirmed, lastUsedAt: now, remoteAddress });
    return { kind: 'tree', nodes: [{ name: 'auth', attrs: { id, level: '16' }, text: id }] };
  }
}

function sessionId(params: Params, cookie: string): string | undefined {
  return params.get('auth') ?? /(?:^|;\s*)billmgrses5=([^:;]+)/.exec(cookie)?.[1];
}
