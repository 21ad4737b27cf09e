import { PencilLine } from 'lucide-react';
import { useTranslate } from '../i18n/provider.tsx';
import { draftsIn, useDrafts } from '../state/drafts.ts';
import { useEnvironment } from '../state/environment.ts';
import { Button, Menu } from '../ui/index.ts';
import { useGo } from '../workbench/useGo.ts';
import { draftPlace } from './drafts.ts';
import styles from './Shell.module.css';

/** How many forms of the environment hold unsaved text. */
export function useDraftCount(): number {
  const environment = useEnvironment((state) => state.environment);
  return useDrafts(({ drafts }) => draftsIn(drafts, environment ?? '').length);
}

/** In the frame of every page: which forms hold unsaved text, that it is kept, and the way to each. */
export function DraftsMenu() {
  const t = useTranslate();
  const go = useGo();
  const environment = useEnvironment((state) => state.environment);
  const drafts = useDrafts((state) => state.drafts);
  const all = draftsIn(drafts, environment ?? '');
  if (all.length === 0) return null;
  const text = t('drafts.count', { count: all.length });
  return (
    <Menu
      label={text}
      placement="top start"
      trigger={
        <Button variant="quiet" size="small" icon={PencilLine}>
          <span className={styles['word']}>{text}</span>
        </Button>
      }
      groups={[
        {
          id: 'drafts',
          heading: t('drafts.kept'),
          items: all.flatMap(([id, draft]) => {
            const place = draftPlace(t, id, draft);
            return place ? [{ id, label: place.label, onAction: () => go(place.path) }] : [];
          }),
        },
      ]}
    />
  );
}
