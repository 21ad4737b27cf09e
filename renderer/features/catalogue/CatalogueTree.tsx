import { useEffect, useRef } from 'react';
import { Tree, TreeItem, TreeItemContent, type Key } from 'react-aria-components';
import type { CategoryRow, ProductRow } from '../../../preload/api/catalogue.ts';
import { paths } from '../../app/paths.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { focusDetail } from '../../workbench/MasterDetail.tsx';
import { useGo } from '../../workbench/useGo.ts';
import styles from './CatalogueTree.module.css';
import { useCollapsed } from './collapsed.ts';
import { CategoryLine, ProductLine } from './TreeLines.tsx';
import { categoryTree, type CategoryNode } from './tree.ts';
import { useQuietEntry } from './useQuietEntry.ts';

export interface CatalogueTreeProps {
  categories: readonly CategoryRow[];
  products: readonly ProductRow[];
  /** Id of the category or product that is open. */
  openId: string | undefined;
  /** Something is open beside the tree: a record, or the form of a new one. */
  isOpen: boolean;
}

/** Categories with their products. Arrow keys move and fold, what is selected is open beside, Enter goes into it. */
export function CatalogueTree({ categories, products, openId, isOpen }: CatalogueTreeProps) {
  const t = useTranslate();
  const go = useGo();
  const collapsed = useCollapsed((state) => state.ids);
  const tree = useRef<HTMLDivElement>(null);
  const isEntering = useQuietEntry(tree);
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    // What was open is closed: the focus that was in it comes back to the tree.
    if (wasOpen.current && !isOpen && document.activeElement === document.body) tree.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  const nodes = categoryTree(categories, products);
  const isProduct = new Set(products.map(({ id }) => id));
  const open = (key: Key): void => {
    const id = String(key);
    if (id !== openId)
      go(isProduct.has(id) ? paths.catalogueProduct(id) : paths.category(id), { replace: openId !== undefined });
  };
  return (
    <Tree
      ref={tree}
      aria-label={t('catalogue.tree')}
      selectionMode="single"
      selectionBehavior="replace"
      selectedKeys={openId === undefined ? [] : [openId]}
      onSelectionChange={(keys) => {
        const [key] = keys === 'all' ? [] : keys;
        if (key !== undefined && !isEntering()) open(key);
      }}
      onAction={(key) => {
        open(key);
        focusDetail();
      }}
      expandedKeys={categories.filter(({ id }) => !collapsed.has(id)).map(({ id }) => id)}
      onExpandedChange={(keys) =>
        useCollapsed.setState({ ids: new Set(categories.filter(({ id }) => !keys.has(id)).map(({ id }) => id)) })
      }
      className={styles['tree'] ?? ''}
    >
      {nodes.map((node) => (
        <CategoryItem key={node.category.id} node={node} />
      ))}
    </Tree>
  );
}

function CategoryItem({ node }: { node: CategoryNode }) {
  return (
    <TreeItem id={node.category.id} textValue={node.category.name} className={styles['item'] ?? ''}>
      <TreeItemContent>
        {({ level, hasChildItems, isExpanded }) => (
          <CategoryLine category={node.category} level={level} canFold={hasChildItems} isExpanded={isExpanded} />
        )}
      </TreeItemContent>
      {node.children.map((child) => (
        <CategoryItem key={child.category.id} node={child} />
      ))}
      {node.products.map((product) => (
        <TreeItem key={product.id} id={product.id} textValue={product.name} className={styles['item'] ?? ''}>
          <TreeItemContent>{({ level }) => <ProductLine product={product} level={level} />}</TreeItemContent>
        </TreeItem>
      ))}
    </TreeItem>
  );
}
