import { FileUp, FolderPlus, List, PackagePlus } from 'lucide-react';
import { paths } from '../../app/paths.ts';
import type { Command } from '../../workbench/commands.ts';

export const catalogueCommands: readonly Command[] = [
  {
    id: 'product.list',
    name: (t) => t('catalogue.tab.list'),
    group: 'pages',
    icon: List,
    right: 'catalogue.read',
    run: ({ go }) => go(paths.productList),
  },
  {
    id: 'product.fromFile',
    name: (t) => t('transfer.products'),
    group: 'create',
    icon: FileUp,
    right: 'catalogue.write',
    run: ({ go }) => go(paths.importProducts),
  },
  {
    id: 'product.new',
    name: (t) => t('product.new'),
    keywords: (t) => t('command.create.words'),
    group: 'create',
    icon: PackagePlus,
    right: 'catalogue.write',
    list: paths.catalogue,
    run: ({ go }) => go(paths.newProduct()),
  },
  {
    id: 'category.new',
    name: (t) => t('category.new'),
    keywords: (t) => t('command.create.words'),
    group: 'create',
    icon: FolderPlus,
    right: 'catalogue.write',
    run: ({ go }) => go(paths.newCategory),
  },
];
