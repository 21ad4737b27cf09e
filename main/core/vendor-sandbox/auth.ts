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
}

/** What authentication found: the account, or the answer that ends the call, or "show the sign-in page". */
export type Identity =
  | { kind: 'account'; account: SandboxAccount; session: Session | null }
  | { kind: 'answer'; answer: Answer }
  | { kind: 'expired' }
  | { kind: 'anonymous' };

/** Sessions and failed sign-ins. In memory only: a restart signs everybody out, as it should. */
export class Gate {
  readonly #settings: SandboxSettings;
  readonly #random: () => number;
  readonly #sessions = new Map<string, Session>();
  readonly #failures = new Map<string, number>();

  constructor(settings: SandboxSettings, random: () => number) {
    this.#settings = settings;
    this.#random = random;
  }

  /** Finds out who is calling. `cookie` is the Cookie header. */
  identify(params: Params, cookie: string, remoteAddress: string, now: number): Identity {
    const authinfo = params.get('authinfo');
    if (authinfo !== undefined) return this.#byAuthinfo(authinfo, remoteAddress);
    const id = params.get('auth') ?? /(?:^|;\s*)billmgrses5=([^:;]+)/.exec(cookie)?.[1];
    if (id === undefined) return { kind: 'anonymous' };
    const session = this.#sessions.get(id);
    const account = session && this.#settings.accounts.get(session.login);
    if (!session || !account) return { kind: 'expired' };
    if (now - session.lastUsedAt > this.#settings.timing.sessionIdleMs) {
      this.#sessions.delete(id);
      return { kind: 'expired' };
    }
    session.lastUsedAt = now;
    return { kind: 'account', account, session };
  }

  #byAuthinfo(authinfo: string, remoteAddress: string): Identity {
    const { authinfoSplit, authinfoWithTwoFactor } = this.#settings.guesses;
    const colon = authinfoSplit === 'first' ? authinfo.indexOf(':') : authinfo.lastIndexOf(':');
    const login = colon === -1 ? authinfo : authinfo.slice(0, colon);
    const found = this.checkPassword(login, colon === -1 ? '' : authinfo.slice(colon + 1), remoteAddress);
    if ('answer' in found) return { kind: 'answer', answer: found.answer };
    if (found.account.twoFactor && authinfoWithTwoFactor !== 'allow') {
      return {
        kind: 'answer',
        answer: authinfoWithTwoFactor === 'error' ? noAccess('authinfo') : this.confirmationPending(),
      };
    }
    return { kind: 'account', account: found.account, session: null };
  }

  /** Checks login and password, counting failures per login. */
  checkPassword(
    login: string,
    password: string,
    remoteAddress: string,
  ): { account: SandboxAccount } | { answer: Answer } {
    const { banAfterFailedSignIns, errors } = this.#settings.guesses;
    const failures = this.#failures.get(login) ?? 0;
    if (banAfterFailedSignIns > 0 && failures >= banAfterFailedSignIns)
      return { answer: guessedError(errors.ipDenied, remoteAddress) };
    const account = this.#settings.accounts.get(login);
    if (!account || account.password !== password) {
      this.#failures.set(login, failures + 1);
      return { answer: badPassword(remoteAddress) };
    }
    this.#failures.delete(login);
    return { account };
  }

  /** func=auth: a session id, unconfirmed when the account has a second factor. */
  signIn(params: Params, remoteAddress: string, now: number): Answer {
    if (this.#settings.switches.captcha) return captchaFailed();
    const found = this.checkPassword(params.get('username') ?? '', params.get('password') ?? '', remoteAddress);
    if ('answer' in found) return found.answer;
    return this.#open(found.account.login, !found.account.twoFactor, now);
  }

  /** func=totp.confirm: a new, confirmed session id; the old session stays as it was. */
  confirm(session: Session | null, params: Params, now: number): Answer {
    if (!session) return noAccess('totp.confirm');
    const code = params.get('qrcode') ?? '';
    if (params.get('sok') !== 'ok' || code !== this.#settings.switches.twoFactorCode)
      return guessedError(this.#settings.guesses.errors.wrongCode, code);
    return this.#open(session.login, true, now);
  }

  /** Ends a session; unknown ones are ignored. */
  signOut(session: Session | null): void {
    if (session) this.#sessions.delete(session.id);
  }

  /** What an unconfirmed session gets instead of data: `ok` that points to func=totp.confirm. */
  confirmationPending(): Answer {
    return this.#settings.guesses.twoFactorStyle === 'extraconfirm'
      ? extraConfirm()
      : { kind: 'ok', text: 'func=totp.confirm' };
  }

  #open(login: string, confirmed: boolean, now: number): Answer {
    let id = '';
    for (let index = 0; index < 24; index += 1) id += Math.floor(this.#random() * 16).toString(16);
    this.#sessions.set(id, { id, login, confirmed, lastUsedAt: now });
    return { kind: 'tree', nodes: [{ name: 'auth', attrs: { id, level: '16' }, text: id }] };
  }
}
