import { useState } from 'react';
import type { Renewal } from '../../../../../preload/api/prices.ts';
import { ErrorBanner } from '../../../../app/ErrorBanner.tsx';
import { queryClient, useAction } from '../../../../app/query.ts';
import { toasts } from '../../../../app/toasts.ts';
import { useTranslate, type Translate } from '../../../../i18n/provider.tsx';
import { Banner, ConfirmDialog, StaticTable, type TableColumn } from '../../../../ui/index.ts';
import { Money, useSumText } from '../../../../workbench/Money.tsx';
import styles from './Outlook.module.css';
import { isDiffering, sumsOf, totalsOf, type Sum } from './renewals.ts';

export interface RepriceDialogProps {
  productId: string;
  /** The rows that were selected, as they are now. */
  chosen: readonly Renewal[];
  onClose: () => void;
  onDone: () => void;
}

/** Asks before clients pay another price: how many, and from which sum to which. */
export function RepriceDialog({ productId, chosen, onClose, onDone }: RepriceDialogProps) {
  const t = useTranslate();
  const sum = useSumText();
  const reprice = useAction('prices', 'reprice');
  const [isChanged, setChanged] = useState(false);
  const rows = chosen.filter(isDiffering);
  const sums = sumsOf(rows);
  const count = rows.length;
  const rest = chosen.length - count;
  const refusal = reprice.error && reprice.error.error.code !== 'conflict.changed_meanwhile' ? reprice.error : null;
  const confirm = (): void =>
    reprice.mutate(
      {
        productId,
        // With the price that the person sees: another one by now is refused.
        renewals: rows.map(({ contractProductId, listPrice }) => ({
          contractProductId,
          amountMinor: listPrice.amountMinor,
        })),
      },
      {
        onSuccess: () => {
          toasts.add({ tone: 'success', text: t('reprice.done', { count }) });
          onDone();
        },
        onError: ({ error }) => {
          if (error.code !== 'conflict.changed_meanwhile') return;
          void queryClient.invalidateQueries({ queryKey: ['prices'] }).then(() => setChanged(true));
        },
      },
    );
  return (
    <ConfirmDialog
      isOpen
      size="medium"
      title={t('reprice.title', { count })}
      confirmLabel={t('reprice.confirm', { count, sum: totalsOf(sums).map(sum).join(' + ') })}
      whyDisabled={count === 0 ? t('reprice.nothing') : undefined}
      isBusy={reprice.isPending}
      error={refusal ? <ErrorBanner error={refusal.error} /> : undefined}
      onCancel={onClose}
      onConfirm={confirm}
    >
      <div className={styles['dialog']}>
        {isChanged ? (
          <Banner tone="warning" live="alert" title={t('reprice.changed')}>
            {t('reprice.changed.text')}
          </Banner>
        ) : null}
        <p>{t('reprice.text')}</p>
        {count === 0 ? (
          <p>{t('reprice.nothing')}</p>
        ) : (
          <StaticTable
            label={t('reprice.of')}
            rows={sums}
            rowId={({ termMonths, currency }) => `${termMonths} ${currency}`}
            columns={columns(t)}
          />
        )}
        {rest === 0 ? null : <p className={styles['muted']}>{t('reprice.rest', { count: rest })}</p>}
      </div>
    </ConfirmDialog>
  );
}

const columns = (t: Translate): TableColumn<Sum>[] => [
  {
    id: 'term',
    header: t('outlook.term'),
    minWidth: 100,
    cell: ({ termMonths, currency }) => `${t(`catalogue.term.${termMonths}`)}, ${currency}`,
  },
  { id: 'count', header: t('reprice.of'), width: 90, align: 'end', cell: ({ count }) => count },
  {
    id: 'old',
    header: t('reprice.old'),
    width: 120,
    align: 'end',
    cell: ({ oldMinor, currency }) => <Money value={{ amountMinor: oldMinor, currency }} />,
  },
  {
    id: 'new',
    header: t('reprice.new'),
    width: 130,
    align: 'end',
    cell: ({ newMinor, currency }) => <Money value={{ amountMinor: newMinor, currency }} />,
  },
];
