/**
 * An embedded BILLmanager: a stateful server that speaks the protocol of the vendor's license API on a loopback port. Tests, the demo and the
 * sandbox account of the application use it. It imports nothing of the rest of the product.
 */
import type { AddressInfo } from 'node:net';
import { Engine } from './engine.ts';
import type { Fault } from './faults.ts';
import { changeSettings } from './options.ts';
import type { SandboxChanges, VendorSandboxOptions } from './options.ts';
import { buildServer } from './server.ts';
import { balanceOf, topUp } from './state.ts';
import type { LedgerEntry, RequestLogEntry, SandboxLicense } from './types.ts';

export type { Fault, FaultPhase, AnswerFaultKind, VendorFaultKind } from './faults.ts';
export { parseFaults } from './faults.ts';
export type { ErrorTemplate, GuessedErrors, GuessOverrides, SandboxGuesses } from './guesses.ts';
export { conservativeGuesses } from './guesses.ts';
export { defaultAccounts } from './options.ts';
export type { SandboxChanges, SandboxSwitches, SandboxTiming, VendorSandboxOptions } from './options.ts';
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

/** What a test may change behind the client's back, as staff of the vendor could. */
export type LicensePatch = Partial<
  Pick<
    SandboxLicense,
    'licname' | 'ip' | 'remoteid' | 'pricelist' | 'autoprolong' | 'status' | 'key' | 'expiredate' | 'webdomains'
  >
>;

/** A running sandbox. All lists are copies; changing them changes nothing. */
export interface VendorSandbox {
  /** Address of the API, for example http://127.0.0.1:40123/manager/billmgr. */
  readonly url: string;
  readonly port: number;
  /** Committed orders since the books were opened, restarts included. */
  orders: () => number;
  /** All licenses, deleted ones too, after carrying out what has come due. */
  licenses: () => SandboxLicense[];
  ledger: () => LedgerEntry[];
  /** Money of an account in minor units. */
  balance: (login: string) => number;
  /** Calls received since the start, oldest first, secrets masked. */
  requests: () => RequestLogEntry[];
  /** Replaces the faults. */
  setFaults: (faults: readonly Fault[]) => void;
  clearFaults: () => void;
  /** The faults with the strikes that are left. */
  faults: () => Fault[];
  /** Changes timing, switches and guesses while running. */
  configure: (changes: SandboxChanges) => void;
  /** Moves the sandbox's clock forward by milliseconds; the offset survives a restart. */
  advance: (ms: number) => void;
  /** Adds money (minor units) to an account. */
  topUp: (login: string, amount: number) => void;
  /** Changes a license as the vendor's staff could. Throws when there is none. */
  patchLicense: (id: number, patch: LicensePatch) => void;
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
  return handleOf(engine, port, async () => {
    engine.close();
    await server.close();
  });
}

function handleOf(engine: Engine, port: number, close: () => Promise<void>): VendorSandbox {
  const settled = (): Engine['books']['state'] => {
    engine.settle();
    return engine.books.state;
  };
  return {
    url: `http://127.0.0.1:${port}/manager/billmgr`,
    port,
    orders: () => engine.books.state.orders,
    licenses: () => structuredClone(settled().licenses),
    ledger: () => structuredClone(settled().ledger),
    balance: (login) => balanceOf(settled(), login),
    requests: () => engine.log.list(),
    setFaults: (faults) => engine.faults.set(faults),
    clearFaults: () => engine.faults.set([]),
    faults: () => engine.faults.list(),
    configure: (changes) => changeSettings(engine.settings, changes),
    advance: (ms) => engine.advance(ms),
    topUp: (login, amount) => {
      const account = engine.settings.accounts.get(login);
      if (!account) throw new RangeError(`No such sandbox account: ${login}`);
      topUp(settled(), login, amount, account.currency, engine.now());
      engine.books.save();
    },
    patchLicense: (id, patch) => {
      const license = settled().licenses.find((candidate) => candidate.id === id);
      if (!license) throw new RangeError(`No such sandbox license: ${id}`);
      Object.assign(license, patch);
      engine.books.save();
    },
    close,
  };
}
