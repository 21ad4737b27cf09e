import { z } from 'zod';
import { call } from './contract.ts';
import { VendorPreset } from './practice-vendor.ts';
import { Empty, Id, Language } from './values.ts';

/** `sandbox` and `live` are separate databases in one data folder; nothing of one is ever shown in the other. */
export const Environment = z.enum(['live', 'sandbox']);
export type Environment = z.output<typeof Environment>;

/** How this device likes its screens; kept outside the databases, never synced. */
export const Preferences = z.strictObject({
  theme: z.enum(['light', 'dark', 'system']),
  language: Language,
  density: z.enum(['compact', 'normal']),
  /** What closing the last staff window does: `tray` keeps the console, and with it automation, running. */
  closing: z.enum(['quit', 'tray']),
});
export type Preferences = z.output<typeof Preferences>;

export const AppState = z.strictObject({
  version: z.string(),
  runtime: z.strictObject({ electron: z.string(), chrome: z.string(), node: z.string(), supported: z.boolean() }),
  /** null until the first run has chosen one. */
  environment: Environment.nullable(),
  /** Set when the database of the environment cannot be used; the screen explains it and leaves the file alone. */
  problem: z
    .strictObject({
      code: z.enum(['workspace.newer_database', 'workspace.damaged', 'workspace.busy']),
      detail: z.string(),
    })
    .nullable(),
  staff: z.strictObject({ id: Id, name: z.string(), role: z.string() }).nullable(),
  preferences: Preferences,
  /** `unavailable` and `locked`: secrets can be kept for this run only, if the person agrees. */
  vault: z.enum(['ready', 'unavailable', 'locked', 'memory', 'unknown']),
});
export type AppState = z.output<typeof AppState>;

/** An account that the practice vendor has from the start. */
export const SandboxAccount = z.strictObject({
  apiAddress: z.string(),
  username: z.string(),
  password: z.string(),
  preset: VendorPreset,
});
export type SandboxAccount = z.output<typeof SandboxAccount>;

export const app = {
  state: call({ right: 'app.use', input: Empty, output: AppState }),
  setPreferences: call({ right: 'app.use', input: Preferences.partial(), output: Preferences }),
  /** Opens (and on first use creates) the database of an environment and makes it the one to open at start. */
  openEnvironment: call({
    right: 'app.use',
    input: z.strictObject({ environment: Environment }),
    output: AppState,
  }),
  /** The accounts of the practice vendor, so that a newcomer can see what stands in for the real one. The first is the usual one. */
  sandboxAccounts: call({ right: 'app.use', input: Empty, output: z.array(SandboxAccount) }),
};
