import type { ImportState, KeptCode, KeptProduct } from '../../../../preload/api/catalogue-transfer.ts';
import type { Store } from '../../store/index.ts';

/** The place of a product in its category. */
export const positionOf = (store: Store, productId: string): string | null =>
  store.get<{ position: string }>('position of product', 'SELECT position FROM product WHERE id = @productId', {
    productId,
  })?.position ?? null;

/**
 * Whether a product is not any more what it was made as, or something else points at it. Its own row says it by
 * its stamps; any part that an import does not make says it by being there. Prices are for the caller to compare.
 */
export function isWorkedOn(
  store: Store,
  productId: string,
): Extract<KeptCode, 'changed_since' | 'used_elsewhere'> | null {
  const found = store.get<{ changed: number; used: number }>(
    'product worked on',
    `SELECT p.updated_at <> p.created_at
        OR EXISTS (SELECT 1 FROM future_price f WHERE f.product_id = p.id)
        OR EXISTS (SELECT 1 FROM product_option o WHERE o.product_id = p.id AND o.deleted_at IS NULL)
        OR EXISTS (SELECT 1 FROM product_image i WHERE i.product_id = p.id)
        OR EXISTS (SELECT 1 FROM bundle_component b WHERE b.bundle_id = p.id)
        OR EXISTS (SELECT 1 FROM recommendation e WHERE e.product_id = p.id)
        OR EXISTS (SELECT 1 FROM translation t WHERE t.entity_id = p.id) AS changed,
      EXISTS (SELECT 1 FROM recommendation e WHERE e.recommended_product_id = p.id)
        OR EXISTS (SELECT 1 FROM product o WHERE o.trial_migrate_product_id = p.id AND o.deleted_at IS NULL) AS used
      FROM product p WHERE p.id = @productId`,
    { productId },
  );
  if (!found) return null;
  return found.changed === 1 ? 'changed_since' : found.used === 1 ? 'used_elsewhere' : null;
}

/** A run as it is stored. */
export interface StoredRun {
  readonly id: string;
  readonly kind: 'file' | 'edit';
  readonly state: ImportState;
  readonly title: string;
  readonly askedBy: string;
  readonly total: number;
  readonly done: number;
  /** JSON. */
  readonly counts: string | null;
  readonly source: string;
  readonly settings: string | null;
  readonly createdAt: string;
  readonly finishedAt: string | null;
}
const runColumns = `id, kind, state, title, asked_by AS askedBy, total, done, counts, source, settings,
  created_at AS createdAt, finished_at AS finishedAt`;

export const findRun = (store: Store, kind: StoredRun['kind'], id: string): StoredRun | undefined =>
  store.get('catalogue run', `SELECT ${runColumns} FROM catalogue_run WHERE id = @id AND kind = @kind`, { id, kind });

/** Imports that were run, newest first, one more than `limit` where there are more. */
export const listRuns = (store: Store, before: string, limit: number): StoredRun[] =>
  store.all(
    'catalogue runs',
    `SELECT ${runColumns} FROM catalogue_run WHERE kind = 'file'
      AND state IN ('running', 'stopped', 'done', 'undoing', 'undone') AND id < @before ORDER BY id DESC LIMIT @count`,
    { before, count: limit + 1 },
  );

export const runsIn = (store: Store, states: readonly ImportState[]): StoredRun[] =>
  store.all(
    'catalogue runs in states',
    `SELECT ${runColumns} FROM catalogue_run WHERE state IN (SELECT value FROM json_each(@states))`,
    { states: JSON.stringify(states) },
  );

export interface StoredEdit {
  readonly id: string;
  readonly position: number;
  readonly productId: string;
  /** JSON of an `Edit`, or of the prices that a product was made with. */
  readonly edit: string;
}
/** What is not taken back yet, the last first. */
export const editsToUndo = (store: Store, runId: string, count: number): StoredEdit[] =>
  store.all(
    'catalogue edits to undo',
    `SELECT id, position, product_id AS productId, edit FROM catalogue_run_edit
      WHERE run_id = @runId AND state = 'done' ORDER BY position DESC LIMIT @count`,
    { runId, count },
  );

export const undoneSoFar = (store: Store, runId: string): { undone: number; kept: number } => {
  const rows = store.all<{ state: string; n: number }>(
    'catalogue edits by state',
    'SELECT state, count(*) AS n FROM catalogue_run_edit WHERE run_id = @runId GROUP BY state',
    { runId },
  );
  const of = (state: string): number => rows.find((row) => row.state === state)?.n ?? 0;
  return { undone: of('undone'), kept: of('kept') };
};

/** A page of products that stay as they are after an undo, in the order of the run. The cursor is a place in it. */
export function keptProducts(
  store: Store,
  runId: string,
  after: number,
  limit: number,
): { rows: KeptProduct[]; next: number | null } {
  const found = store.all<KeptProduct & { position: number }>(
    'catalogue edits kept',
    `SELECT e.id, e.position, e.product_id AS productId, p.name, e.code FROM catalogue_run_edit e
      JOIN product p ON p.id = e.product_id
      WHERE e.run_id = @runId AND e.state = 'kept' AND e.position > @after ORDER BY e.position LIMIT @count`,
    { runId, after, count: limit + 1 },
  );
  const kept = found.slice(0, limit);
  return {
    rows: kept.map(({ id, productId, name, code }) => ({ id, productId, name, code })),
    next: found.length > limit ? (kept.at(-1)?.position ?? null) : null,
  };
}

/** Products that a run changed or made, for going on with it. */
export const editedProducts = (store: Store, runId: string): string[] =>
  store
    .all<{ id: string }>(
      'catalogue edits of run',
      'SELECT product_id AS id FROM catalogue_run_edit WHERE run_id = @runId',
      { runId },
    )
    .map((row) => row.id);
