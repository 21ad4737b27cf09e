import type { OperationDetail } from '../../../preload/api/operations.ts';
import { paths } from '../../app/paths.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { KeyValue, Link, type KeyValueItem } from '../../ui/index.ts';
import { When } from '../../workbench/When.tsx';
import { OperationCause } from './OperationCause.tsx';

/** Who asked for an operation and why, when, over which account, and what finds it at the vendor. */
export function OperationFacts({ operation }: { operation: OperationDetail }) {
  const t = useTranslate();
  const { connectionId, connectionName, vendorId, token, attempt, askedBy, createdAt, sentAt, settledAt } = operation;
  const at = (id: string, label: string, instant: string | null): KeyValueItem[] =>
    instant === null ? [] : [{ id, label, value: <When at={instant} isExact /> }];
  return (
    <KeyValue
      items={[
        { id: 'askedBy', label: t('operations.askedBy'), value: askedBy },
        { id: 'cause', label: t('operation.cause'), value: <OperationCause operation={operation} /> },
        ...at('askedAt', t('operations.askedAt'), createdAt),
        ...at('sentAt', t('operation.sentAt'), sentAt),
        ...at('settledAt', t('operation.settledAt'), settledAt),
        {
          id: 'connection',
          label: t('manage.connection'),
          value: <Link href={paths.connection(connectionId)}>{connectionName}</Link>,
        },
        {
          id: 'vendorId',
          label: t('manage.vendorId'),
          value: vendorId,
          isMono: true,
          ...(vendorId === null ? {} : { copyText: vendorId }),
        },
        { id: 'token', label: t('operation.token'), value: token, isMono: true, copyText: token },
        { id: 'attempt', label: t('operation.attempt'), value: String(attempt) },
      ]}
    />
  );
}
