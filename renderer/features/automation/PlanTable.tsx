import type { PlanLine } from '../../../preload/api/automation.ts';
import { paths } from '../../app/paths.ts';
import { useAction } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { formatDate, type Locale } from '../../i18n/format.ts';
import { type Translate, useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Button, Link, StaticTable, StatusBadge, type TableColumn } from '../../ui/index.ts';
import { Money, useMoneyText } from '../../workbench/Money.tsx';
import { numberText } from '../../workbench/number.tsx';
import { useMay } from '../../workbench/useMay.ts';
import styles from './Page.module.css';
import { kindText, othersText, whyText, recordPath } from './words.tsx';

/** What falls due, what is due already first; each line can be held and released. */
export function PlanTable({ lines, onHold }: { lines: readonly PlanLine[]; onHold: (line: PlanLine) => void }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  return (
    <StaticTable
      label={t('automation.tab.plan')}
      rows={lines}
      rowId={(line) => line.cause}
      columns={columnsOf(t, locale, onHold)}
    />
  );
}

const columnsOf = (t: Translate, locale: Locale, onHold: (line: PlanLine) => void): TableColumn<PlanLine>[] => [
  {
    id: 'on',
    header: t('automation.col.on'),
    width: 132,
    isTabular: true,
    cell: (line) => <TwoLines first={formatDate(line.on, locale)} second={line.isDue ? t('automation.due') : null} />,
  },
  {
    id: 'what',
    header: t('automation.col.what'),
    width: '3fr',
    minWidth: 200,
    isRowHeader: true,
    cell: (line) => <What line={line} locale={locale} />,
  },
  {
    id: 'about',
    header: t('automation.col.about'),
    width: '2fr',
    minWidth: 110,
    cell: (line) => <Link href={recordPath(line)}>{numberText(t, line.label)}</Link>,
  },
  {
    id: 'client',
    header: t('automation.col.client'),
    width: '2fr',
    minWidth: 100,
    cell: (line) => (line.clientId === null ? '—' : <Link href={paths.client(line.clientId)}>{line.clientName}</Link>),
  },
  {
    id: 'amount',
    header: t('automation.col.amount'),
    width: 104,
    align: 'end',
    isTabular: true,
    cell: (line) => (line.amount === null ? '—' : <Money value={line.amount} />),
  },
  {
    id: 'hold',
    header: t('automation.col.hold'),
    width: 160,
    cell: (line) => <HoldCell line={line} onHold={onHold} />,
  },
];

function What({ line, locale }: { line: PlanLine; locale: Locale }) {
  const t = useTranslate();
  const money = useMoneyText();
  return <TwoLines first={kindText(t, line.kind)} second={invoiceText(t, locale, line, money)} />;
}

function TwoLines({ first, second }: { first: string; second: string | null }) {
  return (
    <div className={styles['held']}>
      <span>{first}</span>
      {second === null ? null : <span className={styles['why']}>{second}</span>}
    </div>
  );
}

/** Which invoice a renewal comes on, where the amount of its line does not say it all; null: it does. */
function invoiceText(
  t: Translate,
  locale: Locale,
  { invoice, amount }: PlanLine,
  money: ReturnType<typeof useMoneyText>,
): string | null {
  if (invoice === null) return null;
  const total = money(invoice.total);
  if (invoice.withCount > 0) return t('automation.plan.together', { others: othersText(t, locale, invoice), total });
  return invoice.total.amountMinor === amount?.amountMinor ? null : t('automation.plan.invoice', { total });
}

function HoldCell({ line, onHold }: { line: PlanLine; onHold: (line: PlanLine) => void }) {
  const t = useTranslate();
  const may = useMay();
  const release = useAction('automation', 'release');
  const whyDisabled = may('contracts.write');
  if (line.hold === null)
    return (
      <Button size="small" whyDisabled={whyDisabled} onPress={() => onHold(line)}>
        {t('automation.hold')}
      </Button>
    );
  return (
    <div className={styles['held']}>
      <StatusBadge tone="warning" label={t('automation.held')} variant="plain" />
      <span className={styles['why']}>
        {t('automation.held.by', { by: line.hold.by, why: whyText(t, line.hold.why) })}
      </span>
      <Button
        size="small"
        isBusy={release.isPending}
        whyDisabled={whyDisabled}
        onPress={() =>
          release.mutate(
            { holdKey: line.holdKey },
            { onSuccess: () => toasts.add({ tone: 'success', text: t('automation.release.done') }) },
          )
        }
      >
        {t('automation.release')}
      </Button>
    </div>
  );
}
