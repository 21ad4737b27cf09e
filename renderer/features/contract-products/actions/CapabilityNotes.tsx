import type { CapabilityFact, CapabilityName } from '../../../../preload/api/connections.ts';
import type { ContractProduct } from '../../../../preload/api/contract-products.ts';
import { paths } from '../../../app/paths.ts';
import { useCall } from '../../../app/query.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Banner, Link } from '../../../ui/index.ts';
import { When } from '../../../workbench/When.tsx';
import styles from './CapabilityNotes.module.css';
import { actionRows } from './table.ts';

/** What core writes where the vendor said yes and did nothing (provisioning). */
const silent = 'accepted, and nothing changed';

/** What this vendor account cannot do (X6): since when and from where that is known, and where it can be set right. */
export function CapabilityNotes({ contract }: { contract: ContractProduct }) {
  const t = useTranslate();
  const isMissing = Object.values(contract.actions).includes('license.capability_missing');
  const { data: connection } = useCall(
    'connections',
    'get',
    { id: contract.connectionId ?? '' },
    { enabled: isMissing && contract.connectionId !== null },
  );
  if (!isMissing || !connection) return null;
  const names = [...new Set(actionRows.map(({ capability }) => capability))].filter(
    (name): name is CapabilityName => name !== null && connection.capabilities[name].value === 'no',
  );
  return (
    <div className={styles['notes']}>
      <Banner
        tone="warning"
        title={t('manage.capability.missing')}
        actions={<Link href={paths.connection(connection.id)}>{t('manage.capability.settings')}</Link>}
      >
        <ul>
          {names.map((name) => (
            <li key={name}>
              <Note
                what={actionRows
                  .filter(({ capability }) => capability === name)
                  .map(({ id }) => t(`action.${id}`))
                  .join(', ')}
                fact={connection.capabilities[name]}
              />
            </li>
          ))}
        </ul>
      </Banner>
    </div>
  );
}

function Note({ what, fact }: { what: string; fact: CapabilityFact }) {
  const t = useTranslate();
  const { source, at, evidence } = fact;
  return (
    <>
      {what}
      {': '}
      {source === 'staff'
        ? t('manage.capability.set', { by: evidence })
        : evidence === silent
          ? t('manage.capability.silent')
          : t('manage.capability.seen')}
      {at === null ? null : (
        <>
          {' '}
          (<When at={at} />)
        </>
      )}
      {source === 'staff' || evidence === '' || evidence === silent ? null : (
        <q className={styles['words']}>{evidence}</q>
      )}
    </>
  );
}
