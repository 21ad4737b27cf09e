/**
 * An embedded BILLmanager: a stateful server that speaks the protocol of the vendor's license API on a loopback port. Tests, the demo and the
 * sandbox account of the application use it. It imports nothing of the rest of the product.
 */
import type { AddressInfo } from 'node:net';
import { Engine } from './engine.ts';
import { handleOf } from './handle.ts';
import type { SandboxHandle } from './handle.ts';
import type { VendorSandboxOptions } from './options.ts';
import { buildServer } from './server.ts';

export * from './catalogue.ts';
export { CORPORA } from './corpora.ts';
export type { CorpusName } from './corpora.ts';
export type { Fault, FaultPhase, AnswerFaultKind, VendorFaultKind } from './faults.ts';
export { ANSWER_FAULTS, parseFaults, VENDOR_FAULTS } from './faults.ts';
export type { ErrorTemplate, GuessedErrors, GuessOverrides, SandboxGuesses } from './guesses.ts';
export { conservativeGuesses } from './guess-defaults.ts';
export type { LicensePatch, SandboxHandle } from './handle.ts';
export { inProcessVendor } from './in-process.ts';
export type { InProcessAnswer, InProcessVendor } from './in-process.ts';
export { defaultAccounts } from './options.ts';
export type { SandboxChanges, SandboxSwitches, SandboxTiming, VendorSandboxOptions } from './options.ts';
export { parseChanges } from './parse-changes.ts';
export { makeKey } from './lifecycle.ts';
export { practiceAccounts, presetOf, PRESETS } from './presets.ts';
export type { PresetName } from './presets.ts';
export { defaultTariffs } from './tariffs.ts';
export type { SandboxTariff } from './tariffs.ts';
export type {
  CanSuspend,
  LedgerEntry,
  LicenseStatus,
  RequestLogEntry,
  SandboxAccount,
  SandboxLicense,
  SandboxWarning,
} from './types.ts';

/** A running sandbox. */
export interface VendorSandbox extends SandboxHandle {
  /** Address of the API, for example http://127.0.0.1:40123/manager/billmgr. */
  readonly url: string;
  readonly port: number;
  /** Stops at once: open connections are dropped, calls that wait are abandoned before they commit. */
  close: () => Promise<void>;
}

/**
 * Starts a sandbox on 127.0.0.1. Rejects when the port is taken or the state file cannot be read or written; a state file that is read but makes no
 * sense is put aside and reported through `onWarning`.
 */
export async function startVendorSandbox(options: VendorSandboxOptions = {}): Promise<VendorSandbox> {
  const engine = new Engine(options);
  const server = await buildServer(engine);
  await server.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  const { port } = server.server.address() as AddressInfo;
  return {
    ...handleOf(engine),
    url: `http://127.0.0.1:${port}/manager/billmgr`,
    port,
    close: async () => {
      engine.close();
      await server.close();
    },
  };
}
