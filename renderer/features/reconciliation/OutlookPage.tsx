import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { useCall } from '../../app/query.ts';
import { Skeleton } from '../../ui/index.ts';
import { useDelayed } from '../../workbench/useDelayed.ts';
import { AccountChoice } from './AccountChoice.tsx';
import { BalanceCard } from './BalanceCard.tsx';
import { NoConnection } from './NoConnection.tsx';
import styles from './Page.module.css';
import { ReconciliationHeader } from './ReconciliationHeader.tsx';
import { RenewalsCard } from './RenewalsCard.tsx';
import { useAccounts } from './useAccount.ts';

/** What an account has, what will end, and until when the one pays for the other. */
export function OutlookPage() {
  const accounts = useAccounts();
  const { account, summary } = accounts;
  const { data, error, isPending } = useCall(
    'reconciliation',
    'outlook',
    { connectionId: account?.connectionId ?? '' },
    { enabled: account !== undefined },
  );
  const isSlow = useDelayed(isPending && account !== undefined);
  const isEmpty = summary?.accounts.length === 0;
  return (
    <>
      <ReconciliationHeader current="outlook" />
      {isEmpty ? <NoConnection /> : null}
      {isEmpty ? null : (
        <div className={styles['page']} aria-busy={isPending}>
          {accounts.accounts.length > 1 ? (
            <div className={styles['bar']}>
              <AccountChoice {...accounts} />
            </div>
          ) : null}
          {[accounts.error, error].map((each) =>
            each ? <ErrorBanner key={each.error.traceId} error={each.error} /> : null,
          )}
          {isSlow ? <Skeleton height={260} /> : null}
          {data ? (
            <>
              <RenewalsCard outlook={data} isCompared={account?.lastRun !== null} />
              <BalanceCard outlook={data} />
            </>
          ) : null}
        </div>
      )}
    </>
  );
}
