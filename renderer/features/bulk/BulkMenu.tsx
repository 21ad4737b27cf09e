import { Bookmark, ClipboardPaste, History, ListChecks } from 'lucide-react';
import { useState } from 'react';
import { api, CallError, valueOf } from '../../app/api.ts';
import { errorText } from '../../app/ErrorBanner.tsx';
import { paths } from '../../app/paths.ts';
import { toasts } from '../../app/toasts.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Button, Menu } from '../../ui/index.ts';
import { useGo } from '../../workbench/useGo.ts';
import { PasteList } from './PasteList.tsx';
import { SavedSelections } from './SavedSelections.tsx';
import { useProductChoice } from './selection.ts';

/** Beside the list of contract products: ways to many of them at once, and what was done to many. */
export function BulkMenu() {
  const t = useTranslate();
  const go = useGo();
  const { marks, setFilter } = useProductChoice();
  const [asked, setAsked] = useState<'paste' | 'saved' | null>(null);
  const mark = (ids: readonly string[]): void => {
    marks.clear();
    marks.add(ids);
    setAsked(null);
  };
  return (
    <>
      <Menu
        label={t('bulk.menu')}
        trigger={<Button icon={ListChecks}>{t('bulk.menu')}</Button>}
        groups={[
          {
            id: 'select',
            items: [
              {
                id: 'paste',
                icon: ClipboardPaste,
                label: t('bulk.paste'),
                description: t('bulk.paste.text'),
                onAction: () => setAsked('paste'),
              },
              {
                id: 'saved',
                icon: Bookmark,
                label: t('bulk.saved'),
                description: t('bulk.saved.text'),
                onAction: () => setAsked('saved'),
              },
            ],
          },
          {
            id: 'runs',
            items: [
              {
                id: 'runs',
                icon: History,
                label: t('bulk.runs'),
                description: t('bulk.runs.text'),
                onAction: () => go(paths.bulkRuns),
              },
            ],
          },
        ]}
      />
      {asked === 'paste' ? <PasteList onSelect={mark} onClose={() => setAsked(null)} /> : null}
      {asked === 'saved' ? (
        <SavedSelections
          onClose={() => setAsked(null)}
          onSelect={({ id, filter }) => {
            if (filter) {
              setFilter(filter);
              marks.everything();
              setAsked(null);
              return;
            }
            void valueOf(api.bulk.ids({ selection: { by: 'saved', id } })).then(
              ({ ids }) => mark(ids),
              (error: unknown) => {
                if (error instanceof CallError) toasts.add({ tone: 'danger', text: errorText(t, error.error) });
              },
            );
          }}
        />
      ) : null}
    </>
  );
}
