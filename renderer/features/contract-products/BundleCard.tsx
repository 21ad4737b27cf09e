import { Scissors } from 'lucide-react';
import { useState } from 'react';
import type { ContractProduct } from '../../../preload/api/contract-products.ts';
import { paths } from '../../app/paths.ts';
import { formatDate, type Locale } from '../../i18n/format.ts';
import { type Translate, useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Button, Card, Link, Table, type TableColumn } from '../../ui/index.ts';
import { Money, useMoneyText } from '../../workbench/Money.tsx';
import { useMay } from '../../workbench/useMay.ts';
import { CancelPart } from './CancelPart.tsx';
import { ContractStatusBadge } from './statuses.tsx';

type Bundle = NonNullable<ContractProduct['bundle']>;

const columnsOf = (t: Translate, locale: Locale, ownId: string): TableColumn<Bundle['parts'][number]>[] => [
  {
    id: 'product',
    header: t('contracts.product'),
    width: '2fr',
    minWidth: 110,
    cell: (part) =>
      part.id === ownId ? (
        <strong>{part.productName}</strong>
      ) : (
        <Link variant="strong" href={paths.product(part.id)}>
          {part.productName}
        </Link>
      ),
  },
  {
    id: 'price',
    header: t('contracts.bundle.part'),
    width: 120,
    align: 'end',
    cell: (part) => <Money value={part.price} />,
  },
  {
    id: 'status',
    header: t('contracts.status'),
    width: '2fr',
    minWidth: 150,
    cell: (part) => (
      <>
        <ContractStatusBadge status={part.status} isPlain />
        {part.endsOn === null ? null : ` ${t('contracts.bundle.ends', { date: formatDate(part.endsOn, locale) })}`}
      </>
    ),
  },
];

/** The bundle that a contract product is a part of: what is in it, its one price, and the way out for one part (spec 2.9). */
export function BundleCard({ contract }: { contract: ContractProduct }) {
  const t = useTranslate();
  const money = useMoneyText();
  const locale = useLocaleCode();
  const mayNot = useMay()('orders.cancel');
  const [isAsked, setIsAsked] = useState(false);
  const { bundle } = contract;
  if (bundle === null) return null;
  return (
    <Card
      title={t('contracts.bundle', { name: bundle.productName })}
      description={t('contracts.bundle.text', { price: money(bundle.price) })}
      headingLevel={3}
      isFlush
      actions={
        bundle.canCancelPart ? (
          <Button size="small" icon={Scissors} whyDisabled={mayNot} onPress={() => setIsAsked(true)}>
            {t('contracts.bundle.cancel')}
          </Button>
        ) : null
      }
    >
      <Table
        label={t('contracts.bundle', { name: bundle.productName })}
        layout="auto"
        columns={columnsOf(t, locale, contract.id)}
        rows={bundle.parts}
        rowId={(part) => part.id}
        rowText={(part) => part.productName}
        dependencies={[locale, contract.id]}
      />
      {isAsked ? <CancelPart contract={contract} bundle={bundle} onClose={() => setIsAsked(false)} /> : null}
    </Card>
  );
}
