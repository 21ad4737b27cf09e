import type { Operation } from '../../../preload/api/operations.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { KeyValue } from '../../ui/index.ts';
import { Money } from '../../workbench/Money.tsx';

/** The two prices of an operation that waits for a word because the vendor's price changed. */
export function OperationHeld({ operation }: { operation: Operation }) {
  const t = useTranslate();
  const { expectedCost, quotedCost } = operation;
  return (
    <KeyValue
      items={[
        {
          id: 'agreed',
          label: t('operation.cost.agreed'),
          value: expectedCost === null ? null : <Money value={expectedCost} />,
        },
        {
          id: 'now',
          label: t('operation.cost.now'),
          value: quotedCost === null ? null : <Money value={quotedCost} />,
        },
      ]}
    />
  );
}
