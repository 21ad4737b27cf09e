import { CalendarClock, X } from 'lucide-react';
import { useState } from 'react';
import type { Product } from '../../../../../preload/api/catalogue.ts';
import type { FuturePrice, PriceOutlook } from '../../../../../preload/api/prices.ts';
import { ErrorBanner } from '../../../../app/ErrorBanner.tsx';
import { useAction } from '../../../../app/query.ts';
import { toasts } from '../../../../app/toasts.ts';
import { formatDate, type Locale } from '../../../../i18n/format.ts';
import { useLocaleCode, useTranslate, type Translate } from '../../../../i18n/provider.tsx';
import { Button, Card, IconButton, StaticTable, type TableColumn } from '../../../../ui/index.ts';
import { Money, useSumText } from '../../../../workbench/Money.tsx';
import { useMay } from '../../../../workbench/useMay.ts';
import styles from './Outlook.module.css';
import { ScheduleDialog } from './ScheduleDialog.tsx';

/** A price to come, beside what is asked today. */
type Line = FuturePrice & { readonly nowMinor: number };

export interface PricesToComeProps {
  product: Product;
  outlook: readonly PriceOutlook[];
  timeZone: string;
}

/** Prices that come into force on a day. Each is stored at once. */
export function PricesToCome({ product, outlook, timeZone }: PricesToComeProps) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const may = useMay();
  const sum = useSumText();
  const remove = useAction('prices', 'unschedule');
  const schedule = useAction('prices', 'schedule');
  const [isOpen, setOpen] = useState(false);
  const mayNot = may('catalogue.write');
  const lines = outlook
    .flatMap(({ future, amountMinor: nowMinor }) => future.map((price): Line => ({ ...price, nowMinor })))
    .toSorted((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : a.effectiveOn > b.effectiveOn ? 1 : 0));
  const takeAway = ({ id, nowMinor: _now, ...price }: Line): void =>
    remove.mutate(
      { id },
      {
        onSuccess: () =>
          toasts.add({
            tone: 'success',
            text: t('future.removed', { sum: sum(price), date: formatDate(price.effectiveOn, locale) }),
            action: {
              label: t('future.undo'),
              onAction: () => schedule.mutate({ productId: product.id, ...price }),
            },
          }),
      },
    );
  const error = remove.error ?? schedule.error;
  return (
    <Card
      headingLevel={4}
      title={t('future.title')}
      description={t('future.text')}
      isFlush={lines.length > 0}
      actions={
        <Button
          size="small"
          icon={CalendarClock}
          whyDisabled={mayNot ?? (outlook.length === 0 ? t('future.noPrices') : undefined)}
          onPress={() => setOpen(true)}
        >
          {t('future.add')}
        </Button>
      }
    >
      {error ? <ErrorBanner error={error.error} /> : null}
      {lines.length === 0 ? (
        <p className={styles['empty']}>{t(outlook.length === 0 ? 'future.noPrices' : 'future.none')}</p>
      ) : (
        <StaticTable
          label={t('future.title')}
          rows={lines}
          rowId={({ id }) => id}
          columns={columns(t, locale, { isLocked: mayNot !== undefined, onTakeAway: takeAway })}
        />
      )}
      {isOpen ? (
        <ScheduleDialog product={product} outlook={outlook} timeZone={timeZone} onClose={() => setOpen(false)} />
      ) : null}
    </Card>
  );
}

interface Acts {
  isLocked: boolean;
  onTakeAway: (line: Line) => void;
}

const columns = (t: Translate, locale: Locale, { isLocked, onTakeAway }: Acts): TableColumn<Line>[] => [
  {
    id: 'from',
    header: t('future.from'),
    minWidth: 110,
    isTabular: true,
    cell: ({ effectiveOn }) => formatDate(effectiveOn, locale),
  },
  {
    id: 'term',
    header: t('outlook.term'),
    minWidth: 110,
    cell: ({ termMonths, currency }) => `${t(`catalogue.term.${termMonths}`)}, ${currency}`,
  },
  {
    id: 'now',
    header: t('future.now'),
    width: 110,
    align: 'end',
    cell: ({ nowMinor, currency }) => <Money value={{ amountMinor: nowMinor, currency }} />,
  },
  { id: 'new', header: t('future.new'), width: 120, align: 'end', cell: (row) => <Money value={row} /> },
  {
    id: 'acts',
    header: t('rates.acts'),
    hideHeader: true,
    width: 56,
    align: 'end',
    cell: (row) => (
      <IconButton
        size="small"
        icon={X}
        label={t('future.remove', {
          date: formatDate(row.effectiveOn, locale),
          term: t(`catalogue.term.${row.termMonths}`),
          currency: row.currency,
        })}
        isDisabled={isLocked}
        onPress={() => onTakeAway(row)}
      />
    ),
  },
];
