import { UserX } from 'lucide-react';
import { useState } from 'react';
import type { Desk } from '../../../preload/api/sync.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { useAction, useCall } from '../../app/query.ts';
import { toasts } from '../../app/toasts.ts';
import { useTranslate, type Translate } from '../../i18n/provider.tsx';
import { Button, Card, ConfirmDialog, StaticTable, StatusBadge, type TableColumn } from '../../ui/index.ts';
import { When } from '../../workbench/When.tsx';
import { useMay } from '../../workbench/useMay.ts';
import { ChecksumBadge } from './HubCard.tsx';
import styles from './TeamHub.module.css';

/** The desks of the workspace, how far behind each is, and the way to shut one out. */
export function DesksCard() {
  const t = useTranslate();
  const why = useMay()('sync.write');
  const { data: desks, error } = useCall('sync', 'desks', {});
  const [asked, setAsked] = useState<Desk | null>(null);
  return (
    <Card title={t('hub.desks')} description={t('hub.desks.text')} isFlush={(desks?.length ?? 0) > 0}>
      {error ? <ErrorBanner error={error.error} /> : null}
      {desks?.length === 0 ? <p className={styles['text']}>{t('hub.desks.none')}</p> : null}
      {desks && desks.length > 0 ? (
        <StaticTable label={t('hub.desks')} columns={columns(t, why, setAsked)} rows={desks} rowId={({ id }) => id} />
      ) : null}
      {asked === null ? null : <RevokeDialog desk={asked} onClose={() => setAsked(null)} />}
    </Card>
  );
}

function columns(t: Translate, why: string | undefined, onRevoke: (desk: Desk) => void): TableColumn<Desk>[] {
  return [
    {
      id: 'name',
      header: t('hub.desk'),
      isRowHeader: true,
      width: '25%',
      wrap: true,
      cell: ({ name, isThis }) => (isThis ? t('hub.desk.this', { name }) : name),
    },
    {
      id: 'lag',
      header: t('hub.desk.lag'),
      cell: ({ lag, isRevoked }) => (isRevoked ? '—' : t('hub.desk.lag.count', { count: lag })),
    },
    {
      id: 'waiting',
      header: t('hub.desk.waiting'),
      cell: ({ waiting, isRevoked }) => (isRevoked ? '—' : t('hub.waiting.count', { count: waiting })),
    },
    {
      id: 'seen',
      header: t('hub.desk.seen'),
      cell: ({ lastSeen }) => (lastSeen === null ? '—' : <When at={lastSeen} />),
    },
    {
      id: 'values',
      header: t('hub.desk.values'),
      width: '20%',
      cell: ({ checksum, isRevoked, isAwaited }) =>
        isRevoked ? (
          <StatusBadge tone="neutral" variant="plain" label={t('hub.desk.revoked')} />
        ) : isAwaited ? (
          <StatusBadge tone="warning" variant="plain" label={t('hub.desk.awaited')} />
        ) : (
          <ChecksumBadge state={checksum} isShort />
        ),
    },
    {
      id: 'acts',
      header: t('hub.desk.acts'),
      hideHeader: true,
      align: 'end',
      cell: (desk) =>
        desk.isThis || desk.isRevoked ? null : (
          <Button
            size="small"
            icon={UserX}
            whyDisabled={why}
            aria-label={t('hub.revoke.of', { name: desk.name })}
            onPress={() => onRevoke(desk)}
          >
            {t('hub.revoke')}
          </Button>
        ),
    },
  ];
}

function RevokeDialog({ desk, onClose }: { desk: Desk; onClose: () => void }) {
  const t = useTranslate();
  const revoke = useAction('sync', 'revoke');
  return (
    <ConfirmDialog
      isOpen
      tone="danger"
      title={t('hub.revoke.ask', { name: desk.name })}
      confirmLabel={t('hub.revoke')}
      typedText={desk.name}
      isBusy={revoke.isPending}
      error={revoke.error ? <ErrorBanner error={revoke.error.error} /> : undefined}
      onCancel={onClose}
      onConfirm={() =>
        revoke.mutate(
          { deskId: desk.id, confirmation: desk.name },
          {
            onSuccess: () => {
              toasts.add({ tone: 'success', text: t('hub.revoked', { name: desk.name }) });
              onClose();
            },
          },
        )
      }
    >
      {t('hub.revoke.text')}
    </ConfirmDialog>
  );
}
