import { paths } from '../../app/paths.ts';
import { useCall } from '../../app/query.ts';
import { errorText } from '../../app/ErrorBanner.tsx';
import { useTranslate } from '../../i18n/provider.tsx';
import { Link, Mono } from '../../ui/index.ts';
import { licenseStage } from './license-state.ts';
import styles from './LicenseLine.module.css';
import { LicenseState } from './LicenseState.tsx';

const needsPerson = new Set(['held', 'maybe_bought', 'not_found', 'refused']);

/** The license of an order's item, live: core's events refresh it while the vendor is asked. */
export function LicenseLine({ contractProductId }: { contractProductId: string }) {
  const t = useTranslate();
  const { data: contract, error } = useCall('contractProducts', 'get', { id: contractProductId });
  if (error) return <span className={styles['note']}>{errorText(t, error.error)}</span>;
  if (!contract) return <span className={styles['pending']} aria-busy="true" />;
  const { stage } = licenseStage(contract);
  return (
    <div className={styles['line']}>
      <output className={styles['state']}>
        <LicenseState contract={contract} />
      </output>
      {contract.licenseKey ? <Mono copy={t('contracts.key')}>{contract.licenseKey}</Mono> : null}
      {stage === 'not_paid' ? null : (
        <Link href={paths.productTab(contract.id, 'manage')}>
          {t(
            needsPerson.has(stage)
              ? 'license.look'
              : stage === 'details' || stage === 'confirmation'
                ? `license.give.${stage}`
                : 'license.manage',
          )}
        </Link>
      )}
    </div>
  );
}
