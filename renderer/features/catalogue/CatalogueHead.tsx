import { FileDown, FileUp, FolderPlus, ListChecks, PackagePlus, Plus } from 'lucide-react';
import { useState } from 'react';
import { paths } from '../../app/paths.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Button, Menu, PageHeader, Tabs } from '../../ui/index.ts';
import { useGo } from '../../workbench/useGo.ts';
import { useMay } from '../../workbench/useMay.ts';
import { BulkEditDialog } from './bulk-edit/BulkEditDialog.tsx';
import { ExportProducts } from './transfer/ExportProducts.tsx';

/** The head of the store catalogue: its tabs, and what can be added. */
export function CatalogueHead({ tab }: { tab: 'products' | 'list' | 'promoCodes' }) {
  const t = useTranslate();
  return (
    <PageHeader title={t('catalogue.title')} actions={<Acts />}>
      <Tabs
        label={t('catalogue.tabs')}
        selected={tab}
        items={[
          { id: 'products', label: t('catalogue.tab.products'), href: paths.catalogue },
          { id: 'list', label: t('catalogue.tab.list'), href: paths.productList },
          { id: 'promoCodes', label: t('promoCodes.title'), href: paths.promoCodes },
        ]}
      />
    </PageHeader>
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
