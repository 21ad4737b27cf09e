import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { z } from 'zod';
import { VendorPreset } from '../../../preload/api/practice-vendor.ts';
import type { Log } from '../kernel/index.ts';
import { parseChanges, parseFaults, practiceAccounts } from '../vendor-sandbox/index.ts';
import type { Fault, SandboxChanges } from '../vendor-sandbox/index.ts';

/** How an account of the practice vendor behaves: its preset, and all that differs from the defaults (the preset's own settings included). */
export interface AccountManner {
  readonly preset: VendorPreset;
  readonly overrides: SandboxChanges;
}

/** What the practice vendor was switched to. Beside its books, so that both survive a restart together. */
export interface PracticeSettings {
  readonly accounts: Readonly<Record<string, AccountManner>>;
  readonly faults: readonly Fault[];
}

const Changes = z.unknown().transform((value) => parseChanges(value));
const File = z.strictObject({
  version: z.literal(1),
  accounts: z.record(z.string(), z.strictObject({ preset: VendorPreset, overrides: Changes })),
  faults: z.unknown().transform((value) => parseFaults(value)),
});

/** Each account as its preset says, nothing going wrong. */
function freshSettings(): PracticeSettings {
  const manners = practiceAccounts.map(({ login, preset, overrides = {} }) => [login, { preset, overrides }] as const);
  return { accounts: Object.fromEntries(manners), faults: [] };
}

/**
 * Reads the settings. An account that they do not name is as fresh. A file that cannot be understood is put aside, never deleted, and the practice
 * vendor starts fresh: no switch of it is worth a start that fails.
 */
export function readPracticeSettings(file: string, log: Log): PracticeSettings {
  const fresh = freshSettings();
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return fresh;
  }
  try {
    const { accounts, faults } = File.parse(JSON.parse(text));
    return { accounts: { ...fresh.accounts, ...accounts }, faults };
  } catch (error) {
    log.warn({ err: error }, 'settings of the practice vendor could not be read; put aside');
    renameSync(file, `${file}.unreadable`);
    return fresh;
  }
}

/** Replaces the settings in one step: written beside, synced, renamed. Throws when the disk refuses; the old ones are then as they were. */
export function writePracticeSettings(file: string, settings: PracticeSettings): void {
  const handle = openSync(`${file}.working`, 'w', 0o600);
  try {
    writeSync(handle, JSON.stringify({ version: 1, ...settings }, null, 2));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(`${file}.working`, file);
}
