import type { Cause, CausedEntity } from '../../../preload/api/causes.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { useCall } from '../../app/query.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Banner, Dialog, Skeleton, Timeline } from '../../ui/index.ts';
import { useDelayed } from '../../workbench/useDelayed.ts';
import { closeWhy, useWhy } from './store.ts';
import { useStepEntry, useWaitingText } from './steps.tsx';
import styles from './WhyPanel.module.css';
import { statusText } from './words.ts';

/** "Why is it in this state?", over whatever page asked (issue item 7). One for the window. */
export function WhyPanel() {
  const t = useTranslate();
  const subject = useWhy((state) => state.subject);
  if (subject === null) return null;
  return (
    <Dialog isOpen isDismissable onClose={closeWhy} title={t('causes.title')}>
      {subject.entity === 'contract_product' ? (
        <ContractAndLicense id={subject.id} />
      ) : (
        <Chain entity={subject.entity} id={subject.id} />
      )}
    </Dialog>
  );
}

/** A contract product and the license it has are two things with states of their own. */
function ContractAndLicense({ id }: { id: string }) {
  const { data: contract } = useCall('contractProducts', 'get', { id });
  return (
    <div className={styles['chains']}>
      <Chain entity="contract_product" id={id} hasHeading />
      {contract?.license ? <Chain entity="license" id={contract.license.id} hasHeading /> : null}
    </div>
  );
}

const tables: Readonly<Record<CausedEntity, string>> = {
  order: 'orders',
  invoice: 'invoice',
  contract_product: 'contract_product',
  license: 'license',
};

function Chain({ entity, id, hasHeading = false }: { entity: CausedEntity; id: string; hasHeading?: boolean }) {
  const t = useTranslate();
  const { data: cause, error, isPending } = useCall('causes', 'of', { entity, id });
  const isSlow = useDelayed(isPending);
  const entryOf = useStepEntry();
  if (error) return <ErrorBanner error={error.error} />;
  if (!cause) return isSlow ? <Skeleton lines={4} /> : null;
  const status = statusText(t, tables[entity], cause.status);
  return (
    <section className={styles['chain']}>
      {hasHeading ? (
        <h3 className={styles['heading']}>{t(`causes.of.${entity}`, { status })}</h3>
      ) : (
        <p className={styles['heading']}>{t(`causes.of.${entity}`, { status })}</p>
      )}
      <Waiting cause={cause} />
      <Timeline label={t('causes.chain')} entries={cause.chain.map(entryOf)} />
    </section>
  );
}

function Waiting({ cause }: { cause: Cause }) {
  const t = useTranslate();
  const text = useWaitingText();
  if (cause.waitsFor.length === 0) return null;
  return (
    <Banner tone="info" title={t('causes.waitsFor')}>
      <ul className={styles['list']}>
        {cause.waitsFor.map((wait) => (
          <li key={`${wait.kind}/${wait.record?.id ?? ''}`}>{text(wait)}</li>
        ))}
      </ul>
    </Banner>
  );
}
