import { BookOpen } from 'lucide-react';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { paths } from '../../app/paths.ts';
import { useCall } from '../../app/query.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Button, EmptyState, Skeleton } from '../../ui/index.ts';
import { MasterDetail } from '../../workbench/MasterDetail.tsx';
import { useDelayed } from '../../workbench/useDelayed.ts';
import { useGo } from '../../workbench/useGo.ts';
import { useOpen } from '../../workbench/useOpen.ts';
import { CatalogueHead } from './CatalogueHead.tsx';
import styles from './CataloguePage.module.css';
import { CatalogueTree } from './CatalogueTree.tsx';
import { useTreeProducts } from './useTreeProducts.ts';

/** Store catalogue > Products: categories with their products, and what is open beside them (spec items 19-31). */
export function CataloguePage() {
  const t = useTranslate();
  const { id, isOpen } = useOpen(paths.catalogue);
  return (
    <>
      <CatalogueHead tab="products" />
      <MasterDetail
        name="catalogue"
        listPath={paths.catalogue}
        listLabel={t('catalogue.tree')}
        detailLabel={t('catalogue.detail')}
        isOpen={isOpen}
        list={<List openId={id} isOpen={isOpen} />}
      />
    </>
  );
}

function List({ openId, isOpen }: { openId: string | undefined; isOpen: boolean }) {
  const t = useTranslate();
  const go = useGo();
  const categories = useCall('catalogue', 'listCategories', {});
  const products = useTreeProducts(categories.data);
  const isSlow = useDelayed(products.isPending);
  const error = categories.error?.error ?? products.error;
  if (error) {
    return (
      <div className={styles['notice']}>
        <ErrorBanner error={error} />
      </div>
    );
  }
  if (!categories.data || products.isPending) {
    return <div className={styles['notice']}>{isSlow ? <Skeleton lines={6} /> : null}</div>;
  }
  if (categories.data.length === 0) {
    return (
      <EmptyState
        icon={BookOpen}
        title={t('catalogue.empty')}
        action={
          isOpen ? undefined : <Button onPress={() => go(paths.newCategory)}>{t('catalogue.empty.action')}</Button>
        }
      >
        {t('catalogue.empty.text')}
      </EmptyState>
    );
  }
  return (
    <CatalogueTree
      categories={categories.data}
      products={products.products}
      openIds={products.openIds}
      openId={openId}
      isOpen={isOpen}
    />
  );
}
