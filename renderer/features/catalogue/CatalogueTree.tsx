import { useEffect, useMemo, useRef } from 'react';
import { Collection, ListLayout, Tree, TreeItem, TreeItemContent, Virtualizer, type Key } from 'react-aria-components';
import type { CategoryRow, ProductRow } from '../../../preload/api/catalogue.ts';
import { paths } from '../../app/paths.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { rowHeights, useDensity } from '../../ui/index.ts';
import { useList } from '../../workbench/list/state.ts';
import { focusDetail } from '../../workbench/MasterDetail.tsx';
import { useGo } from '../../workbench/useGo.ts';
import styles from './CatalogueTree.module.css';
import { useFolding } from './folding.ts';
import { places } from './moves.ts';
import { CategoryLine, MoreLine, ProductLine } from './TreeLines.tsx';
import { categoryTree, type CategoryNode } from './tree.ts';
import { useQuietEntry } from './useQuietEntry.ts';
import { useTreeMoves } from './useTreeMoves.ts';

export interface CatalogueTreeProps {
  categories: readonly CategoryRow[];
  /** Of the categories that show what is in them. */
  products: readonly ProductRow[];
  openIds: ReadonlySet<string>;
  /** Id of the category or product that is open. */
  openId: string | undefined;
  /** Something is open beside the tree: a record, or the form of a new one. */
  isOpen: boolean;
}

/**
 * Categories with their products. Arrow keys move and fold, what is selected is open beside, Enter goes into it; Alt with an arrow moves
 * a record, as dragging does. Only the lines in sight are drawn.
 */
export function CatalogueTree({ categories, products, openIds, openId, isOpen }: CatalogueTreeProps) {
  const t = useTranslate();
  const go = useGo();
  const list = useList('catalogue');
  const density = useDensity();
  const tree = useRef<HTMLDivElement>(null);
  const isEntering = useQuietEntry(tree);
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    // What was open is closed: the focus that was in it comes back to the tree.
    if (wasOpen.current && !isOpen && document.activeElement === document.body) tree.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  const nodes = useMemo(() => categoryTree(categories, products), [categories, products]);
  const all = useMemo(() => places(nodes), [nodes]);
  const names = useMemo(
    () => new Map([...categories, ...products].map(({ id, name }) => [id, name])),
    [categories, products],
  );
  const moves = useTreeMoves(all, (id) => names.get(id) ?? '');
  const layoutOptions = useMemo(() => ({ rowHeight: rowHeights[density] }), [density]);
  const open = (key: Key): void => {
    const id = String(key);
    if (id === openId) return;
    if (id.startsWith(morePrefix)) {
      list.change({ search: '', filters: { category: id.slice(morePrefix.length) } });
      return go(paths.productList);
    }
    go(all.get(id)?.kind === 'product' ? paths.catalogueProduct(id) : paths.category(id), {
      replace: openId !== undefined,
    });
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys are those of the tree inside
    <div className={styles['box']} onKeyDownCapture={moves.onKeyDown}>
      <Virtualizer layout={ListLayout} layoutOptions={layoutOptions}>
        <Tree
          ref={tree}
          aria-label={t('catalogue.tree')}
          items={nodes}
          dragAndDropHooks={moves.dragAndDropHooks}
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
          expandedKeys={openIds}
          onExpandedChange={(keys) =>
            useFolding.setState(({ isOpen: before }) => ({
              isOpen: { ...before, ...Object.fromEntries(categories.map(({ id }) => [id, keys.has(id)])) },
            }))
          }
          className={styles['tree'] ?? ''}
        >
          {(node) => <CategoryItem id={node.category.id} node={node} />}
        </Tree>
      </Virtualizer>
    </div>
  );
}

/** Begins the key of a line that stands for the products of a category that are not in the tree. */
const morePrefix = 'more:';

type Child =
  | { readonly id: string; readonly kind: 'category'; readonly node: CategoryNode }
  | { readonly id: string; readonly kind: 'product'; readonly product: ProductRow }
  | { readonly id: string; readonly kind: 'more'; readonly count: number };

function childrenOf({ category, children, products }: CategoryNode): Child[] {
  const left = category.productCount - products.length;
  return [
    ...children.map((node) => ({ id: node.category.id, kind: 'category', node }) as const),
    ...products.map((product) => ({ id: product.id, kind: 'product', product }) as const),
    ...(left > 0 ? [{ id: `${morePrefix}${category.id}`, kind: 'more', count: left } as const] : []),
  ];
}

/** The id is there for the collection, which asks each item for its key before it is drawn. */
function CategoryItem({ id, node }: { id: string; node: CategoryNode }) {
  const children = childrenOf(node);
  return (
    <TreeItem
      id={id}
      textValue={node.category.name}
      hasChildItems={children.length > 0}
      className={styles['item'] ?? ''}
    >
      <TreeItemContent>
        {({ level, hasChildItems, isExpanded }) => (
          <CategoryLine category={node.category} level={level} canFold={hasChildItems} isExpanded={isExpanded} />
        )}
      </TreeItemContent>
      <Collection items={children}>{(child) => <ChildItem id={child.id} child={child} />}</Collection>
    </TreeItem>
  );
}

function ChildItem({ id, child }: { id: string; child: Child }) {
  const t = useTranslate();
  if (child.kind === 'category') return <CategoryItem id={id} node={child.node} />;
  const text = child.kind === 'product' ? child.product.name : t('catalogue.tree.more', { count: child.count });
  return (
    <TreeItem id={id} textValue={text} className={styles['item'] ?? ''}>
      <TreeItemContent>
        {({ level }) =>
          child.kind === 'product' ? (
            <ProductLine product={child.product} level={level} />
          ) : (
            <MoreLine text={text} level={level} />
          )
        }
      </TreeItemContent>
    </TreeItem>
  );
}
