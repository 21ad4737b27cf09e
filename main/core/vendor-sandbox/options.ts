import { randomInt } from 'node:crypto';
import type { Fault } from './faults.ts';
import { conservativeGuesses } from './guess-defaults.ts';
import { withGuesses } from './guesses.ts';
import type { GuessOverrides, SandboxGuesses } from './guesses.ts';
import { defaultTariffs } from './tariffs.ts';
import type { SandboxTariff } from './tariffs.ts';
import type { CanSuspend, SandboxAccount, SandboxWarning } from './types.ts';

/** How long background work takes, in milliseconds of the sandbox's clock. No timers run: each read computes from timestamps. */
export interface SandboxTiming {
  /** Time in status 1 (ordered). */
  orderedMs: number;
  /** Time in status 5 (processing). */
  processingMs: number;
  /** Time from active to the key being there. */
  keyDelayMs: number;
  /** Time a suspend, resume, deletion or tariff change takes; special_status is 1 meanwhile. */
  operationMs: number;
  /** Idle time after which a session ends (1 hour is documented; ispmanager-api 1.2). */
  sessionIdleMs: number;
}

/** Switches on who may come in and what the account may do. All can be changed while the sandbox runs. */
export interface SandboxSwitches {
  /** Every call is answered with a page: the billing is being worked on. */
  maintenance: boolean;
  /** Every call is answered with "Access from this IP denied". */
  ipDenied: boolean;
  /** authinfo is refused, as from an address outside of RestrictAuthinfoRange; sessions go on working (ispmanager-api 1.3). */
  authinfoRefused: boolean;
  /** func=auth asks for a captcha; authinfo goes on working. */
  captcha: boolean;
  /** A session works only from the address that opened it ("Bind session to IP"; ispmanager-api 1.2). */
  sessionBoundToIp: boolean;
  /** The second factor is on. An account says it with its `twoFactor`; its overrides win. */
  twoFactor: boolean;
  /** soft.suspend and soft.resume; an account can override it. */
  canSuspend: CanSuspend;
  /** Functions the account has no right to. */
  deniedFunctions: readonly string[];
  /** The six digits totp.confirm accepts. */
  twoFactorCode: string;
}

export interface VendorSandboxOptions {
  /** Port on 127.0.0.1; 0 (default) lets the system choose. */
  port?: number;
  /** The clock. `advance` adds to it. */
  now?: () => Date;
  /** Numbers in [0, 1) for keys and session ids. */
  random?: () => number;
  accounts?: readonly SandboxAccount[];
  tariffs?: readonly SandboxTariff[];
  timing?: Partial<SandboxTiming>;
  switches?: Partial<SandboxSwitches>;
  guesses?: GuessOverrides;
  faults?: readonly Fault[];
  /** JSON snapshot that lets the account survive a restart. One sandbox per file. */
  stateFile?: string;
  onWarning?: (warning: SandboxWarning) => void;
}

/** What can be changed while the sandbox runs, for the whole of it or for one account. */
export interface SandboxChanges {
  timing?: Partial<SandboxTiming>;
  switches?: Partial<SandboxSwitches>;
  guesses?: GuessOverrides;
}

/** Settings with every default filled in, as they hold for one caller. */
export interface SandboxSettings {
  accounts: ReadonlyMap<string, SandboxAccount>;
  tariffs: ReadonlyMap<string, SandboxTariff>;
  timing: SandboxTiming;
  switches: SandboxSwitches;
  guesses: SandboxGuesses;
}

/** The accounts where none are named. Both behave as the defaults say; the second has the second factor on. */
export const defaultAccounts: readonly SandboxAccount[] = [
  { login: 'reseller@sandbox.example', password: 'sandbox', balance: 100_000, currency: 'EUR', twoFactor: false },
  { login: 'twofactor@sandbox.example', password: 'sandbox', balance: 100_000, currency: 'EUR', twoFactor: true },
];

const defaultTiming: SandboxTiming = {
  orderedMs: 0,
  processingMs: 300,
  keyDelayMs: 300,
  operationMs: 0,
  sessionIdleMs: 3_600_000,
};

const defaultSwitches: SandboxSwitches = {
  maintenance: false,
  ipDenied: false,
  authinfoRefused: false,
  captcha: false,
  sessionBoundToIp: false,
  twoFactor: false,
  canSuspend: true,
  deniedFunctions: [],
  twoFactorCode: '123456',
};

/** Session ids let a caller in, so the default source of randomness is the strong one. */
export const strongRandom = (): number => randomInt(2 ** 47) / 2 ** 47;

/** The settings of a running sandbox: those of the whole, and for each account what it overrides of them. */
export class SettingsBook {
  readonly #accounts: Map<string, SandboxAccount>;
  readonly #resolved = new Map<string, SandboxSettings>();
  /** Goes up with each change. */
  version = 0;
  #whole: SandboxSettings;

  /** Fills in the defaults. */
  constructor(options: VendorSandboxOptions) {
    this.#accounts = new Map((options.accounts ?? defaultAccounts).map((account) => [account.login, account]));
    this.#whole = {
      accounts: this.#accounts,
      tariffs: tariffMap(options.tariffs ?? defaultTariffs),
      timing: { ...defaultTiming, ...options.timing },
      switches: { ...defaultSwitches, ...options.switches },
      guesses: withGuesses(conservativeGuesses, options.guesses),
    };
  }

  /** What holds for an account; for a login that is none, or nobody, what holds for the sandbox. */
  of(login: string | null): SandboxSettings {
    const account = login === null ? undefined : this.#accounts.get(login);
    if (!account) return this.#whole;
    let settings = this.#resolved.get(account.login);
    if (!settings) {
      settings = this.#under(account, account.overrides ?? {});
      this.#resolved.set(account.login, settings);
    }
    return settings;
  }

  /** What would hold for an account with these overrides. Throws a RangeError when there is none. */
  with(login: string, overrides: SandboxChanges): SandboxSettings {
    return this.#under(this.#account(login), overrides);
  }

  #under({ canSuspend, twoFactor, tariffs }: SandboxAccount, overrides: SandboxChanges): SandboxSettings {
    const own = { twoFactor, ...(canSuspend !== undefined && { canSuspend }) };
    const settings = laidOver(laidOver(this.#whole, { switches: own }), overrides);
    return tariffs ? { ...settings, tariffs: tariffMap(tariffs) } : settings;
  }

  #account(login: string): SandboxAccount {
    const account = this.#accounts.get(login);
    if (!account) throw new RangeError(`No such sandbox account: ${login}`);
    return account;
  }

  /** Changes what holds for the sandbox. Accounts keep their overrides. */
  change(changes: SandboxChanges): void {
    this.#whole = laidOver(this.#whole, changes);
    this.#changed();
  }

  /** Replaces the overrides of an account. Throws a RangeError when there is none. */
  override(login: string, overrides: SandboxChanges): void {
    this.#accounts.set(login, { ...this.#account(login), overrides });
    this.#changed();
  }

  #changed(): void {
    this.#resolved.clear();
    this.version += 1;
  }
}

function tariffMap(tariffs: readonly SandboxTariff[]): ReadonlyMap<string, SandboxTariff> {
  return new Map(tariffs.map((tariff) => [tariff.id, tariff]));
}

function laidOver(settings: SandboxSettings, { timing, switches, guesses }: SandboxChanges): SandboxSettings {
  return {
    ...settings,
    timing: { ...settings.timing, ...timing },
    switches: { ...settings.switches, ...switches },
    guesses: withGuesses(settings.guesses, guesses),
  };
}
