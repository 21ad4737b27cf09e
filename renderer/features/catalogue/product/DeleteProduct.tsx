import { Trash2 } from 'lucide-react';
import type { Product } from '../../../../preload/api/catalogue.ts';
import { errorText } from '../../../app/ErrorBanner.tsx';
import { paths } from '../../../app/paths.ts';
import { useAction } from '../../../app/query.ts';
import { toasts } from '../../../app/toasts.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Menu } from '../../../ui/index.ts';
import { useGo } from '../../../workbench/useGo.ts';
import { useMay } from '../../../workbench/useMay.ts';
import { useUndoable } from '../../../workbench/useUndo.ts';
import { undo } from '../undo-calls.ts';

/** Deletes a product that nothing was sold of, at once: it can be taken back. One that is in use says what to do instead. */
export function DeleteProduct({ product }: { product: Product }) {
  const t = useTranslate();
  const go = useGo();
  const may = useMay();
  const told = useUndoable();
  const remove = useAction('catalogue', 'deleteProduct');
  const why = may('catalogue.write') ?? (product.isInUse ? t('error.catalogue.product_in_use') : undefined);
  const act = (): void => {
    const { id, name } = product;
    remove.mutate(
      { id },
      {
        onSuccess: () => {
          told({
            text: t('product.deleted', { name }),
            entry: undo.deleted(t('undo.what.product.deleted', { name }), 'product', id),
          });
          go(paths.catalogue, { replace: true });
        },
        onError: ({ error }) => {
          toasts.add({ tone: 'danger', text: errorText(t, error) });
        },
      },
    );
  };
  return (
    <Menu
      groups={[
        {
          id: 'more',
          items: [
            {
              id: 'delete',
              label: t('product.delete'),
              description: why,
              icon: Trash2,
              tone: 'danger',
              isDisabled: why !== undefined,
              onAction: act,
            },
          ],
        },
      ]}
    />
  );
}
