import type { Operation } from '../../../preload/api/operations.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Card } from '../../ui/index.ts';
import { OperationItem } from '../operations/OperationItem.tsx';
import styles from './OperationsCard.module.css';

/** Unknown outcomes first: they may have cost money and need looking at. Then what is under way, then the newest. */
const rank = ({ state, heldFor }: Operation): number => {
  if (state === 'unknown' || state === 'reconciling') return 0;
  if (state === 'absent' || heldFor !== null) return 1;
  return state === 'queued' || state === 'sending' || state === 'accepted' ? 2 : 3;
};

/** What was asked of the vendor for this contract product. */
export function OperationsCard({ operations }: { operations: readonly Operation[] }) {
  const t = useTranslate();
  const sorted = operations.toSorted((a, b) => rank(a) - rank(b) || b.createdAt.localeCompare(a.createdAt));
  return (
    <Card title={t('manage.operations')} headingLevel={3} isFlush={sorted.length > 0}>
      {sorted.length === 0 ? (
        <p className={styles['none']}>{t('manage.noOperations')}</p>
      ) : (
        <ul className={styles['list']}>
          {sorted.map((operation) => (
            <OperationItem key={operation.id} operation={operation} needsPerson={rank(operation) < 2} />
          ))}
        </ul>
      )}
    </Card>
  );
}
