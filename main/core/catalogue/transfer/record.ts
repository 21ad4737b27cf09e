import type {
  Encoding,
  Import,
  ImportCounts,
  ImportSettings,
  Mapping,
  Reading,
} from '../../../../preload/api/catalogue-transfer.ts';
import { type StoredRun, undoneSoFar } from '../edits/store.ts';
import type { Store } from '../../store/index.ts';

/** What is known of a file; its reading and what follows from it once it was read. */
export interface Source {
  readonly size: number;
  readonly reading: Reading | null;
  readonly headers: readonly string[];
  readonly sample: readonly (readonly string[])[];
  readonly suggested: Mapping;
}
/** What an import came to, with the categories that it made. */
export type Counts = ImportCounts & { readonly made: readonly string[] };

export const noCounts: Counts = { create: 0, change: 0, unchanged: 0, refused: 0, categories: 0, made: [] };

export const sourceOf = (run: StoredRun): Source => JSON.parse(run.source) as Source;
export const settingsOf = (run: StoredRun): ImportSettings | null =>
  run.settings === null ? null : (JSON.parse(run.settings) as ImportSettings);
export const countsOf = (run: StoredRun): Counts | null =>
  run.counts === null ? null : (JSON.parse(run.counts) as Counts);

const unread: Reading = { encoding: 'utf-8' satisfies Encoding, delimiter: ',', hasHeader: true };

/** An import as screens show it. */
export function importOf(store: Store, run: StoredRun): Import {
  const source = sourceOf(run);
  const counts = countsOf(run);
  return {
    id: run.id,
    fileName: run.title,
    state: run.state,
    reading: source.reading ?? unread,
    headers: [...source.headers],
    sample: source.sample.map((row) => [...row]),
    rows: run.total,
    suggested: source.suggested,
    settings: settingsOf(run),
    counts:
      counts === null
        ? null
        : {
            create: counts.create,
            change: counts.change,
            unchanged: counts.unchanged,
            refused: counts.refused,
            categories: counts.categories,
          },
    done: run.done,
    takenBack: run.state === 'undoing' || run.state === 'undone' ? undoneSoFar(store, run.id) : null,
    askedBy: run.askedBy,
    createdAt: run.createdAt,
    finishedAt: run.finishedAt,
  };
}
