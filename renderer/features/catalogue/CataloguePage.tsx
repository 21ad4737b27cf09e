import { BookOpen, FileDown, FileUp, FolderPlus, ListChecks, PackagePlus, Plus } from 'lucide-react';
import { useState } from 'react';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { paths } from '../../app/paths.ts';
import { useCall, useEveryRow } from '../../app/query.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Button, EmptyState, Menu, PageHeader, Skeleton, Tabs } from '../../ui/index.ts';
import { MasterDetail } from '../../workbench/MasterDetail.tsx';
import { useDelayed } from '../../workbench/useDelayed.ts';
import { useGo } from '../../workbench/useGo.ts';
import { useMay } from '../../workbench/useMay.ts';
import { useOpen } from '../../workbench/useOpen.ts';
import { BulkEditDialog } from './bulk-edit/BulkEditDialog.tsx';
import styles from './CataloguePage.module.css';
import { CatalogueTree } from './CatalogueTree.tsx';
import { ExportProducts } from './transfer/ExportProducts.tsx';

/** Store catalogue > Products: categories with their products, and what is open beside them (spec items 19-31). */
export function CataloguePage() {
  const t = useTranslate();
  const { id, isOpen } = useOpen(paths.catalogue);
  return (
    <>
      <PageHeader title={t('catalogue.title')} actions={<Acts />}>
        <Tabs
          label={t('catalogue.tabs')}
          selected="products"
          items={[{ id: 'products', label: t('catalogue.tab.products'), href: paths.catalogue }]}
        />
      </PageHeader>
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

/** What an act of the page's menu is about. */
const everything = { by: 'filter', filter: {} } as const;

function Acts() {
  const t = useTranslate();
  const go = useGo();
  const why = useMay()('catalogue.write');
  const [open, setOpen] = useState<'export' | 'edit' | null>(null);
  const close = (): void => setOpen(null);
  return (
    <>
      <Menu
        label={t('catalogue.more')}
        groups={[
          {
            id: 'transfer',
            items: [
              {
                id: 'read',
                label: t('transfer.products'),
                description: why ?? t('transfer.import.menu.text'),
                icon: FileUp,
                isDisabled: why !== undefined,
                onAction: () => go(paths.importProducts),
              },
              {
                id: 'export',
                label: t('transfer.export'),
                description: t('transfer.export.menu.text'),
                icon: FileDown,
                onAction: () => setOpen('export'),
              },
              {
                id: 'edit',
                label: t('bulkEdit.all'),
                description: why ?? t('bulkEdit.all.text'),
                icon: ListChecks,
                isDisabled: why !== undefined,
                onAction: () => setOpen('edit'),
              },
            ],
          },
        ]}
      />
      <AddNew />
      {open === 'export' ? <ExportProducts chosen={everything} onClose={close} /> : null}
      {open === 'edit' ? <BulkEditDialog chosen={everything} onClose={close} /> : null}
    </>
  );
}

function AddNew() {
  const t = useTranslate();
  const go = useGo();
  const why = useMay()('catalogue.write');
  const button = (
    <Button variant="primary" icon={Plus} whyDisabled={why}>
      {t('catalogue.addNew')}
    </Button>
  );
  if (why !== undefined) return button;
  return (
    <Menu
      label={t('catalogue.addNew')}
      trigger={button}
      groups={[
        {
          id: 'new',
          items: [
            {
              id: 'category',
              label: t('catalogue.add.category'),
              description: t('catalogue.add.category.text'),
              icon: FolderPlus,
              onAction: () => go(paths.newCategory),
            },
            {
              id: 'product',
              label: t('catalogue.add.product'),
              description: t('catalogue.add.product.text'),
              icon: PackagePlus,
              onAction: () => go(paths.newProduct()),
            },
          ],
        },
      ]}
    />
  );
}

function List({ openId, isOpen }: { openId: string | undefined; isOpen: boolean }) {
  const t = useTranslate();
  const go = useGo();
  const categories = useCall('catalogue', 'listCategories', {});
  const products = useEveryRow('catalogue', 'listProducts', {});
  const isSlow = useDelayed(categories.isPending || products.isPending);
  const error = categories.error ?? products.error;
  if (error) {
    return (
      <div className={styles['notice']}>
        <ErrorBanner error={error.error} />
      </div>
    );
  }
  if (!categories.data || !products.data) {
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
  return <CatalogueTree categories={categories.data} products={products.data} openId={openId} isOpen={isOpen} />;
}
