import { Users } from 'lucide-react';
import { useEffect } from 'react';
import type { SyncedRecord } from '../../../preload/api/sync.ts';
import { api } from '../../app/api.ts';
import { useCall } from '../../app/query.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { StatusBadge } from '../../ui/index.ts';
import { recordLooks } from './record-looks.ts';

/**
 * How a record stands with the team's hub, and who else has it open; tells the others that it is open here. Nothing where this
 * desk works alone.
 */
export function SyncMark({ record, id }: { record: SyncedRecord; id: string }) {
  const t = useTranslate();
  const { data: status } = useCall('sync', 'status', {});
  const isJoined = status?.isJoined ?? false;
  const { data: rows } = useCall('sync', 'rowStates', { record, ids: [id] }, { enabled: isJoined });
  useEffect(() => {
    if (!isJoined) return undefined;
    void api.sync.setOpen({ open: [{ record, id }] });
    return () => void api.sync.setOpen({ open: [] });
  }, [isJoined, record, id]);
  const [row] = isJoined ? (rows ?? []) : [];
  if (!row) return null;
  const { tone, icon } = recordLooks[row.state];
  return (
    <>
      <StatusBadge
        tone={tone}
        icon={icon}
        label={t(`sync.state.${row.state}`, { why: t(`sync.refusal.${row.refusal ?? 'other'}`) })}
        variant="plain"
      />
      {row.openAt.length === 0 ? null : (
        <StatusBadge
          tone="info"
          icon={Users}
          variant="plain"
          label={t('sync.state.openAt', { names: row.openAt.join(', '), count: row.openAt.length })}
        />
      )}
    </>
  );
}
