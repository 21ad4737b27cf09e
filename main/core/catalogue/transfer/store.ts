import type { RowProblem } from '../../../../preload/api/catalogue-transfer.ts';
import type { Store } from '../../store/index.ts';
import type { Parts } from './decode.ts';

/** How many bytes and parts of a file came in. */
export const received = (store: Store, runId: string): { parts: number; bytes: number } =>
  store.get<{ parts: number; bytes: number }>(
    'import parts received',
    'SELECT count(*) AS parts, coalesce(sum(length(content)), 0) AS bytes FROM catalogue_run_part WHERE run_id = @runId',
    { runId },
  ) ?? { parts: 0, bytes: 0 };

/** The bytes of a file, a part at a time: no more than one of them is in memory. */
export const partsOf = (store: Store, runId: string): Parts =>
  function* () {
    for (let position = 0; ; position += 1) {
      const part = store.get<{ content: Uint8Array }>(
        'import part',
        'SELECT content FROM catalogue_run_part WHERE run_id = @runId AND position = @position',
        { runId, position },
      );
      if (!part) return;
      yield part.content;
    }
  };

const idsIn = (store: Store, table: string, runId: string, count: number): string[] =>
  store
    .all<{ id: string }>(`ids of ${table}`, `SELECT id FROM ${table} WHERE run_id = @runId LIMIT @count`, {
      runId,
      count,
    })
    .map((row) => row.id);
export const partIds = (store: Store, runId: string, count: number): string[] =>
  idsIn(store, 'catalogue_run_part', runId, count);
export const refusalIds = (store: Store, runId: string, count: number): string[] =>
  idsIn(store, 'catalogue_run_refusal', runId, count);

export interface StoredRefusal {
  readonly id: string;
  readonly position: number;
  readonly line: number;
  readonly problems: RowProblem[];
  readonly cells: string[];
}

/** Refused rows in the order of the file behind a place, one more than `limit` where there are more. */
export const refusalsAfter = (store: Store, runId: string, after: number, limit: number): StoredRefusal[] =>
  store
    .all<Omit<StoredRefusal, 'problems' | 'cells'> & { problems: string; cells: string }>(
      'import refusals',
      `SELECT id, position, line, problems, cells FROM catalogue_run_refusal
        WHERE run_id = @runId AND position > @after ORDER BY position LIMIT @count`,
      { runId, after, count: limit + 1 },
    )
    .map((row) => ({
      ...row,
      problems: JSON.parse(row.problems) as RowProblem[],
      cells: JSON.parse(row.cells) as string[],
    }));
