import type { Commission } from '../../../preload/api/affiliates.ts';
import type { OverdueInvoice, RenewalDue } from '../../../preload/api/reports.ts';
import { call } from '../../app/query.ts';

interface Rows {
  readonly renewals: RenewalDue;
  readonly overdue: OverdueInvoice;
  readonly commissions: Commission;
}
type Read<T> = (input: object) => Promise<{ readonly rows: readonly T[]; readonly nextCursor: string | null }>;

const reads = {
  renewals: call('reports', 'renewals'),
  overdue: call('reports', 'overdue'),
  commissions: call('affiliates', 'commissions'),
} as const;

/** Every row of a report that comes in pages, for a file. @throws CallError */
export async function everyRow<V extends keyof Rows>(verb: V, asked: object = {}): Promise<Rows[V][]> {
  const read = reads[verb] as unknown as Read<Rows[V]>;
  const rows: Rows[V][] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof read>> = await read({
      ...asked,
      limit: 200,
      ...(cursor === null ? {} : { cursor }),
    });
    rows.push(...page.rows);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return rows;
}
