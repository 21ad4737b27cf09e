import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Category } from '../../../../preload/api/catalogue.ts';
import { ErrorBanner } from '../../../app/ErrorBanner.tsx';
import { paths } from '../../../app/paths.ts';
import { useAction } from '../../../app/query.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { ConfirmDialog, Menu } from '../../../ui/index.ts';
import { useGo } from '../../../workbench/useGo.ts';
import { useMay } from '../../../workbench/useMay.ts';
import { useUndoable } from '../../../workbench/useUndo.ts';
import { undo } from '../undo-calls.ts';

/** Deletes an empty category, from the menu of further acts; says why it cannot be deleted otherwise. */
export function DeleteCategory({ category, hasChildren }: { category: Category; hasChildren: boolean }) {
  const t = useTranslate();
  const go = useGo();
  const may = useMay();
  const told = useUndoable();
  const [isAsked, setAsked] = useState(false);
  const remove = useAction('catalogue', 'deleteCategory');
  const why =
    may('catalogue.write') ?? (category.productCount > 0 || hasChildren ? t('category.delete.notEmpty') : undefined);
  return (
    <>
      <Menu
        groups={[
          {
            id: 'more',
            items: [
              {
                id: 'delete',
                label: t('category.delete'),
                description: why,
                icon: Trash2,
                tone: 'danger',
                isDisabled: why !== undefined,
                onAction: () => setAsked(true),
              },
            ],
          },
        ]}
      />
      <ConfirmDialog
        isOpen={isAsked}
        tone="danger"
        title={t('category.delete.ask', { name: category.name })}
        confirmLabel={t('category.delete')}
        isBusy={remove.isPending}
        error={remove.error ? <ErrorBanner error={remove.error.error} /> : undefined}
        onCancel={() => {
          setAsked(false);
          remove.reset();
        }}
        onConfirm={() => {
          remove.mutate(
            { id: category.id },
            {
              onSuccess: () => {
                told({
                  text: t('category.deleted'),
                  entry: undo.deleted(
                    t('undo.what.category.deleted', { name: category.name }),
                    'category',
                    category.id,
                  ),
                });
                go(paths.catalogue, { replace: true });
              },
            },
          );
        }}
      >
        {t('category.delete.text')}
      </ConfirmDialog>
    </>
  );
}
