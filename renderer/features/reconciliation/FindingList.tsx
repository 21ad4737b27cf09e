import { CalendarCheck, CircleCheck, Scale } from 'lucide-react';
import { useState } from 'react';
import { FindingClass, FindingField, type ReconciliationAccount } from '../../../preload/api/reconciliation.ts';
import { paths } from '../../app/paths.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Button, EmptyState, Select } from '../../ui/index.ts';
import { FilterChips } from '../../workbench/FilterChips.tsx';
import { RecordTable } from '../../workbench/RecordTable.tsx';
import { useMay } from '../../workbench/useMay.ts';
import { usePages } from '../../workbench/usePages.ts';
import { useViewValue } from '../../workbench/views.ts';
import { findingColumns } from './columns.tsx';
import { DatesDialog } from './DatesDialog.tsx';
import styles from './FindingList.module.css';
import { findingTitle, findingTone } from './statuses.tsx';
import { accountName } from './useAccount.ts';

const classes = ['all', ...FindingClass.options] as const;
const fields = ['any', ...FindingField.options] as const;
const shown = ['open', 'resolved'] as const;

export interface FindingListProps {
  openId: string | undefined;
  isNarrow: boolean;
  accounts: readonly ReconciliationAccount[];
}

/** Findings, newest first, by class and field. Beside an open one only what tells them apart. */
export function FindingList({ openId, isNarrow, accounts }: FindingListProps) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const may = useMay();
  const [name, setName] = useViewValue('findings.class', 'all', classes);
  const [field, setField] = useViewValue('findings.field', 'any', fields);
  const [state, setState] = useViewValue('findings.shown', 'open', shown);
  const ids = accounts.map(({ connectionId }) => connectionId);
  const [account, setAccount] = useViewValue('findings.account', 'all', ['all', ...ids]);
  const [isCorrecting, setCorrecting] = useState(false);
  const isResolved = state === 'resolved';
  // Only what differs has a field.
  const hasField = name === 'all' || name === 'drifted';
  const pages = usePages('reconciliation', 'findings', {
    resolved: isResolved,
    ...(name === 'all' ? {} : { class: name }),
    ...(field === 'any' || !hasField ? {} : { field }),
    ...(account === 'all' ? {} : { connectionId: account }),
  });
  const isFiltered = name !== 'all' || (hasField && field !== 'any') || account !== 'all';
  const clear = (): void => {
    setName('all');
    setField('any');
    setAccount('all');
  };
  const hasDates = !isResolved && pages.rows.some((row) => row.field === 'expiry' && row.state !== 'fixing');
  return (
    <div className={styles['list']} data-narrow={isNarrow || undefined}>
      <div className={styles['filters']}>
        <FilterChips
          label={t('findings.shown')}
          value={state}
          onChange={setState}
          options={shown.map((id) => ({ id, label: t(`findings.${id}`) }))}
        />
        <FilterChips
          label={t('findings.class')}
          value={name}
          onChange={setName}
          options={classes.map((id) => ({ id, label: t(id === 'all' ? 'findings.all' : `findings.class.${id}`) }))}
        />
        {hasField ? (
          <Select
            label={t('findings.field')}
            hideLabel
            className={styles['choice']}
            options={fields.map((id) => ({
              id,
              label: t(id === 'any' ? 'findings.field.any' : `finding.field.${id}`),
            }))}
            value={field}
            onChange={setField}
          />
        ) : null}
        {accounts.length > 1 && !isNarrow ? (
          <Select
            label={t('findings.account')}
            hideLabel
            className={styles['choice']}
            options={[
              { id: 'all', label: t('findings.account.all') },
              ...accounts.map((each) => ({ id: each.connectionId, label: accountName(each) })),
            ]}
            value={account}
            onChange={setAccount}
          />
        ) : null}
        {hasDates && !isNarrow ? (
          <Button
            size="small"
            icon={CalendarCheck}
            whyDisabled={may('operations.decide')}
            onPress={() => setCorrecting(true)}
          >
            {t('findings.dates')}
          </Button>
        ) : null}
      </div>
      <RecordTable
        label={t('reconciliation.tab.findings')}
        pages={pages}
        columns={findingColumns(t, locale, { isNarrow, isResolved })}
        rowText={(row) => `${findingTitle(t, row)} ${row.vendorId}`}
        rowTone={(row) =>
          row.state === 'refused' || (row.state === 'open' && findingTone(row) === 'danger') ? 'danger' : undefined
        }
        openId={openId}
        pathOf={paths.finding}
        dependencies={[locale]}
        empty={
          isFiltered ? (
            <EmptyState
              icon={Scale}
              title={t('findings.noResults')}
              action={<Button onPress={clear}>{t('findings.showAll')}</Button>}
            />
          ) : isResolved ? (
            <EmptyState icon={Scale} title={t('findings.noneResolved')} />
          ) : accounts.every(({ lastRun }) => lastRun === null) ? (
            <EmptyState icon={Scale} title={t('findings.empty.never')}>
              {t('findings.empty.never.text')}
            </EmptyState>
          ) : (
            <EmptyState icon={CircleCheck} title={t('findings.empty')}>
              {t('findings.empty.text')}
            </EmptyState>
          )
        }
      />
      {isCorrecting ? <DatesDialog onClose={() => setCorrecting(false)} /> : null}
    </div>
  );
}
