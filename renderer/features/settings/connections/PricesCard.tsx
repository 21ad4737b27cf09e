import type { VendorPrice } from '../../../../preload/api/connections.ts';
import { ErrorBanner } from '../../../app/ErrorBanner.tsx';
import { useCall } from '../../../app/query.ts';
import { useTranslate, type Translate } from '../../../i18n/provider.tsx';
import { Card, Mono, StaticTable, type TableColumn } from '../../../ui/index.ts';
import { Money } from '../../../workbench/Money.tsx';
import { When } from '../../../workbench/When.tsx';
import { periodText } from '../../operations/words.ts';
import styles from './PricesCard.module.css';

/** What the vendor charges this account, as its price list said last: what costs are expected by. */
export function PricesCard({ connectionId }: { connectionId: string }) {
  const t = useTranslate();
  const { data: prices, error } = useCall('connections', 'prices', { id: connectionId });
  const readAt = prices?.[0]?.readAt;
  return (
    <Card
      title={t('connections.prices')}
      description={
        readAt === undefined ? undefined : (
          <>
            {t('connections.prices.readAt')} <When at={readAt} isExact />
          </>
        )
      }
      isFlush={readAt !== undefined}
    >
      {error ? <ErrorBanner error={error.error} /> : null}
      {prices && readAt === undefined ? <p className={styles['none']}>{t('connections.prices.none')}</p> : null}
      {prices && readAt !== undefined ? (
        <StaticTable
          label={t('connections.prices')}
          columns={columns(t)}
          rows={prices}
          rowId={({ pricelist, addon, period, price }) => [pricelist, addon, period, price.currency].join()}
        />
      ) : null}
    </Card>
  );
}

const columns = (t: Translate): TableColumn<VendorPrice>[] => [
  {
    id: 'name',
    header: t('connections.prices.tariff'),
    minWidth: 160,
    cell: ({ name, addon }) => (addon === '' ? name : `${name}: ${t('operation.addon', { id: addon })}`),
  },
  { id: 'pricelist', header: t('connections.prices.number'), width: 110, cell: (row) => <Mono>{row.pricelist}</Mono> },
  { id: 'period', header: t('connections.prices.period'), width: 150, cell: (row) => periodText(row.period, t) },
  {
    id: 'price',
    header: t('connections.prices.price'),
    width: 130,
    align: 'end',
    cell: (row) => <Money value={row.price} />,
  },
];
