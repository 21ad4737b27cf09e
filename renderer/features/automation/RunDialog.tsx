import type { AutomationRun, AutomationStep } from '../../../preload/api/automation.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { formatDate, formatInstant, type Locale } from '../../i18n/format.ts';
import { type Translate, useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Button, Dialog, Link, StaticTable, type TableColumn } from '../../ui/index.ts';
import { MoreButton } from '../../workbench/MoreButton.tsx';
import { numberText } from '../../workbench/number.tsx';
import { usePages } from '../../workbench/usePages.ts';
import styles from './Page.module.css';
import { kindText, recordPath, StepBadge, whyText } from './words.tsx';

/** The steps of a run, the newest first: what, for whom, and what came of it. */
export function RunDialog({ run, onClose }: { run: AutomationRun; onClose: () => void }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const pages = usePages('automation', 'steps', { runId: run.id });
  return (
    <Dialog
      isOpen
      size="large"
      title={t('automation.steps')}
      subtitle={formatInstant(run.startedAt, locale)}
      onClose={onClose}
      footer={<Button onPress={onClose}>{t('ui.close')}</Button>}
    >
      <div className={styles['stack']}>
        {pages.error ? <ErrorBanner error={pages.error} /> : null}
        {!pages.isLoading && pages.rows.length === 0 ? (
          <p className={styles['why']}>{t('automation.steps.none')}</p>
        ) : null}
        {pages.rows.length === 0 ? null : (
          <StaticTable
            label={t('automation.steps')}
            rows={pages.rows}
            rowId={(step) => step.id}
            columns={columnsOf(t, locale)}
          />
        )}
        <MoreButton pages={pages} />
      </div>
    </Dialog>
  );
}

const columnsOf = (t: Translate, locale: Locale): TableColumn<AutomationStep>[] => [
  {
    id: 'on',
    header: t('automation.col.on'),
    width: 112,
    isTabular: true,
    cell: (step) => formatDate(step.on, locale),
  },
  {
    id: 'what',
    header: t('automation.col.what'),
    isRowHeader: true,
    cell: (step) => kindText(t, step.kind),
  },
  {
    id: 'about',
    header: t('automation.col.about'),
    cell: (step) => <Link href={recordPath(step)}>{`${numberText(t, step.label)}, ${step.clientName}`}</Link>,
  },
  {
    id: 'state',
    header: t('automation.col.state'),
    cell: (step) => (
      <div className={styles['held']}>
        <StepBadge state={step.state} />
        {step.why === '' ? null : <span className={styles['why']}>{whyText(t, step.why)}</span>}
      </div>
    ),
  },
];
