import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { useCall } from '../../app/query.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { PageHeader, Skeleton } from '../../ui/index.ts';
import { useDelayed } from '../../workbench/useDelayed.ts';
import { AlarmsCard } from '../automation/AlarmsCard.tsx';
import { FindingsCard } from '../reconciliation/FindingsCard.tsx';
import { SandboxSetup } from '../first-run/SandboxSetup.tsx';
import { Attention } from './Attention.tsx';
import { AwaitingDetails } from './AwaitingDetails.tsx';
import { Balances } from './Balances.tsx';
import { CancellationRequests } from './CancellationRequests.tsx';
import { Counts } from './Counts.tsx';
import styles from './DashboardPage.module.css';
import { FirstSale } from './FirstSale.tsx';
import { PromoRefusals } from './PromoRefusals.tsx';
import { RecentOrders } from './RecentOrders.tsx';

/** The first page: what needs a person, what comes next, and how things stand. */
export function DashboardPage() {
  const t = useTranslate();
  const { data, error, isPending } = useCall('dashboard', 'get', {});
  const { data: state } = useCall('app', 'state', {});
  const isSlow = useDelayed(isPending);
  const isFirstSale = data !== undefined && Object.values(data.steps).includes(false);
  const needsSandboxAccount = state?.environment === 'sandbox' && data?.steps.connection === false;
  const isLicenseComing = data !== undefined && data.steps.order && data.counts.awaitingPayment === 0;
  return (
    <>
      <PageHeader title={t('nav.dashboard')} />
      <div className={styles['body']} aria-busy={isPending}>
        {error ? <ErrorBanner error={error.error} /> : null}
        {isSlow ? (
          <>
            <Skeleton height={78} />
            <Skeleton height={240} />
          </>
        ) : null}
        {data === undefined ? null : (
          <>
            {needsSandboxAccount ? <SandboxSetup /> : null}
            {data.attention.length > 0 ? <Attention operations={data.attention} /> : null}
            <AwaitingDetails count={data.counts.awaitingDetails} />
            <CancellationRequests count={data.counts.cancellationRequests} />
            <PromoRefusals />
            <AlarmsCard />
            <FindingsCard />
            {isFirstSale ? (
              <FirstSale steps={data.steps} isNextOffered={needsSandboxAccount} isLicenseComing={isLicenseComing} />
            ) : null}
            <Counts counts={data.counts} />
            <div className={styles['columns']}>
              <RecentOrders orders={data.recentOrders} steps={data.steps} />
              <Balances balances={data.balances} />
            </div>
          </>
        )}
      </div>
    </>
  );
}
