import { randomInt } from 'node:crypto';
import type { Fault } from './faults.ts';
import { conservativeGuesses, withGuesses } from './guesses.ts';
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
  /** soft.suspend and soft.resume; an account can override it. */
  canSuspend: CanSuspend;
  /** Every call is answered with "Access from this IP denied". */
  ipDenied: boolean;
  /** func=auth asks for a captcha; authinfo goes on working. */
  captcha: boolean;
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

/** What can be changed while the sandbox runs. */
export interface SandboxChanges {
  timing?: Partial<SandboxTiming>;
  switches?: Partial<SandboxSwitches>;
  guesses?: GuessOverrides;
}

/** Options with every default filled in. */
export interface SandboxSettings {
  accounts: ReadonlyMap<string, SandboxAccount>;
  tariffs: ReadonlyMap<string, SandboxTariff>;
  timing: SandboxTiming;
  switches: SandboxSwitches;
  guesses: SandboxGuesses;
}

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

const defaultSwitches: SandboxSwitches = { canSuspend: true, ipDenied: false, captcha: false, twoFactorCode: '123456' };

/** Session ids let a caller in, so the default source of randomness is the strong one. */
export const strongRandom = (): number => randomInt(2 ** 47) / 2 ** 47;

/** Fills in the defaults. */
export function settingsFrom(options: VendorSandboxOptions): SandboxSettings {
  return {
    accounts: new Map((options.accounts ?? defaultAccounts).map((account) => [account.login, account])),
    tariffs: new Map((options.tariffs ?? defaultTariffs).map((tariff) => [tariff.id, tariff])),
    timing: { ...defaultTiming, ...options.timing },
    switches: { ...defaultSwitches, ...options.switches },
    guesses: withGuesses(conservativeGuesses, options.guesses),
  };
}

/** Applies changes in place, because every part of a running sandbox holds the same settings object. */
export function changeSettings(settings: SandboxSettings, changes: SandboxChanges): void {
  Object.assign(settings.timing, changes.timing);
  Object.assign(settings.switches, changes.switches);
  settings.guesses = withGuesses(settings.guesses, changes.guesses);
}
