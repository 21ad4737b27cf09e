import { useMemo, useState } from 'react';
import type { Product } from '../../../../../preload/api/catalogue.ts';
import type { Renewal } from '../../../../../preload/api/prices.ts';
import { ErrorBanner } from '../../../../app/ErrorBanner.tsx';
import { paths } from '../../../../app/paths.ts';
import { formatDate, formatMoney, type Locale } from '../../../../i18n/format.ts';
import { useLocaleCode, useTranslate, type Translate } from '../../../../i18n/provider.tsx';
import { Badge, Button, Card, createMarks, Link, Table, useMarks, type TableColumn } from '../../../../ui/index.ts';
import { Money } from '../../../../workbench/Money.tsx';
import { MoreButton } from '../../../../workbench/MoreButton.tsx';
import { SelectionBar } from '../../../../workbench/SelectionBar.tsx';
import { useMay } from '../../../../workbench/useMay.ts';
import { usePages } from '../../../../workbench/usePages.ts';
import styles from './Outlook.module.css';
import { isDiffering, mostAtOnce } from './renewals.ts';
import { RepriceDialog } from './RepriceDialog.tsx';

/** As many as stand in a card without making the page endless. */
const pageSize = 50;
const idOf = ({ contractProductId }: Renewal): string => contractProductId;

/** What each client with the product pays at the next renewal, and the way to let them pay the new price. */
export function RenewalsCard({ product }: { product: Product }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const may = useMay();
  const pages = usePages('prices', 'renewals', { productId: product.id, limit: pageSize });
  const [marks] = useState(createMarks);
  const { ids } = useMarks(marks);
  const [isAsked, setAsked] = useState(false);
  const columns = useMemo(() => renewalColumns(t, locale), [t, locale]);
  const chosen = pages.rows.filter((row) => ids.has(idOf(row)));
  const differing = pages.rows.filter(isDiffering);
  const willPay = chosen.filter(isDiffering).length;
  const isEmpty = pages.rows.length === 0;
  const whyDisabled =
    may('catalogue.write') ??
    (willPay === 0
      ? t('renewals.act.none')
      : willPay > mostAtOnce
        ? t('renewals.act.tooMany', { max: mostAtOnce })
        : undefined);
  if (pages.isLoading) return null;
  return (
    <div className={styles['apart']}>
      <Card
        headingLevel={3}
        title={t('renewals.title')}
        description={t('renewals.text')}
        isFlush={!isEmpty}
        actions={
          differing.length === 0 ? undefined : (
            <Button size="small" onPress={() => marks.add(differing.map(idOf))}>
              {t('renewals.markDiffering', { count: differing.length })}
            </Button>
          )
        }
      >
        {pages.error ? <ErrorBanner error={pages.error} /> : null}
        {isEmpty ? (
          <p className={styles['empty']}>
            {t('renewals.none')} <Link href={paths.newOrder()}>{t('renewals.none.act')}</Link>
          </p>
        ) : (
          <>
            <SelectionBar marks={marks} count={chosen.length} total={undefined}>
              <Button size="small" variant="primary" whyDisabled={whyDisabled} onPress={() => setAsked(true)}>
                {t('renewals.act')}
              </Button>
            </SelectionBar>
            <div className={styles['narrow']}>
              <Table
                label={t('renewals.title')}
                layout="auto"
                columns={columns}
                rows={pages.rows}
                rowId={idOf}
                rowText={({ clientName }) => clientName}
                rowTone={(row) => (isDiffering(row) ? 'warning' : undefined)}
                marks={marks}
              />
            </div>
            <MoreButton pages={pages} />
          </>
        )}
        {isAsked ? (
          <RepriceDialog
            productId={product.id}
            chosen={chosen}
            onClose={() => setAsked(false)}
            onDone={() => {
              setAsked(false);
              marks.clear();
            }}
          />
        ) : null}
      </Card>
    </div>
  );
}

const renewalColumns = (t: Translate, locale: Locale): TableColumn<Renewal>[] => [
  {
    id: 'client',
    header: t('renewals.client'),
    minWidth: 104,
    isRowHeader: true,
    cell: ({ clientName, contractProductId }) => (
      <Link variant="strong" href={paths.product(contractProductId)}>
        {clientName}
      </Link>
    ),
  },
  { id: 'term', header: t('renewals.term'), width: 76, cell: (row) => t(`catalogue.term.${row.termMonths}`) },
  {
    id: 'due',
    header: t('renewals.due'),
    width: 104,
    isTabular: true,
    cell: ({ nextDueOn }) => (nextDueOn === null ? t('renewals.due.none') : formatDate(nextDueOn, locale)),
  },
  {
    id: 'agreed',
    header: t('renewals.agreed'),
    width: 100,
    align: 'end',
    cell: ({ price }) => <Money value={price} />,
  },
  {
    id: 'list',
    header: t('renewals.list'),
    minWidth: 134,
    align: 'end',
    cell: (row) =>
      row.listPrice === null ? (
        t('renewals.notSold')
      ) : (
        <span className={styles['cell']}>
          {isDiffering(row) ? (
            <Badge tone="warning">
              {formatMoney(row.listPrice.amountMinor - row.price.amountMinor, row.price.currency, locale, {
                signed: true,
              })}
            </Badge>
          ) : null}
          <Money value={row.listPrice} />
        </span>
      ),
  },
];
