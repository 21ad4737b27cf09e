import type { HubTransport, LoggedChange } from '../../../main/core/sync/transport.ts';
import { MemoryHub } from '../../unit/support/memory-hub.ts';
import type { HubPlants, Workspace } from '../../unit/support/memory-workspace.ts';

/** What the judge looks at. */
export type HubLook = Pick<Workspace, 'head' | 'skipped' | 'registers' | 'past'> & {
  readonly desks: { readonly size: number; has(deskId: string): boolean };
  readonly granted: { keys(): Iterable<string> };
};

/** A hub as a history needs it: in memory, or in PostgreSQL. */
export interface SimulatedHub {
  /** As it was at the last look. */
  readonly state: HubLook;
  /** Open questions, the oldest first, at the last look. */
  readonly parked: readonly Pick<LoggedChange, 'seq' | 'entity' | 'rowId'>[];
  deskId(at: number): string;
  /** Before anything is said: the hub knows these desks. */
  open(deskIds: readonly string[]): Promise<void>;
  connect(deskId: string): HubTransport;
  look(): Promise<void>;
  /** What it resolves to puts the hub back to now, and says so to everybody. */
  backup(): Promise<() => Promise<void>>;
  /** Forgets the log up to a number, whoever has it, as far as desks and open questions do not need it. */
  compact(upTo: number): Promise<void>;
  close(): Promise<void>;
}

/** The hub in memory, whose clock is the history's. */
export function memoryHub(now: () => number, plants: HubPlants): SimulatedHub {
  const hub = new MemoryHub({ now, plants });
  return {
    get state() {
      return hub.state;
    },
    get parked() {
      return hub.parked;
    },
    deskId: (at) => `desk-${at}`,
    open: async () => {},
    connect: (deskId) => hub.connect(deskId),
    look: async () => {},
    async backup() {
      const copy = hub.backup();
      return async () => hub.restore(copy);
    },
    compact: async (upTo) => hub.compact(upTo),
    close: async () => {},
  };
}

/** Makes the hub of one history, whose clock tells the history's time. */
export type MakeHub = (now: () => number, plants: HubPlants) => SimulatedHub;
