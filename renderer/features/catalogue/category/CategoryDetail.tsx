import { useParams } from '@tanstack/react-router';
import { PackagePlus } from 'lucide-react';
import { paths } from '../../../app/paths.ts';
import { useCall } from '../../../app/query.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Button } from '../../../ui/index.ts';
import { DetailPane, DetailPending } from '../../../workbench/DetailPane.tsx';
import { useGo } from '../../../workbench/useGo.ts';
import { useMay } from '../../../workbench/useMay.ts';
import { SyncMark } from '../../team-hub/SyncMark.tsx';
import { categoryPath } from '../tree.ts';
import { CategoryEditor } from './CategoryEditor.tsx';
import { DeleteCategory } from './DeleteCategory.tsx';

/** One category: its fields, the way to a product in it, and the way to delete it. */
export function CategoryDetail() {
  const t = useTranslate();
  const go = useGo();
  const may = useMay();
  const { id = '' }: { id?: string } = useParams({ strict: false });
  const list = useCall('catalogue', 'listCategories', {});
  const { data: category, error } = useCall('catalogue', 'getCategory', { id });
  const categories = list.data;
  if (!categories || !category) return <DetailPending error={error ?? list.error} listPath={paths.catalogue} />;
  const parent = category.parentId;
  return (
    <DetailPane
      title={category.name}
      badge={<SyncMark record="category" id={id} />}
      subtitle={parent === null ? undefined : categoryPath(categories, parent)}
      listPath={paths.catalogue}
      actions={
        <>
          <Button
            icon={PackagePlus}
            whyDisabled={may('catalogue.write')}
            onPress={() => go(paths.newProduct(category.id))}
          >
            {t('category.addProduct')}
          </Button>
          <DeleteCategory category={category} hasChildren={categories.some((each) => each.parentId === id)} />
        </>
      }
    >
      <CategoryEditor key={id} category={category} categories={categories} />
    </DetailPane>
  );
}
