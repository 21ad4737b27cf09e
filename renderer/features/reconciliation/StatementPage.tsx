import { useMutation } from '@tanstack/react-query';
import { FileDown, ReceiptText, RefreshCw } from 'lucide-react';
import type { ErrorCode } from '../../../preload/api/errors.ts';
import type { CallError } from '../../app/api.ts';
import { ErrorBanner, errorText } from '../../app/ErrorBanner.tsx';
import { useAction, useCall } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { formatRelative } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Banner, Button, EmptyState, Skeleton } from '../../ui/index.ts';
import { FilterChips } from '../../workbench/FilterChips.tsx';
import { useDelayed } from '../../workbench/useDelayed.ts';
import { useMay } from '../../workbench/useMay.ts';
import { useNow } from '../../workbench/useNow.ts';
import { useViewValue } from '../../workbench/views.ts';
import { AccountChoice } from './AccountChoice.tsx';
import { exportStatement } from './export-statement.ts';
import { NoConnection } from './NoConnection.tsx';
import styles from './Page.module.css';
import { ReconciliationHeader } from './ReconciliationHeader.tsx';
import { StatementRows } from './StatementRows.tsx';
import { StatementSums } from './StatementSums.tsx';
import { accountName, useAccounts } from './useAccount.ts';

const times = ['30', '90', '365', 'all'] as const;
const dayMs = 86_400_000;

/** The first day of a time that ends today; undefined: the core's own, a year. */
function firstDay(time: string): string | undefined {
  if (time === 'all') return '2000-01-01';
  return time === '365' ? undefined : new Date(Date.now() - Number(time) * dayMs).toISOString().slice(0, 10);
}

/** What the vendor charged and was paid, with what stands behind it, and whether it adds up. */
export function StatementPage() {
  const t = useTranslate();
  const locale = useLocaleCode();
  const now = useNow();
  const may = useMay();
  const accounts = useAccounts();
  const { account, summary } = accounts;
  const [time, setTime] = useViewValue('statement.time', '90', times);
  const connectionId = account?.connectionId ?? '';
  const from = firstDay(time);
  const asked = { connectionId, ...(from === undefined ? {} : { from }) };
  const { data, error, isPending } = useCall(
    'reconciliation',
    'statement',
    { ...asked, limit: 1 },
    { enabled: account !== undefined },
  );
  const read = useAction('reconciliation', 'readStatement');
  const save = useMutation<boolean, CallError>({
    networkMode: 'always',
    mutationFn: () =>
      exportStatement(asked, {
        t,
        locale,
        name: `${t('statement.csv.name')} ${account ? accountName(account) : ''}`,
      }),
    onSuccess: (saved) => {
      if (saved) toasts.add({ tone: 'success', text: t('statement.exported') });
    },
  });
  const isSlow = useDelayed(isPending && account !== undefined);
  const isEmpty = summary !== undefined && accounts.accounts.length === 0;
  const readNow = (
    <Button
      variant="primary"
      icon={RefreshCw}
      isBusy={read.isPending}
      whyDisabled={may('operations.read')}
      onPress={() => read.mutate({ connectionId })}
    >
      {t('statement.read')}
    </Button>
  );
  const isRead = data !== undefined && data.readAt !== null;
  return (
    <>
      <ReconciliationHeader
        current="statement"
        actions={
          isRead ? (
            <>
              <Button icon={FileDown} isBusy={save.isPending} onPress={() => save.mutate()}>
                {t('statement.export')}
              </Button>
              {readNow}
            </>
          ) : undefined
        }
      />
      {isEmpty ? <NoConnection /> : null}
      {isEmpty ? null : (
        <div className={styles['page']} aria-busy={isPending}>
          {account ? (
            <div className={styles['bar']}>
              <AccountChoice {...accounts} />
              <FilterChips
                label={t('statement.time')}
                value={time}
                onChange={setTime}
                options={times.map((id) => ({ id, label: t(`statement.time.${id}`) }))}
              />
              {data?.readAt ? (
                <span className={styles['aside']}>
                  {t('statement.readAt', { when: formatRelative(data.readAt, now, locale) })}
                </span>
              ) : null}
            </div>
          ) : null}
          {[accounts.error, error, read.error, save.error].map((each) =>
            each ? <ErrorBanner key={each.error.traceId} error={each.error} /> : null,
          )}
          {data?.errorCode && read.error === null ? (
            <Banner tone="unknown" title={t(isRead ? 'statement.failed' : 'reconciliation.failed')}>
              {errorText(t, { code: data.errorCode as ErrorCode, params: { message: '' } })}
            </Banner>
          ) : null}
          {isSlow ? <Skeleton lines={6} /> : null}
          {data && !isRead ? (
            <EmptyState icon={ReceiptText} title={t('statement.never')} action={readNow}>
              {t('statement.never.text')}
            </EmptyState>
          ) : null}
          {data && isRead ? (
            <>
              <StatementSums statement={data} />
              <StatementRows flagged={data.flagged} asked={asked} />
            </>
          ) : null}
        </div>
      )}
    </>
  );
}
