import { RefreshCw } from 'lucide-react';
import type { ContractProduct } from '../../../preload/api/contract-products.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { useAction } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Button, Card, KeyValue } from '../../ui/index.ts';
import { useMay } from '../../workbench/useMay.ts';
import { When } from '../../workbench/When.tsx';
import { Drift } from './Drift.tsx';
import styles from './LicenseCard.module.css';
import { LicenseState } from './LicenseState.tsx';
import { VendorStatusBadge } from '../operations/statuses.tsx';
import { ContractStatusBadge } from './statuses.tsx';

/** What the vendor has, as it was read last. Contract status and vendor state are two things, both shown. */
export function LicenseCard({ contract }: { contract: ContractProduct }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const may = useMay();
  const refresh = useAction('licenses', 'refresh');
  const { license } = contract;
  const copy = (text: string | undefined) => (text === undefined || text === '' ? {} : { copyText: text });
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
            onPress={() =>
              refresh.mutate(
                { contractProductId: contract.id },
                {
                  onSuccess: ({ changed }) =>
                    toasts.add({
                      tone: 'success',
                      text: t(changed ? 'manage.refreshed.changed' : 'manage.refreshed.same'),
                    }),
                },
              )
            }
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
              {license === null ? <LicenseState contract={contract} /> : <VendorStatusBadge status={license.status} />}
            </dd>
          </div>
        </dl>
        {license === null ? (
          <p className={styles['none']}>{t('manage.noLicense')}</p>
        ) : (
          <KeyValue
            items={[
              {
                id: 'key',
                label: t('contracts.key'),
                value: license.key === '' ? t('manage.noKey') : license.key,
                isMono: license.key !== '',
                ...copy(license.key),
              },
              {
                id: 'vendorId',
                label: t('manage.vendorId'),
                value: license.vendorId,
                isMono: true,
                ...copy(license.vendorId),
              },
              { id: 'ip', label: t('contracts.ip'), value: license.ip, isMono: true, ...copy(license.ip) },
              {
                id: 'expires',
                label: t('manage.expires'),
                value:
                  license.expiresOn === '' ? null : (
                    <Drift expiresOn={license.expiresOn} nextDueOn={contract.nextDueOn} />
                  ),
              },
              {
                id: 'created',
                label: t('manage.created'),
                value: license.createdOn === '' ? null : formatDate(license.createdOn, locale),
              },
              { id: 'read', label: t('manage.lastRead'), value: <When at={license.lastReadAt} /> },
            ]}
          />
        )}
      </div>
    </Card>
  );
}
