import { call } from '../../app/query.ts';
import type { OverdueInvoice, RenewalDue } from '../../../preload/api/reports.ts';

interface Rows {
  readonly renewals: RenewalDue;
  readonly overdue: OverdueInvoice;
}

/** Every row of a report that comes in pages, for a file. @throws CallError */
export async function everyRow<V extends keyof Rows>(verb: V, asked: object): Promise<Rows[V][]> {
  const read = call('reports', verb) as unknown as (input: object) => Promise<{
    readonly rows: readonly Rows[V][];
    readonly nextCursor: string | null;
  }>;
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
