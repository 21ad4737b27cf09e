import type {
  FindingClass,
  FindingField,
  FindingProblem,
  FindingResolution,
} from '../../../preload/api/reconciliation.ts';
import type { OperationState } from '../../../preload/api/operations.ts';
import type { z } from 'zod';
import { before, type Store } from '../store/index.ts';
import type { OpenFinding } from './rules.ts';

/** A finding as it is stored, with the names that a page shows. */
export interface FindingRow {
  readonly id: string;
  readonly account: string;
  readonly connection_id: string;
  readonly connection_name: string;
  readonly run_id: string;
  readonly subject: string;
  readonly class: FindingClass;
  readonly field: FindingField | '';
  readonly problem: FindingProblem | '';
  readonly vendor_id: string;
  readonly license_id: string | null;
  readonly contract_product_id: string | null;
  readonly ours: string;
  readonly theirs: string;
  readonly operation_id: string | null;
  readonly operation_state: OperationState | null;
  readonly resolution: z.output<typeof FindingResolution> | null;
  readonly resolved_at: string | null;
  readonly resolved_by: string | null;
  readonly created_at: string;
  readonly found_by: string;
  readonly product_name: string;
  readonly client_name: string;
}

const select = `SELECT f.*, c.name AS connection_name, r.asked_by AS found_by, o.state AS operation_state,
    coalesce(p.product_name, '') AS product_name, coalesce(k.first_name || ' ' || k.last_name, '') AS client_name
  FROM reconciliation_finding f
  JOIN connection c ON c.id = f.connection_id
  JOIN reconciliation_run r ON r.id = f.run_id
  LEFT JOIN operation o ON o.id = f.operation_id
  LEFT JOIN contract_product p ON p.id = f.contract_product_id
  LEFT JOIN client k ON k.id = p.client_id`;

/** One finding, or undefined. */
export const findFinding = (store: Store, id: string): FindingRow | undefined =>
  store.get('reconciliation finding', `${select} WHERE f.id = @id`, { id });

/** The open findings of an account. */
export const openFindings = (
  store: Store,
  account: string,
): (OpenFinding & Pick<FindingRow, 'ours' | 'theirs' | 'problem'>)[] =>
  store.all(
    'reconciliation open findings',
    `SELECT id, subject, class, field, problem, ours, theirs FROM reconciliation_finding
      WHERE account = @account AND resolved_at IS NULL ORDER BY id`,
    { account },
  );

export interface FindingFilter {
  readonly account: string | undefined;
  /** Those that were open when a run ended. */
  readonly run: { readonly id: string; readonly account: string; readonly finishedAt: string } | undefined;
  readonly class: FindingClass | undefined;
  readonly field: FindingField | undefined;
  readonly resolved: boolean;
}

/** A page of findings, newest first, one more than `limit` where there are more. */
export function listFindings(
  store: Store,
  filter: FindingFilter,
  page: { readonly cursor: string | undefined; readonly limit: number },
): FindingRow[] {
  const { run } = filter;
  const account = run?.account ?? filter.account;
  const where = [
    'f.id < @before',
    ...(account === undefined ? [] : ['f.account = @account']),
    // `+`: of what one class or field is there are many, of open ones few.
    ...(filter.class === undefined ? [] : ['+f.class = @class']),
    ...(filter.field === undefined ? [] : ['+f.field = @field']),
    run
      ? 'f.run_id <= @runId AND (f.resolved_at IS NULL OR f.resolved_at > @finishedAt)'
      : `f.resolved_at IS ${filter.resolved ? 'NOT NULL' : 'NULL'}`,
  ];
  const shape = [account, run, filter.class, filter.field].map((each) => (each === undefined ? '-' : '+')).join('');
  return store.all(
    `reconciliation findings ${shape} ${filter.resolved}`,
    `${select} WHERE ${where.join(' AND ')} ORDER BY f.id DESC LIMIT @count`,
    {
      before: before(page.cursor),
      count: page.limit + 1,
      ...(account === undefined ? {} : { account }),
      ...(filter.class === undefined ? {} : { class: filter.class }),
      ...(filter.field === undefined ? {} : { field: filter.field }),
      ...(run ? { runId: run.id, finishedAt: run.finishedAt } : {}),
    },
  );
}

/** Open findings of an account by class. */
export const openCounts = (store: Store, account: string): { class: FindingClass; count: number }[] =>
  store.all(
    'reconciliation open counts',
    `SELECT class, count(*) AS count FROM reconciliation_finding
      WHERE account = @account AND resolved_at IS NULL GROUP BY class`,
    { account },
  );

/** The open finding that an operation is to correct, or undefined. */
export const findingOfOperation = (store: Store, operationId: string): { id: string } | undefined =>
  store.get(
    'reconciliation finding of operation',
    'SELECT id FROM reconciliation_finding WHERE operation_id = @operationId AND resolved_at IS NULL',
    { operationId },
  );

/** Who last changed a column of a record, and when, as the audit trail tells. */
export const lastChange = (
  store: Store,
  of: { readonly entity: 'license' | 'contract_product'; readonly id: string; readonly column: string },
): { at: string; by: string } | undefined =>
  store.get(
    'reconciliation last change',
    `SELECT at, actor AS "by" FROM audit_entry WHERE entity = @entity AND entity_id = @id
        AND json_type(changes, '$.' || @column) IS NOT NULL ORDER BY seq DESC LIMIT 1`,
    { ...of },
  );
