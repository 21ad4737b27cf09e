import type { Operation } from '../../../preload/api/operations.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { StatusBadge } from '../../ui/index.ts';

/** An operation whose outcome a person waits for. A purchase says that it may have been one. */
export function AttentionStatus({ operation }: { operation: Pick<Operation, 'state' | 'kind'> }) {
  const t = useTranslate();
  const { state, kind } = operation;
  const suffix = kind === 'create' ? '.create' : '';
  if (state === 'unknown' || state === 'reconciling') {
    return <StatusBadge tone="unknown" label={t(`dashboard.operation.unknown${suffix}`)} />;
  }
  if (state === 'absent') return <StatusBadge tone="warning" label={t(`dashboard.operation.absent${suffix}`)} />;
  return <StatusBadge tone="info" label={t('dashboard.operation.other')} />;
}
