import { Bookmark, Columns3, Copy, Download } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { SavedView } from '../../../preload/api/views.ts';
import { toasts } from '../../app/toasts.ts';
import { useAction, useCall } from '../../app/query.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Button, IconButton, Menu, type TableColumn } from '../../ui/index.ts';
import { ColumnsDialog } from './ColumnsDialog.tsx';
import { ManageViews } from './ManageViews.tsx';
import { SaveView } from './SaveView.tsx';
import type { List } from './state.ts';
import { useExport } from './useExport.ts';
import { isSame } from './views.ts';

export interface ListToolsProps<T> {
  list: List;
  columns: readonly TableColumn<T>[];
  /** Copies the marked rows, or those that are shown. */
  onCopy: () => void;
  /** For a file: what the list is called, the columns in sight, and every row. Without it the list has a way of its own. */
  file?: {
    readonly name: string;
    readonly columns: readonly TableColumn<T>[];
    readonly readAll: () => Promise<readonly T[]>;
    readonly isCut: boolean;
  };
}

/** Beside a list's filters: its saved views, its columns, and its rows as text. */
export function ListTools<T>({ list, columns, onCopy, file }: ListToolsProps<T>) {
  const t = useTranslate();
  const [asked, setAsked] = useState<'columns' | 'save' | 'manage' | null>(null);
  const { data: views = [] } = useCall('views', 'list', { list: list.name });
  const update = useAction('views', 'update');
  const current = views.find(({ id }) => id === list.viewId);
  const isChanged = current !== undefined && !isSame(current.definition, list.definition);
  useDefaultView(list, views);
  const name = current
    ? isChanged
      ? t('list.view.changed', { name: current.name })
      : current.name
    : t('list.view.none');
  return (
    <>
      <Menu
        label={t('list.views')}
        trigger={
          <Button size="small" icon={Bookmark} aria-label={`${t('list.view')}: ${name}`}>
            {name}
          </Button>
        }
        groups={[
          {
            id: 'views',
            heading: t('list.views'),
            items: [
              {
                id: 'none',
                label: t('list.view.none'),
                isChecked: current === undefined,
                onAction: () => list.apply(null),
              },
              ...views.map((view) => ({
                id: view.id,
                label: view.name,
                ...(view.isMine ? {} : { description: t('list.view.of', { name: view.owner }) }),
                isChecked: view.id === current?.id,
                onAction: () => list.apply(view),
              })),
            ],
          },
          {
            id: 'acts',
            items: [
              { id: 'save', label: t('list.view.save'), onAction: () => setAsked('save') },
              ...(current?.isMine && isChanged
                ? [
                    {
                      id: 'update',
                      label: t('list.view.update', { name: current.name }),
                      onAction: () =>
                        update.mutate(
                          { id: current.id, definition: list.definition },
                          {
                            onSuccess: () => toasts.add({ tone: 'success', text: t('list.view.updated') }),
                            onError: ({ error }) =>
                              toasts.add({ tone: 'danger', text: t(error.messageKey, error.params) }),
                          },
                        ),
                    },
                  ]
                : []),
              ...(current && isChanged
                ? [
                    {
                      id: 'back',
                      label: t('list.view.back', { name: current.name }),
                      onAction: () => list.apply(current),
                    },
                  ]
                : []),
              {
                id: 'manage',
                label: t('list.view.manage'),
                isDisabled: views.length === 0,
                onAction: () => setAsked('manage'),
              },
            ],
          },
        ]}
      />
      <IconButton size="small" icon={Columns3} label={t('list.columns')} onPress={() => setAsked('columns')} />
      <IconButton size="small" icon={Copy} label={t('list.copy')} keys={['Ctrl', 'C']} onPress={onCopy} />
      {file ? <ExportButton {...file} /> : null}
      {asked === 'columns' ? <ColumnsDialog list={list} columns={columns} onClose={() => setAsked(null)} /> : null}
      {asked === 'save' ? <SaveView list={list} onClose={() => setAsked(null)} /> : null}
      {asked === 'manage' ? <ManageViews list={list} views={views} onClose={() => setAsked(null)} /> : null}
    </>
  );
}

function ExportButton<T>(file: NonNullable<ListToolsProps<T>['file']>) {
  const t = useTranslate();
  const { isBusy, save } = useExport(file);
  return <IconButton size="small" icon={Download} label={t('list.export')} isDisabled={isBusy} onPress={save} />;
}

/** A list that was never looked at here opens with its default view. */
function useDefaultView(list: List, views: readonly SavedView[]): void {
  const usual = list.isTouched ? undefined : views.find(({ isDefault }) => isDefault);
  useEffect(() => {
    if (usual) list.apply(usual);
    // The list's functions are new at each drawing; the view is what decides.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [usual]);
}
