import { Undo2 } from 'lucide-react';
import type { ManyResult } from '../../../preload/api/sync-many.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { paths } from '../../app/paths.ts';
import { useAction } from '../../app/query.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Banner, Button, Dialog, Link } from '../../ui/index.ts';
import { useMay } from '../../workbench/useMay.ts';
import styles from './Conflict.module.css';
import { ManyTable } from './ManyTable.tsx';

/** What deciding many came to, which were left open and why, and the way back: the other version where nothing changed since. */
export function DecidedMany({ result, onClose }: { result: ManyResult; onClose: () => void }) {
  const t = useTranslate();
  const why = useMay()('sync.decide');
  const turn = useAction('sync', 'takeOthers');
  const { decided, refused, refusals, heldUp, left } = result;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('conflicts.many.title')}
      size="large"
      isBusy={turn.isPending}
      footer={
        <>
          {turn.data ? null : (
            <Button
              icon={Undo2}
              whyDisabled={why}
              isBusy={turn.isPending}
              onPress={() => turn.mutate({ id: result.id })}
            >
              {t('conflicts.many.turn')}
            </Button>
          )}
          <Button variant="primary" isDisabled={turn.isPending} onPress={onClose}>
            {t('conflicts.many.close')}
          </Button>
        </>
      }
    >
      <div className={styles['body']}>
        {turn.error ? <ErrorBanner error={turn.error.error} /> : null}
        {turn.data ? (
          <>
            <Banner tone="success" live="status" title={t('conflicts.many.turned', { count: turn.data.changed })} />
            {turn.data.stayed === 0 ? null : (
              <Banner tone="warning" title={t('conflicts.many.turned.stayed', { count: turn.data.stayed })} />
            )}
          </>
        ) : (
          <>
            <Banner tone="success" live="status" title={t('conflicts.many.done', { count: decided })}>
              {t('conflicts.many.done.text')}
            </Banner>
            {heldUp === 0 ? null : (
              <Banner
                tone="warning"
                title={t('conflicts.many.done.heldUp', { count: heldUp })}
                actions={<Link href={paths.teamHub}>{t('settings.teamHub')}</Link>}
              />
            )}
            {left === 0 ? null : <Banner tone="info" title={t('conflicts.many.done.left', { count: left })} />}
            {refused === 0 ? null : (
              <>
                <Banner tone="warning" title={t('conflicts.many.done.refused', { count: refused })} />
                <ManyTable label={t('conflicts.many.refused')} rows={refusals} />
              </>
            )}
          </>
        )}
      </div>
    </Dialog>
  );
}
