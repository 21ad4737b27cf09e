import { LogIn, Plus, Share2 } from 'lucide-react';
import { useState } from 'react';
import type { SyncStatus } from '../../../preload/api/sync.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Button, EmptyState } from '../../ui/index.ts';
import { useMay } from '../../workbench/useMay.ts';
import { CreateWorkspace } from './CreateWorkspace.tsx';
import { JoinWorkspace } from './JoinWorkspace.tsx';
import styles from './TeamHub.module.css';

/** A desk without a hub: the two ways to one. */
export function Alone({ status }: { status: SyncStatus }) {
  const t = useTranslate();
  const why = useMay()('sync.write');
  const [open, setOpen] = useState<'create' | 'join' | null>(null);
  const close = (): void => setOpen(null);
  return (
    <>
      <EmptyState
        icon={Share2}
        title={t('hub.alone')}
        action={
          <div className={styles['ways']}>
            <Button variant="primary" icon={Plus} whyDisabled={why} onPress={() => setOpen('create')}>
              {t('hub.create')}
            </Button>
            <Button icon={LogIn} whyDisabled={why} onPress={() => setOpen('join')}>
              {t('hub.join')}
            </Button>
          </div>
        }
      >
        {t('hub.alone.text')}
      </EmptyState>
      {open === 'create' ? <CreateWorkspace suggestedName={status.suggestedDeskName} onClose={close} /> : null}
      {open === 'join' ? <JoinWorkspace suggestedName={status.suggestedDeskName} onClose={close} /> : null}
    </>
  );
}
