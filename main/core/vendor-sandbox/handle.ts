import type { Engine } from './engine.ts';
import type { Fault } from './faults.ts';
import type { SandboxChanges } from './options.ts';
import { balanceOf, topUp } from './state.ts';
import type { LedgerEntry, RequestLogEntry, SandboxLicense } from './types.ts';

/** What a test may change behind the client's back, as staff of the vendor could. */
export type LicensePatch = Partial<
  Pick<
    SandboxLicense,
    'licname' | 'ip' | 'remoteid' | 'pricelist' | 'autoprolong' | 'status' | 'key' | 'expiredate' | 'webdomains'
  >
>;

/** What the owner of a sandbox sees and may do behind the client's back. All lists are copies; changing them changes nothing. */
export interface SandboxHandle {
  /** Committed orders since the books were opened, restarts included. */
  orders: () => number;
  /** All licenses, deleted ones too, after carrying out what has come due. */
  licenses: () => SandboxLicense[];
  ledger: () => LedgerEntry[];
  /** Money of an account in minor units. */
  balance: (login: string) => number;
  /** Calls received since the start, or after the one of this number, oldest first, secrets masked. */
  requests: (after?: number) => RequestLogEntry[];
  /** Replaces the faults. */
  setFaults: (faults: readonly Fault[]) => void;
  clearFaults: () => void;
  /** The faults with the strikes that are left. */
  faults: () => Fault[];
  /** Changes timing, switches and guesses while running, for every account that does not override them. */
  configure: (changes: SandboxChanges) => void;
  /** Replaces what one account overrides of them. Throws when there is no such account. */
  configureAccount: (login: string, overrides: SandboxChanges) => void;
  /** What holds for an account, or would with these overrides in the place of its own. Throws when there is no such account. */
  settings: (login: string, overrides?: SandboxChanges) => Required<SandboxChanges>;
  /** Epoch milliseconds on the sandbox's clock. */
  now: () => number;
  /** How far `advance` has moved that clock, in milliseconds. */
  clockOffsetMs: () => number;
  /** Moves the sandbox's clock forward by milliseconds; the offset survives a restart. */
  advance: (ms: number) => void;
  /** Adds money (minor units) to an account. */
  topUp: (login: string, amount: number) => void;
  /** Changes a license as the vendor's staff could. Throws when there is none. */
  patchLicense: (id: number, patch: LicensePatch) => void;
}

/** The owner's side of an engine. */
export function handleOf(engine: Engine): SandboxHandle {
  const settled = (): Engine['books']['state'] => {
    engine.settle();
    return engine.books.state;
  };
  return {
    orders: () => engine.books.state.orders,
    licenses: () => structuredClone(settled().licenses),
    ledger: () => structuredClone(settled().ledger),
    balance: (login) => balanceOf(settled(), login),
    requests: (after) => engine.log.list(after),
    setFaults: (faults) => engine.faults.set(faults),
    clearFaults: () => engine.faults.set([]),
    faults: () => engine.faults.list(),
    configure: (changes) => engine.settings.change(changes),
    configureAccount: (login, overrides) => engine.settings.override(login, overrides),
    settings: (login, overrides) => {
      const { timing, switches, guesses } =
        overrides === undefined ? engine.settings.of(login) : engine.settings.with(login, overrides);
      return structuredClone({ timing, switches, guesses });
    },
    now: () => engine.now(),
    clockOffsetMs: () => engine.books.state.clockOffsetMs,
    advance: (ms) => engine.advance(ms),
    topUp: (login, amount) => {
      const account = engine.settings.of(null).accounts.get(login);
      if (!account) throw new RangeError(`No such sandbox account: ${login}`);
      topUp(settled(), login, amount, account.currency, engine.now());
      engine.books.save();
    },
    patchLicense: (id, patch) => {
      const license = settled().licenses.find((candidate) => candidate.id === id);
      if (!license) throw new RangeError(`No such sandbox license: ${id}`);
      Object.assign(license, patch);
      if (patch.status !== undefined) {
        // Staff of the vendor set a status for good: nothing goes on that was running, and what they stopped is not for a renewal to start.
        license.pending = null;
        license.stoppedBy = patch.status === 3 ? 'client' : null;
      }
      engine.books.save();
    },
  };
}
