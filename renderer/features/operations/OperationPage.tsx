import { useParams } from '@tanstack/react-router';
import { paths } from '../../app/paths.ts';
import { useCall } from '../../app/query.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Card, Link } from '../../ui/index.ts';
import { DetailPane, DetailPending } from '../../workbench/DetailPane.tsx';
import { LedgerCard } from './LedgerCard.tsx';
import { OperationActs } from './OperationActs.tsx';
import { OperationChange } from './OperationChange.tsx';
import { OperationFacts } from './OperationFacts.tsx';
import { OperationMeaning } from './OperationMeaning.tsx';
import styles from './OperationPage.module.css';
import { OperationTimeline } from './OperationTimeline.tsx';
import { OperationStateBadge } from './statuses.tsx';

/** One intended vendor call: how it stands and what can be done, what was asked, where it comes from, what happened. */
export function OperationPage() {
  const t = useTranslate();
  const { id = '' }: { id?: string } = useParams({ strict: false });
  const { data: operation, error } = useCall('operations', 'get', { id });
  if (!operation) return <DetailPending error={error} listPath={paths.operations} />;
  const { kind, state, heldFor, contractProductId, clientId, productName, clientName } = operation;
  return (
    <DetailPane
      title={t(`action.${kind}`)}
      badge={<OperationStateBadge state={state} kind={kind} heldFor={heldFor} />}
      subtitle={
        <span className={styles['subtitle']}>
          {contractProductId === null ? (
            <span>{productName}</span>
          ) : (
            <Link href={paths.productTab(contractProductId, 'manage')}>{productName}</Link>
          )}
          {clientId === null ? null : <Link href={paths.client(clientId)}>{clientName}</Link>}
        </span>
      }
      listPath={paths.operations}
    >
      <Card title={t('operation.now')} headingLevel={3}>
        <div className={styles['now']}>
          <OperationMeaning operation={operation} />
          <OperationActs key={id} operation={operation} />
        </div>
      </Card>
      <Card title={t('operation.asked')} headingLevel={3}>
        <OperationChange operation={operation} />
      </Card>
      <Card title={t('operation.facts')} headingLevel={3}>
        <OperationFacts operation={operation} />
      </Card>
      <LedgerCard key={id} operation={operation} />
      <Card title={t('operation.events')} headingLevel={3}>
        <OperationTimeline operation={operation} />
      </Card>
    </DetailPane>
  );
}
