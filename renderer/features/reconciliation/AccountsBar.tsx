import type { z } from 'zod';
import {
  ReconciliationSchedule,
  type ReconciliationAccount,
  type ReconciliationRun,
  type ReconciliationSummary,
} from '../../../preload/api/reconciliation.ts';
import { errorText } from '../../app/ErrorBanner.tsx';
import type { ErrorCode } from '../../../preload/api/errors.ts';
import { useAction } from '../../app/query.ts';
import { formatRelative } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate, type Translate } from '../../i18n/provider.tsx';
import { Select, Spinner, StatusBadge, type StatusTone } from '../../ui/index.ts';
import { useMoneyText } from '../../workbench/Money.tsx';
import { useMay } from '../../workbench/useMay.ts';
import { useNow } from '../../workbench/useNow.ts';
import { When } from '../../workbench/When.tsx';
import styles from './AccountsBar.module.css';
import { accountName } from './useAccount.ts';
import { byText } from './values.tsx';

/** How the accounts stood when they were compared last, and when that is done next. */
export function AccountsBar({ summary }: { summary: z.output<typeof ReconciliationSummary> }) {
  const t = useTranslate();
  return (
    <section aria-label={t('reconciliation.accounts')} className={styles['bar']}>
      <ul className={styles['accounts']}>
        {summary.accounts.map((account) => (
          <Account key={account.connectionId} account={account} />
        ))}
      </ul>
      <Schedule schedule={summary.schedule} nextRunAt={summary.nextRunAt} />
    </section>
  );
}

function Account({ account }: { account: ReconciliationAccount }) {
  const t = useTranslate();
  const { lastRun, running } = account;
  const name = accountName(account);
  return (
    <li className={styles['account']}>
      <div className={styles['line']}>
        <span className={styles['name']} title={name}>
          {name}
        </span>
        {running ? (
          <span className={styles['running']}>
            <Spinner size="small" label={t('reconciliation.running')} />
            {t(running.deep ? 'reconciliation.running.deep' : 'reconciliation.running')}
          </span>
        ) : (
          <span className={styles['when']}>
            {lastRun === null ? (
              t('reconciliation.never')
            ) : (
              <>
                {t(lastRun.state === 'failed' ? 'reconciliation.failed' : 'reconciliation.compared')}{' '}
                <When at={lastRun.startedAt} /> {byText(t, lastRun.askedBy)}
              </>
            )}
          </span>
        )}
      </div>
      {lastRun === null ? null : <Counts run={lastRun} account={account} />}
    </li>
  );
}

const tones: readonly (readonly [keyof ReconciliationRun['counts'], StatusTone])[] = [
  ['matched', 'success'],
  ['drifted', 'warning'],
  ['orphan', 'warning'],
  ['missing', 'danger'],
  ['underWay', 'info'],
  ['notAsked', 'unknown'],
];

function Counts({ run, account }: { run: ReconciliationRun; account: ReconciliationAccount }) {
  const t = useTranslate();
  const money = useMoneyText();
  const orphans = account.orphanCost.map(money).join(' + ');
  return (
    <>
      <div className={styles['counts']}>
        {tones
          .filter(([name]) => run.counts[name] > 0 || (name === 'matched' && run.state === 'done'))
          .map(([name, tone]) => (
            <StatusBadge
              key={name}
              tone={tone}
              label={
                name === 'orphan' && orphans !== ''
                  ? t('reconciliation.count.orphanCost', { count: run.counts.orphan, sum: orphans })
                  : t(`reconciliation.count.${name}`, { count: run.counts[name] })
              }
            />
          ))}
      </div>
      {notes(t, run).map((note) => (
        <p key={note} className={styles['note']}>
          {note}
        </p>
      ))}
    </>
  );
}

/** What else is to be known of a comparison: why it failed, what is left for the next one. */
export function notes(t: Translate, run: ReconciliationRun): string[] {
  const reason = (code: string): string =>
    errorText(t, { code: code as ErrorCode, params: { message: run.vendorMessage ?? '' } });
  return [
    ...(run.errorCode === null ? [] : [reason(run.errorCode)]),
    ...(run.ledgerErrorCode === null
      ? []
      : [t('reconciliation.ledgerFailed', { reason: reason(run.ledgerErrorCode) })]),
    ...(run.keysLeft === 0 ? [] : [t('reconciliation.keysLeft', { count: run.keysLeft })]),
  ];
}

function Schedule({ schedule, nextRunAt }: Pick<z.output<typeof ReconciliationSummary>, 'schedule' | 'nextRunAt'>) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const now = useNow();
  const may = useMay();
  const set = useAction('reconciliation', 'setSchedule');
  const next =
    nextRunAt === null
      ? undefined
      : Date.parse(nextRunAt) <= now
        ? t('reconciliation.next.soon')
        : t('reconciliation.next', { when: formatRelative(nextRunAt, now, locale) });
  return (
    <Select
      label={t('reconciliation.schedule')}
      className={styles['schedule']}
      options={ReconciliationSchedule.options.map((id) => ({ id, label: t(`reconciliation.schedule.${id}`) }))}
      value={schedule}
      description={next}
      isDisabled={may('operations.decide') !== undefined}
      onChange={(id) => set.mutate({ schedule: id as ReconciliationSchedule })}
    />
  );
}
