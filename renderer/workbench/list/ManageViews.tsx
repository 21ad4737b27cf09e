import { useState, type ReactNode } from 'react';
import type { SavedView } from '../../../preload/api/views.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { useAction } from '../../app/query.ts';
import { useTranslate, type Translate } from '../../i18n/provider.tsx';
import { Badge, Button, ConfirmDialog, Dialog, StaticTable, type TableColumn } from '../../ui/index.ts';
import styles from './ManageViews.module.css';
import { SaveView } from './SaveView.tsx';
import type { List } from './state.ts';

export interface ManageViewsProps {
  list: List;
  views: readonly SavedView[];
  onClose: () => void;
}

/** The views of a list: which one it opens with, and one's own to rename, share and delete. */
export function ManageViews({ list, views, onClose }: ManageViewsProps) {
  const t = useTranslate();
  const [asked, setAsked] = useState<{ what: 'edit' | 'delete'; view: SavedView } | null>(null);
  const setDefault = useAction('views', 'setDefault');
  const acts = (view: SavedView) => (
    <span className={styles['acts']}>
      <Button
        size="small"
        variant="quiet"
        aria-label={`${t(view.isDefault ? 'list.view.noDefault' : 'list.view.makeDefault')}: ${view.name}`}
        onPress={() => setDefault.mutate({ list: list.name, id: view.isDefault ? null : view.id })}
      >
        {t(view.isDefault ? 'list.view.noDefault' : 'list.view.makeDefault')}
      </Button>
      {(['edit', 'delete'] as const).map((what) => (
        <Button
          key={what}
          size="small"
          variant="quiet"
          whyDisabled={view.isMine ? undefined : t('list.view.notYours', { name: view.owner })}
          aria-label={`${t(`list.view.${what}`)}: ${view.name}`}
          onPress={() => setAsked({ what, view })}
        >
          {t(`list.view.${what}`)}
        </Button>
      ))}
    </span>
  );
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('list.view.manage.title')}
      size="large"
      footer={<Button onPress={onClose}>{t('ui.close')}</Button>}
    >
      {setDefault.error ? <ErrorBanner error={setDefault.error.error} /> : null}
      <StaticTable
        label={t('list.view.manage.title')}
        columns={viewColumns(t, acts)}
        rows={views}
        rowId={({ id }) => id}
      />
      {asked?.what === 'edit' ? <SaveView list={list} of={asked.view} onClose={() => setAsked(null)} /> : null}
      {asked?.what === 'delete' ? (
        <DeleteView
          view={asked.view}
          onClose={(isDeleted) => {
            setAsked(null);
            // The last one: there is nothing to manage any more.
            if (isDeleted && views.length === 1) onClose();
          }}
        />
      ) : null}
    </Dialog>
  );
}

const viewColumns = (t: Translate, acts: (view: SavedView) => ReactNode): TableColumn<SavedView>[] => [
  {
    id: 'name',
    header: t('list.view.name'),
    isRowHeader: true,
    cell: (view) => <ViewName view={view} />,
  },
  {
    id: 'who',
    header: t('list.view.who'),
    width: 150,
    isMuted: true,
    cell: (view) => (view.isMine ? t(view.isShared ? 'list.view.sharedByMe' : 'list.view.mine') : view.owner),
  },
  { id: 'acts', header: t('list.view.acts'), hideHeader: true, width: 340, align: 'end', cell: acts },
];

function ViewName({ view }: { view: SavedView }) {
  const t = useTranslate();
  return (
    <span className={styles['name']}>
      {view.name} {view.isDefault ? <Badge>{t('list.view.isDefault')}</Badge> : null}
    </span>
  );
}

function DeleteView({ view, onClose }: { view: SavedView; onClose: (isDeleted: boolean) => void }) {
  const t = useTranslate();
  const remove = useAction('views', 'delete');
  return (
    <ConfirmDialog
      isOpen
      title={t('list.view.delete.title', { name: view.name })}
      confirmLabel={t('list.view.delete')}
      tone="danger"
      isBusy={remove.isPending}
      error={remove.error ? <ErrorBanner error={remove.error.error} /> : undefined}
      onCancel={() => onClose(false)}
      onConfirm={() => remove.mutate({ id: view.id }, { onSuccess: () => onClose(true) })}
    >
      {t(view.isShared ? 'list.view.delete.shared' : 'list.view.delete.text')}
    </ConfirmDialog>
  );
}
