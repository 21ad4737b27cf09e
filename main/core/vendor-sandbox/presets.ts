/**
 * Two vendors that are both possible: which of them the real one is, is not known (ispmanager-api 8), so a console must get on with both. A preset is
 * a set of overrides for an account; what it does not name stays as the defaults say.
 */
import type { SandboxChanges } from './options.ts';
import type { SandboxAccount } from './types.ts';

export const PRESETS = ['vendor-a', 'vendor-b'] as const;
export type PresetName = (typeof PRESETS)[number];

/**
 * Vendor A can do everything and says everything: suspends and resumes, changes tariffs both ways with money back, changes key and IP as often as
 * asked, answers `remoteid`, tells the balance, counts its lists and keeps deleted licenses in them.
 */
const vendorA: SandboxChanges = {
  switches: { canSuspend: true },
  guesses: {
    whoamiBalance: true,
    sendsTotal: true,
    deletedRows: 'keep',
    remoteidReturned: true,
    monthlyIpLimit: false,
    monthlyKeyLimit: false,
    downgradeAllowed: true,
    downgradeRefund: true,
    fewerAddons: 'accept',
    autoprolongEditable: true,
    keyOnSuspend: 'keep',
    keyOnResume: 'keep',
  },
};

/**
 * Vendor B refuses to suspend, changes key and IP once a month, sells no cheaper tariff to who has a dearer one, does not tell the balance in whoami,
 * gives lists of 20 rows without their total, lets deleted licenses vanish, refuses a second license on an IP, has no soft.checkip, keeps a license
 * for a week at least, and writes amounts and automatic renewal for people instead of for programs.
 */
const vendorB: SandboxChanges = {
  switches: { canSuspend: false },
  guesses: {
    whoamiBalance: false,
    sendsTotal: false,
    deletedRows: 'remove',
    defaultPageSize: 20,
    maxPageSize: 100,
    monthlyIpLimit: true,
    monthlyKeyLimit: true,
    downgradeAllowed: false,
    fewerAddons: 'refuse',
    addonChangeCost: 'full',
    tariffChangeCost: 'full',
    tariffChangeEnd: 'restart',
    duplicateIp: 'refuse',
    minimumOrderDays: 7,
    autoprolongEditable: false,
    autoprolongText: true,
    amountFormat: 'localized',
    webdomains: 'absent',
    keyOnSuspend: 'clear',
    keyOnResume: 'new',
    missingFunctions: ['service', 'item', 'menu', 'soft.checkip', 'soft.filter', 'dashboard.info'],
  },
};

/** The overrides of a preset. */
export function presetOf(name: PresetName): SandboxChanges {
  return { 'vendor-a': vendorA, 'vendor-b': vendorB }[name];
}

/** The accounts of a practice vendor: one of each manner, and one with the second factor. The password is no secret: it opens nothing else. */
export const practiceAccounts: readonly (SandboxAccount & { preset: PresetName })[] = [
  account('reseller@sandbox.example', 'vendor-a', false),
  account('vendor-b@sandbox.example', 'vendor-b', false),
  account('twofactor@sandbox.example', 'vendor-a', true),
];

function account(login: string, preset: PresetName, twoFactor: boolean): SandboxAccount & { preset: PresetName } {
  return {
    login,
    password: 'sandbox',
    balance: 100_000,
    currency: 'EUR',
    twoFactor,
    preset,
    overrides: presetOf(preset),
  };
}
