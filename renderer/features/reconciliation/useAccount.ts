import type { z } from 'zod';
import type { ReconciliationAccount, ReconciliationSummary } from '../../../preload/api/reconciliation.ts';
import { useCall } from '../../app/query.ts';
import type { CallError } from '../../app/api.ts';
import { useViewValue } from '../../workbench/views.ts';

export interface Accounts {
  readonly summary: z.output<typeof ReconciliationSummary> | undefined;
  readonly error: CallError | null;
  readonly accounts: readonly ReconciliationAccount[];
  /** The account that is looked at; remembered on this desk. undefined: there is none, or it is not known yet. */
  readonly account: ReconciliationAccount | undefined;
  readonly choose: (connectionId: string) => void;
}

/** The vendor accounts, and the one that statement and outlook are about. */
export function useAccounts(): Accounts {
  const { data: summary, error } = useCall('reconciliation', 'summary', {});
  const accounts = summary?.accounts ?? [];
  const ids = accounts.map(({ connectionId }) => connectionId);
  const [chosen, choose] = useViewValue('reconciliation.account', ids[0] ?? '', ids);
  return { summary, error, accounts, account: accounts.find(({ connectionId }) => connectionId === chosen), choose };
}

/** An account by the names of its connections. */
export const accountName = ({ connectionNames }: ReconciliationAccount): string => connectionNames.join(', ');
