import { ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { Operation } from '../../../preload/api/operations.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { When } from '../../workbench/When.tsx';
import { OperationActs } from './OperationActs.tsx';
import { OperationEvents } from './OperationEvents.tsx';
import { OperationMeaning } from './OperationMeaning.tsx';
import styles from './OperationItem.module.css';
import { OperationStateBadge } from './statuses.tsx';

export interface OperationItemProps {
  operation: Operation;
  /** Its outcome is not clear: it is shown open. */
  needsPerson: boolean;
}

/** Where an operation stands on the page, for what leads to it. */
export const operationAnchor = (id: string): string => `operation-${id}`;

/** One intended vendor call: kind, state, who, when; opened also what it means and what happened so far. */
export function OperationItem({ operation, needsPerson }: OperationItemProps) {
  const t = useTranslate();
  const [isOpen, setOpen] = useState(needsPerson);
  // One that comes to need a person while it is on the screen unfolds then.
  const [wasNeeded, setWasNeeded] = useState(needsPerson);
  if (needsPerson !== wasNeeded) {
    setWasNeeded(needsPerson);
    if (needsPerson) setOpen(true);
  }
  const panel = useId();
  const isSettledWell = operation.state === 'succeeded' || operation.state === 'abandoned';
  return (
    <li id={operationAnchor(operation.id)} className={styles['item']} data-attention={needsPerson || undefined}>
      <AriaButton
        className={styles['head'] ?? ''}
        aria-expanded={isOpen}
        aria-controls={panel}
        onPress={() => setOpen(!isOpen)}
      >
        <ChevronRight aria-hidden="true" className={styles['chevron']} />
        <span className={styles['kind']}>{t(`action.${operation.kind}`)}</span>
        <OperationStateBadge state={operation.state} kind={operation.kind} heldFor={operation.heldFor} />
        <span className={styles['meta']}>
          <span>{operation.askedBy}</span>
          <When at={operation.createdAt} />
        </span>
      </AriaButton>
      <div id={panel} className={styles['body']} hidden={!isOpen && isSettledWell}>
        {isSettledWell ? null : <OperationMeaning operation={operation} />}
        <OperationActs operation={operation} />
        {isOpen ? <OperationEvents operation={operation} /> : null}
      </div>
    </li>
  );
}
