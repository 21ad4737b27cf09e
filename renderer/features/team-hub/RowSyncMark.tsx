/* oxlint-disable jsx-a11y/prefer-tag-over-role -- an icon of the set is drawn, it is no file */
import { Users } from 'lucide-react';
import type { SyncedRecord } from '../../../preload/api/sync.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { recordLooks } from './record-looks.ts';
import styles from './RowSyncMark.module.css';
import { useRowState } from './row-states.ts';

/** In a list: how a record stands with the team's hub, and who else has it open. An icon for each state; its words are its name. */
export function RowSyncMark({ record, id }: { record: SyncedRecord; id: string }) {
  const t = useTranslate();
  const row = useRowState(record, id);
  if (row === null) return null;
  const { icon: Icon, tone } = recordLooks[row.state];
  const state = t(`sync.state.${row.state}`, { why: t(`sync.refusal.${row.refusal ?? 'other'}`) });
  const openAt =
    row.openAt.length === 0 ? null : t('sync.state.openAt', { names: row.openAt.join(', '), count: row.openAt.length });
  return (
    <span className={styles['mark']}>
      <span title={state} data-tone={tone}>
        <Icon role="img" aria-label={state} className={styles['icon']} />
      </span>
      {openAt === null ? null : (
        <span title={openAt} data-tone="info">
          <Users role="img" aria-label={openAt} className={styles['icon']} />
        </span>
      )}
    </span>
  );
}
