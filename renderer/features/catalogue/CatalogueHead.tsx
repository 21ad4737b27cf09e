import { FolderPlus, PackagePlus, Plus } from 'lucide-react';
import { paths } from '../../app/paths.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Button, Menu, PageHeader, Tabs } from '../../ui/index.ts';
import { useGo } from '../../workbench/useGo.ts';
import { useMay } from '../../workbench/useMay.ts';

/** The head of the store catalogue: its tabs, and what can be added. */
export function CatalogueHead({ tab }: { tab: 'products' | 'list' }) {
  const t = useTranslate();
  return (
    <PageHeader title={t('catalogue.title')} actions={<AddNew />}>
      <Tabs
        label={t('catalogue.tabs')}
        selected={tab}
        items={[
          { id: 'products', label: t('catalogue.tab.products'), href: paths.catalogue },
          { id: 'list', label: t('catalogue.tab.list'), href: paths.productList },
        ]}
      />
    </PageHeader>
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
