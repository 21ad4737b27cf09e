import { useSearch } from '@tanstack/react-router';
import { FolderPlus } from 'lucide-react';
import { paths } from '../../../app/paths.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Button, EmptyState } from '../../../ui/index.ts';
import { DetailPane, DetailPending } from '../../../workbench/DetailPane.tsx';
import { useGo } from '../../../workbench/useGo.ts';
import { NewProductForm } from './NewProductForm.tsx';
import { useProductChoices } from './useProductChoices.ts';

/** Store catalogue > Products > Add new > Products. Without a category it leads to making one (spec item 24). */
export function NewProduct() {
  const t = useTranslate();
  const go = useGo();
  const { category }: { category?: string } = useSearch({ strict: false });
  const { choices, error } = useProductChoices();
  if (!choices) return <DetailPending error={error} listPath={paths.catalogue} />;
  const { categories } = choices;
  const wanted = categories.find(({ id }) => id === category) ?? (categories.length === 1 ? categories[0] : undefined);
  return (
    <DetailPane title={t('product.new')} listPath={paths.catalogue}>
      {categories.length === 0 ? (
        <EmptyState
          icon={FolderPlus}
          title={t('product.noCategory')}
          action={
            <Button variant="primary" onPress={() => go(paths.newCategory)}>
              {t('product.noCategory.action')}
            </Button>
          }
        >
          {t('product.noCategory.text')}
        </EmptyState>
      ) : (
        <NewProductForm choices={choices} categoryId={wanted?.id ?? null} />
      )}
    </DetailPane>
  );
}
