import type { ContractProduct } from '../../../../preload/api/contract-products.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Button } from '../../../ui/index.ts';
import { useNow } from '../../../workbench/useNow.ts';
import { When } from '../../../workbench/When.tsx';
import { operationAnchor } from '../../operations/OperationItem.tsx';
import { OperationStateBadge } from '../../operations/statuses.tsx';
import { latestOperation } from '../license-state.ts';
import styles from './LatestOperation.module.css';

/** What is under way, or came to its end just now, live beside the buttons; and the way to its history further down. */
export function LatestOperation({ contract }: { contract: ContractProduct }) {
  const t = useTranslate();
  const operation = latestOperation(contract, useNow());
  if (operation === undefined) return null;
  const show = (): void => {
    const item = document.getElementById(operationAnchor(operation.id));
    item?.scrollIntoView({ block: 'center' });
    item?.querySelector('button')?.focus({ preventScroll: true });
  };
  return (
    <div className={styles['line']}>
      <output className={styles['state']}>
        <span>{t(`action.${operation.kind}`)}</span>
        <OperationStateBadge state={operation.state} kind={operation.kind} heldFor={operation.heldFor} />
      </output>
      {operation.settledAt === null ? null : (
        <span className={styles['when']}>
          <When at={operation.settledAt} />
        </span>
      )}
      <Button size="small" variant="quiet" onPress={show}>
        {t('license.look')}
      </Button>
    </div>
  );
}
