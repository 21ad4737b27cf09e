import type { ContractProduct } from '../../../preload/api/contract-products.ts';
import { paths } from '../../app/paths.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Card, KeyValue, Link, Mono } from '../../ui/index.ts';
import { History } from '../audit/History.tsx';
import { TrialCard } from '../trials/TrialCard.tsx';
import { Money } from '../../workbench/Money.tsx';
import { RateUsed } from '../../workbench/RateUsed.tsx';
import { Choices } from '../orders/Choices.tsx';
import { NumberText } from '../../workbench/number.tsx';
import { BundleCard } from './BundleCard.tsx';
import { LicenseState } from './LicenseState.tsx';
import styles from './Tab.module.css';

/** What the client owns: whose, by which order, for how much and until when. */
export function OverviewTab({ contract }: { contract: ContractProduct }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const key = contract.licenseKey ?? '';
  return (
    <div className={styles['tab']}>
      <TrialCard contract={contract} />
      <Card>
        <KeyValue
          items={[
            { id: 'license', label: t('contracts.license'), value: <LicenseState contract={contract} /> },
            {
              id: 'key',
              label: t('contracts.key'),
              value: key,
              isMono: true,
              ...(key === '' ? {} : { copyText: key }),
            },
            {
              id: 'ip',
              label: t('contracts.ip'),
              value: contract.ip,
              isMono: true,
              ...(contract.ip === '' ? {} : { copyText: contract.ip }),
            },
            {
              id: 'package',
              label: t('contracts.package'),
              value: (
                <>
                  {contract.packageName ? `${contract.packageName} ` : null}
                  <Mono>{contract.packageIdentifier}</Mono>
                </>
              ),
            },
          ]}
        />
      </Card>
      <Card>
        <KeyValue
          items={[
            {
              id: 'client',
              label: t('contracts.client'),
              value: <Link href={paths.client(contract.clientId)}>{contract.clientName}</Link>,
            },
            {
              id: 'order',
              label: t('contracts.order'),
              value: (
                <Link href={paths.order(contract.orderId)}>
                  <NumberText number={contract.orderNumber} />
                </Link>
              ),
            },
            { id: 'product', label: t('contracts.product'), value: contract.productName },
            { id: 'term', label: t('contracts.term'), value: t(`term.${contract.termMonths}`) },
            { id: 'price', label: t('contracts.price'), value: <Money value={contract.price} /> },
            ...(contract.priceRate
              ? [{ id: 'rate', label: t('contracts.rate'), value: <RateUsed rate={contract.priceRate} /> }]
              : []),
            {
              id: 'due',
              label: t('contracts.nextDue'),
              value: contract.nextDueOn === null ? null : formatDate(contract.nextDueOn, locale),
            },
          ]}
        />
      </Card>
      <BundleCard contract={contract} />
      {contract.choices.length === 0 ? null : (
        <Card title={t('contracts.choices')} headingLevel={3}>
          <Choices choices={contract.choices} />
        </Card>
      )}
      <Card title={t('history.title')} headingLevel={3}>
        <History entity="contract_product" id={contract.id} currency={contract.price.currency} />
      </Card>
    </div>
  );
}
