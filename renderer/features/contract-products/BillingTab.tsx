import type { ContractProduct } from '../../../preload/api/contract-products.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Card } from '../../ui/index.ts';
import { Intervals } from '../automation/IntervalsForm.tsx';
import { ContractDates } from './ContractDates.tsx';
import { ContractStanding } from './ContractStanding.tsx';
import { Periods } from './Periods.tsx';
import styles from './Tab.module.css';

/** What a contract product costs and until when it runs: dates, renewal, its periods with their invoices, its intervals. */
export function BillingTab({ contract }: { contract: ContractProduct }) {
  const t = useTranslate();
  return (
    <div className={styles['tab']}>
      <ContractDates contract={contract} />
      <ContractStanding contract={contract} />
      <Card title={t('contracts.periods')} headingLevel={3} isFlush={contract.periods.length > 0}>
        <Periods periods={contract.periods} />
      </Card>
      <Card title={t('settings.automation')} description={t('intervals.text')} headingLevel={3}>
        <Intervals scope="contract_product" scopeId={contract.id} />
      </Card>
    </div>
  );
}
