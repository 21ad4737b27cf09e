import { KeyRound } from 'lucide-react';
import type { clientArea } from '../../../preload/api/client-area.ts';
import type { Output } from '../../../preload/api/contract.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Card, EmptyState, KeyValue } from '../../ui/index.ts';
import { ContractStatusBadge } from '../contract-products/statuses.tsx';
import { VendorStatusBadge } from '../operations/statuses.tsx';
import styles from './MyProducts.module.css';
import { useClientCall } from './query.ts';
import { Section } from './Section.tsx';

type MyProduct = Output<typeof clientArea.products>[number];

/** What the client owns: each with its state, its key and when it is due. */
export function MyProducts() {
  const t = useTranslate();
  const answer = useClientCall('products');
  return (
    <Section title={t('clientArea.products')} answer={answer}>
      {answer.data?.length === 0 ? (
        <Card>
          <EmptyState icon={KeyRound} title={t('clientArea.products.empty')}>
            {t('clientArea.products.empty.text')}
          </EmptyState>
        </Card>
      ) : null}
      {answer.data && answer.data.length > 0 ? (
        <ul className={styles['list']}>
          {answer.data.map((product) => (
            <li key={product.id}>
              <ProductCard product={product} />
            </li>
          ))}
        </ul>
      ) : null}
    </Section>
  );
}

function ProductCard({ product }: { product: MyProduct }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const { licenseKey, licenseStatus, nextDueOn, ip } = product;
  return (
    <Card
      title={product.name}
      headingLevel={3}
      actions={
        <span className={styles['status']}>
          <ContractStatusBadge status={product.status} />
        </span>
      }
    >
      <KeyValue
        layout="columns"
        items={[
          licenseKey
            ? { id: 'key', label: t('clientArea.key'), value: licenseKey, isMono: true, copyText: licenseKey }
            : {
                id: 'key',
                label: t('clientArea.key'),
                value: (
                  <span className={styles['waiting']}>
                    {t(product.status === 'Pending' ? 'clientArea.key.unpaid' : 'clientArea.key.waiting')}
                  </span>
                ),
              },
          {
            id: 'license',
            label: t('clientArea.license'),
            value: licenseStatus === null ? null : <VendorStatusBadge status={licenseStatus} isPlain />,
          },
          {
            id: 'ip',
            label: t('clientArea.ip'),
            value: ip === '' ? <span className={styles['waiting']}>{t('clientArea.ip.none')}</span> : ip,
            ...(ip === '' ? {} : { isMono: true, copyText: ip }),
          },
          {
            id: 'due',
            label: t('clientArea.nextDue'),
            value: nextDueOn === null ? null : <time dateTime={nextDueOn}>{formatDate(nextDueOn, locale)}</time>,
          },
        ]}
      />
    </Card>
  );
}
