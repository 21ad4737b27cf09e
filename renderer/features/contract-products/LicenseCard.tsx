import { RefreshCw } from 'lucide-react';
import type { ContractProduct } from '../../../preload/api/contract-products.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { useAction } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Badge, Button, Card } from '../../ui/index.ts';
import { useMay } from '../../workbench/useMay.ts';
import { WhyButton } from '../causes/WhyButton.tsx';
import { VendorStatusBadge } from '../operations/statuses.tsx';
import { trialPeriod } from '../operations/words.ts';
import { KeyHistory } from './KeyHistory.tsx';
import styles from './LicenseCard.module.css';
import { LicenseFacts } from './LicenseFacts.tsx';
import { LicenseState } from './LicenseState.tsx';
import { ContractStatusBadge } from './statuses.tsx';

/** What the vendor has, as it was read last. Contract status and vendor state are two things, both shown. */
export function LicenseCard({ contract }: { contract: ContractProduct }) {
  const t = useTranslate();
  const may = useMay();
  const refresh = useAction('licenses', 'refresh');
  const { license } = contract;
  const read = (): void =>
    refresh.mutate(
      { contractProductId: contract.id },
      {
        onSuccess: ({ changed }) =>
          toasts.add({ tone: 'success', text: t(changed ? 'manage.refreshed.changed' : 'manage.refreshed.same') }),
      },
    );
  return (
    <Card
      title={t('manage.license')}
      headingLevel={3}
      actions={
        license === null ? undefined : (
          <Button
            size="small"
            icon={RefreshCw}
            isBusy={refresh.isPending}
            whyDisabled={may('operations.read')}
            onPress={read}
          >
            {t('manage.refresh')}
          </Button>
        )
      }
    >
      <div className={styles['content']}>
        {refresh.error ? <ErrorBanner error={refresh.error.error} /> : null}
        <dl className={styles['states']}>
          <div>
            <dt>{t('contracts.contract')}</dt>
            <dd>
              <ContractStatusBadge status={contract.status} />
            </dd>
          </div>
          <div>
            <dt>{t('manage.vendorState')}</dt>
            <dd>
              {license === null ? <LicenseState contract={contract} /> : <VendorStatusBadge status={license.status} />}{' '}
              {license?.period === trialPeriod ? <Badge>{t('license.trial')}</Badge> : null}{' '}
              {license === null ? null : <WhyButton entity="license" id={license.id} />}
            </dd>
          </div>
        </dl>
        {license === null ? (
          <p className={styles['none']}>{t('manage.noLicense')}</p>
        ) : (
          <LicenseFacts contract={contract} license={license} />
        )}
        <KeyHistory contractProductId={contract.id} />
      </div>
    </Card>
  );
}
