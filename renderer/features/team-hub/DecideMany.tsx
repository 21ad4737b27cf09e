import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { VersionsView } from '../../../preload/api/sync-conflicts.ts';
import { type Chosen, type ManyResult, type ManyRow, maxDecided } from '../../../preload/api/sync-many.ts';
import { api, valueOf } from '../../app/api.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { useAction } from '../../app/query.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Banner, Button, Dialog, RadioGroup, Spinner, Tabs } from '../../ui/index.ts';
import { MoreButton } from '../../workbench/MoreButton.tsx';
import { useMay } from '../../workbench/useMay.ts';
import { usePreviewPages } from '../../workbench/usePreviewPages.ts';
import styles from './Conflict.module.css';
import { DecidedMany } from './DecidedMany.tsx';
import { ManyTable } from './ManyTable.tsx';

/** Which version is kept of each; the calls say mine for what is parked, whoever looks at it. */
export type Keep = 'mine' | 'theirs';

export interface DecideManyProps {
  chosen: Chosen;
  /** What a button asked for already; null: the person chooses here. */
  keep: Keep | null;
  /** `isDone`: something was decided. */
  onClose: (isDone: boolean) => void;
}

/** Decides many questions at once: which version, what that does to each, then the result with the way back. */
export function DecideMany({ chosen: given, keep, onClose }: DecideManyProps) {
  const [done, setDone] = useState<ManyResult | null>(null);
  // What is chosen stays what it was when the dialog opened.
  const [chosen] = useState(given);
  return done ? (
    <DecidedMany result={done} onClose={() => onClose(true)} />
  ) : (
    <Choose chosen={chosen} keep={keep} onDone={setDone} onClose={() => onClose(false)} />
  );
}

type Show = 'decided' | 'refused';
interface Page {
  readonly rows: readonly ManyRow[];
  readonly nextCursor: string | null;
  readonly decided: number;
  readonly refused: number;
  readonly left: number;
  readonly view: VersionsView;
}
const previewKey = ['decideManyPreview'] as const;

interface ChooseProps {
  chosen: Chosen;
  keep: Keep | null;
  onDone: (result: ManyResult) => void;
  onClose: () => void;
}

function Choose({ chosen, keep: first, onDone, onClose }: ChooseProps) {
  const t = useTranslate();
  const why = useMay()('sync.decide');
  const cache = useQueryClient();
  const [keep, setKeep] = useState(first);
  const [show, setShow] = useState<Show>('decided');
  // Also before anything is chosen: it says whose the versions are.
  const asked = { chosen, keep: keep ?? 'theirs', show } as const;
  const preview = usePreviewPages<ManyRow, Page>([...previewKey, asked], (cursor) =>
    valueOf(api.sync.previewMany({ ...asked, ...cursor })),
  );
  const decide = useAction('sync', 'decideMany');
  const isSent = useRef(false);
  const { counts } = preview;
  const view = counts?.view ?? 'others';
  const decided = counts?.decided ?? 0;
  const isReady = keep !== null && !preview.isFetching && decided > 0;
  const what = (which: Keep): string => t(`conflicts.keep.${which === 'mine' ? 'parked' : 'live'}.${view}`);

  const confirm = (): void => {
    if (keep === null || !isReady || isSent.current) return;
    isSent.current = true;
    decide.mutate(
      { chosen, keep, expect: { decided } },
      {
        onSuccess: onDone,
        onError: () => {
          isSent.current = false;
          void cache.invalidateQueries({ queryKey: previewKey });
        },
      },
    );
  };

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('conflicts.many.title')}
      subtitle={counts === undefined ? undefined : t('conflicts.many.count', { count: decided + counts.refused })}
      size="large"
      isBusy={decide.isPending}
      footer={
        <>
          <Button isDisabled={decide.isPending} onPress={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button variant="primary" whyDisabled={why} isBusy={decide.isPending} isDisabled={!isReady} onPress={confirm}>
            {keep === null
              ? t('conflicts.many.confirm.none')
              : t('conflicts.many.confirm', { what: what(keep), count: decided })}
          </Button>
        </>
      }
    >
      <div className={styles['body']}>
        <RadioGroup
          label={t('conflicts.many.keep')}
          variant="cards"
          orientation="horizontal"
          value={keep}
          onChange={(id) => setKeep(id as Keep)}
          options={(['mine', 'theirs'] as const).map((id) => ({
            id,
            label: what(id),
            description: t(`conflicts.many.keep.${id === 'mine' ? 'parked' : 'live'}`),
          }))}
        />
        {decide.error ? <ErrorBanner error={decide.error.error} /> : null}
        {counts !== undefined && counts.left > 0 ? (
          <Banner tone="info" title={t('conflicts.many.left', { count: counts.left, most: maxDecided })} />
        ) : null}
        {preview.error ? (
          <ErrorBanner error={preview.error} />
        ) : counts === undefined ? (
          <p className={styles['hint']} aria-busy="true">
            <Spinner size="small" label={t('conflicts.many.looking')} /> {t('conflicts.many.looking')}
          </p>
        ) : keep === null ? (
          <p className={styles['hint']}>{t('conflicts.many.choose')}</p>
        ) : (
          <Tabs
            label={t('conflicts.many.tabs')}
            isFlush
            selected={show}
            onSelect={(id) => setShow(id as Show)}
            items={(['decided', 'refused'] as const).map((id) => ({
              id,
              label: t(`conflicts.many.${id}`),
              count: counts[id],
            }))}
          >
            <div aria-busy={preview.isFetching}>
              {preview.rows.length === 0 ? (
                <p className={styles['hint']}>{t(`conflicts.many.${show}.empty`)}</p>
              ) : (
                <ManyTable label={t('conflicts.many.preview')} rows={preview.rows} />
              )}
              <MoreButton pages={preview} />
            </div>
          </Tabs>
        )}
      </div>
    </Dialog>
  );
}
