import { ArrowLeftRight, Pencil, RefreshCw } from 'lucide-react';
import type { Output } from '../../../../preload/api/contract.ts';
import type { Rate, rates as api } from '../../../../preload/api/rates.ts';
import { ErrorBanner, errorText } from '../../../app/ErrorBanner.tsx';
import { useAction } from '../../../app/query.ts';
import { toasts } from '../../../app/toasts.ts';
import { currencyName, formatDate, type Locale } from '../../../i18n/format.ts';
import { useLocaleCode, useTranslate, type Translate } from '../../../i18n/provider.tsx';
import { Banner, Button, Card, EmptyState, IconButton, StaticTable, type TableColumn } from '../../../ui/index.ts';
import { decimalText } from '../../../workbench/RateUsed.tsx';
import { useMay } from '../../../workbench/useMay.ts';
import { When } from '../../../workbench/When.tsx';
import type { Entry } from './entry.ts';
import styles from './Rates.module.css';

type Known = Output<typeof api.list>;

export interface RatesCardProps {
  known: Known;
  onEnter: (entry: Entry | 'new') => void;
  /** The bank was asked, with whatever result: what is shown of it is old. */
  onAsked: () => void;
}

/** The newest rate of each currency, and how the last reading went. */
export function RatesCard({ known, onEnter, onAsked }: RatesCardProps) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const may = useMay();
  const read = useAction('rates', 'read');
  const mayNot = may('catalogue.write');
  const isEmpty = known.rates.length === 0;
  const readNow = (): void =>
    read.mutate(
      {},
      { onSuccess: () => toasts.add({ tone: 'success', text: t('rates.read.done') }), onSettled: onAsked },
    );
  // What the bank's answer was stays on the page by itself; this is for what else can go wrong.
  const refusal = read.error && !read.error.error.code.startsWith('rates.') ? read.error.error : null;
  const enter = (
    <Button size="small" icon={Pencil} whyDisabled={mayNot} onPress={() => onEnter('new')}>
      {t('rates.enter')}
    </Button>
  );
  return (
    <Card
      title={t('settings.rates')}
      description={t('rates.text')}
      isFlush={!isEmpty}
      actions={
        <>
          {isEmpty ? null : enter}
          <Button size="small" icon={RefreshCw} whyDisabled={mayNot} isBusy={read.isPending} onPress={readNow}>
            {t('rates.read')}
          </Button>
        </>
      }
      footer={<LastRead lastRead={known.lastRead} />}
    >
      {refusal === null ? null : <ErrorBanner error={refusal} />}
      <Failed lastRead={known.lastRead} isInside={isEmpty} />
      {isEmpty ? (
        <EmptyState icon={ArrowLeftRight} title={t('rates.empty')} action={enter}>
          {t('rates.empty.text')}
        </EmptyState>
      ) : (
        <StaticTable
          label={t('settings.rates')}
          rows={known.rates}
          rowId={({ currency }) => currency}
          columns={columns(t, locale, mayNot !== undefined, onEnter)}
        />
      )}
    </Card>
  );
}

/** What the last attempt said where it failed: the rates at hand stay, and one can be entered by hand. */
function Failed({ lastRead, isInside }: { lastRead: Known['lastRead']; isInside: boolean }) {
  const t = useTranslate();
  if (!lastRead || lastRead.errorCode === null) return null;
  return (
    <div className={isInside ? undefined : styles['failed']}>
      <Banner tone="warning" live="status" title={errorText(t, { code: lastRead.errorCode })} />
    </div>
  );
}

function LastRead({ lastRead }: { lastRead: Known['lastRead'] }) {
  const t = useTranslate();
  if (lastRead === null) return <>{t('rates.last.never')}</>;
  return (
    <>
      {t(lastRead.errorCode === null ? 'rates.last' : 'rates.last.failed')} <When at={lastRead.at} />
    </>
  );
}

const columns = (
  t: Translate,
  locale: Locale,
  isLocked: boolean,
  onEdit: (rate: Rate) => void,
): TableColumn<Rate>[] => [
  {
    id: 'currency',
    header: t('rates.currency'),
    minWidth: 180,
    cell: ({ currency }) => `${currency} — ${currencyName(currency, locale)}`,
  },
  {
    id: 'rate',
    header: t('rates.rate'),
    width: 150,
    align: 'end',
    cell: ({ rate, currency }) => `${decimalText(rate, locale)} ${currency}`,
  },
  {
    id: 'date',
    header: t('rates.date'),
    width: 130,
    isTabular: true,
    cell: ({ date }) => formatDate(date, locale),
  },
  { id: 'source', header: t('rates.source'), width: 200, cell: ({ source }) => t(`rates.source.${source}`) },
  {
    id: 'acts',
    header: t('rates.acts'),
    hideHeader: true,
    width: 56,
    align: 'end',
    cell: (rate) => (
      <IconButton
        size="small"
        icon={Pencil}
        label={t('rates.edit', { currency: rate.currency })}
        isDisabled={isLocked}
        onPress={() => onEdit(rate)}
      />
    ),
  },
];
