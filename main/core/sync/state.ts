import type { Store } from '../store/index.ts';
import { noSum } from './checksum.ts';

/** What a desk remembers of its hub, in `sync_state`. All of it moves in the transaction of what it is about. */
export interface DeskMemory {
  readonly deskId: string;
  readonly workspaceId: string;
  readonly epoch: string;
  /** Newest `seq` of the hub that is stored here. */
  readonly cursor: number;
  /** Newest `deskSeq` that was given out. */
  readonly deskSeq: number;
  readonly hlc: string;
  /** Of the shadow, at `cursor`. */
  readonly checksum: string;
  /** Hub's time − this clock, ms, as it was last measured. */
  readonly offset: number;
  readonly generation: number;
  /** Where the snapshot that is under way goes on, as JSON; '' where none is. */
  readonly snapshot: string;
  /** Table and id up to which what was here before joining has been made into changes, as JSON; '' where it is done. */
  readonly upload: string;
  readonly schema: number;
  /** Epoch of the hub that was told what this desk was granted. */
  readonly granted: string;
  readonly lastContact: string;
  /** How often the confirmed values were not the hub's although all of its log was here, and were fetched anew. */
  readonly repairs: number;
  /** What a person has not read yet (`news.ts`), as JSON; '': nothing. */
  readonly news: string;
  /** When this desk last asked the hub to compact its log, by the hub's clock; '': never. */
  readonly compacted: string;
  /** Highest number of each series of which this desk has heard from its hub, as JSON; '': none. */
  readonly series: string;
}

const empty: DeskMemory = {
  deskId: '',
  workspaceId: '',
  epoch: '',
  cursor: 0,
  deskSeq: 0,
  hlc: '',
  checksum: noSum,
  offset: 0,
  generation: 0,
  snapshot: '',
  upload: '',
  schema: 0,
  granted: '',
  lastContact: '',
  repairs: 0,
  news: '',
  compacted: '',
  series: '',
};

/** What the desk remembers, or null where it never joined a hub. */
export function memory(store: Store): DeskMemory | null {
  const rows = store.all<{ key: keyof DeskMemory; value: string }>('sync state', 'SELECT key, value FROM sync_state');
  if (rows.length === 0) return null;
  const found: Record<string, string | number> = { ...empty };
  for (const { key, value } of rows) found[key] = typeof empty[key] === 'number' ? Number(value) : value;
  return found as unknown as DeskMemory;
}

/** As `memory`, where the desk has joined. */
export function joined(store: Store): DeskMemory {
  const found = memory(store);
  if (!found) throw new Error('this desk has not joined a hub');
  return found;
}

/** Remembers; inside the caller's transaction. */
export function remember(store: Store, changes: Partial<DeskMemory>): void {
  const statement = store.statement(
    'sync state set',
    () => 'INSERT INTO sync_state VALUES (@key, @value) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  for (const [key, value] of Object.entries(changes)) statement.run({ key, value: String(value) });
}

type Series = Readonly<Record<string, number>>;

/** Highest number of each series of which this desk has heard, whoever got it. */
export const knownSeries = ({ series }: Pick<DeskMemory, 'series'>): Series =>
  series === '' ? {} : (JSON.parse(series) as Series);

/** What a hub says of its series, over what is known: a hub that was put back says less, and takes nothing back. */
export function heardSeries(before: Series, told: Series = {}): string {
  const all = { ...before };
  for (const [key, last] of Object.entries(told)) all[key] = Math.max(all[key] ?? 0, last);
  return JSON.stringify(all);
}

/** Milliseconds of the hub's clock, as far as this desk knows it: a wrong clock of this computer is corrected. */
export const hubNow = (store: Store, offset: number): number => store.clock.now().getTime() + offset;
