import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { paths } from '../../app/paths.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Skeleton } from '../../ui/index.ts';
import { MasterDetail } from '../../workbench/MasterDetail.tsx';
import { useDelayed } from '../../workbench/useDelayed.ts';
import { useOpen } from '../../workbench/useOpen.ts';
import { AccountsBar } from './AccountsBar.tsx';
import { FindingList } from './FindingList.tsx';
import { NoConnection } from './NoConnection.tsx';
import styles from './Page.module.css';
import { ReconciliationHeader } from './ReconciliationHeader.tsx';
import { RunControls } from './RunControls.tsx';
import { useAccounts } from './useAccount.ts';

/** Whether the vendor and our books agree, account by account, and what does not. */
export function FindingsPage() {
  const t = useTranslate();
  const { id, isOpen } = useOpen(paths.reconciliation);
  const { summary, accounts, error } = useAccounts();
  const isSlow = useDelayed(summary === undefined && error === null);
  const isRunning = accounts.some(({ running }) => running !== null);
  const hasAccounts = accounts.length > 0;
  return (
    <>
      <ReconciliationHeader
        current="findings"
        actions={hasAccounts ? <RunControls isRunning={isRunning} /> : undefined}
      />
      {error || isSlow ? (
        <div className={styles['page']}>{error ? <ErrorBanner error={error.error} /> : <Skeleton lines={4} />}</div>
      ) : null}
      {summary && !hasAccounts ? <NoConnection /> : null}
      {summary && hasAccounts ? (
        <>
          {/* Beside an open finding the room is for the finding. */}
          {isOpen ? null : <AccountsBar summary={summary} />}
          <MasterDetail
            name="reconciliation"
            listPath={paths.reconciliation}
            listLabel={t('reconciliation.tab.findings')}
            detailLabel={t('findings.detail')}
            isOpen={isOpen}
            list={<FindingList openId={id} isNarrow={isOpen} accounts={accounts} />}
          />
        </>
      ) : null}
    </>
  );
}
