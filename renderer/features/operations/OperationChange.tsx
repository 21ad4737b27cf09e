import type { OperationDetail } from '../../../preload/api/operations.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { KeyValue, type KeyValueItem } from '../../ui/index.ts';
import { BeforeAfter } from '../../workbench/BeforeAfter.tsx';
import { useMoneyText } from '../../workbench/Money.tsx';
import { changesOf } from './changes.ts';

/** What an operation changes: as it was read before the sending, and what was asked for or came of it; and its cost. */
export function OperationChange({ operation }: { operation: OperationDetail }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const money = useMoneyText();
  const changes: KeyValueItem[] = changesOf(operation, t, locale).map(({ id, label, before, after, isMono }) => ({
    id,
    label,
    value: <BeforeAfter before={before} after={after} isMono={isMono} />,
  }));
  const cost: KeyValueItem[] =
    // One that a changed price holds shows both prices already.
    operation.expectedCost === null || operation.heldFor !== null
      ? []
      : [{ id: 'cost', label: t('operation.cost'), value: money(operation.expectedCost) }];
  return changes.length + cost.length === 0 ? null : <KeyValue items={[...changes, ...cost]} />;
}
