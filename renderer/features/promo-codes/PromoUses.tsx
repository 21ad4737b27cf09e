import { TicketPercent } from 'lucide-react';
import type { PromoUse } from '../../../preload/api/promo-codes.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { paths } from '../../app/paths.ts';
import { formatInstant, type Locale } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate, type Translate } from '../../i18n/provider.tsx';
import { EmptyState, Link, Table, type TableColumn } from '../../ui/index.ts';
import { Money } from '../../workbench/Money.tsx';
import { MoreButton } from '../../workbench/MoreButton.tsx';
import { numberText, shortNumber } from '../../workbench/number.tsx';
import { useGo } from '../../workbench/useGo.ts';
import { usePages } from '../../workbench/usePages.ts';

const columns = (t: Translate, locale: Locale): TableColumn<PromoUse>[] => [
  {
    id: 'order',
    header: t('promoCodes.use.order'),
    width: 108,
    isTabular: true,
    cell: (row) => <Link href={paths.order(row.orderId)}>{shortNumber(t, row.orderNumber)}</Link>,
  },
  { id: 'client', header: t('promoCodes.use.client'), width: '2fr', minWidth: 90, cell: (row) => row.clientName },
  {
    id: 'state',
    header: t('promoCodes.use.state'),
    width: 100,
    cell: (row) => t(`promoCodes.use.state.${row.state}`),
  },
  {
    id: 'discount',
    header: t('promoCodes.use.discount'),
    width: 88,
    align: 'end',
    cell: (row) => <Money value={row.discount} />,
  },
  {
    id: 'at',
    header: t('promoCodes.use.at'),
    width: 150,
    isMuted: true,
    isTabular: true,
    cell: (row) => formatInstant(row.at, locale),
  },
];

/** The orders that a code was used by, newest first; released uses do not count. */
export function PromoUses({ id }: { id: string }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const go = useGo();
  const pages = usePages('promoCodes', 'uses', { id, limit: 50 });
  if (pages.error) return <ErrorBanner error={pages.error} />;
  if (pages.isLoading) return null;
  if (pages.rows.length === 0) {
    return (
      <EmptyState icon={TicketPercent} title={t('promoCodes.use.none')}>
        {t('promoCodes.use.none.text')}
      </EmptyState>
    );
  }
  return (
    <>
      <Table
        label={t('promoCodes.uses')}
        layout="auto"
        columns={columns(t, locale)}
        rows={pages.rows}
        rowId={(row) => row.id}
        rowText={(row) => numberText(t, row.orderNumber)}
        onOpen={(useId) => {
          const found = pages.rows.find((row) => row.id === useId);
          if (found) go(paths.order(found.orderId));
        }}
        dependencies={[locale]}
      />
      <MoreButton pages={pages} />
    </>
  );
}
