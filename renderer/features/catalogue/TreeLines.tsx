import { ChevronRight, Ellipsis, Folder, FolderOpen, GripVertical, Package } from 'lucide-react';
import { Button } from 'react-aria-components';
import type { CategoryRow, ProductRow } from '../../../preload/api/catalogue.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Badge } from '../../ui/index.ts';
import { RowSyncMark } from '../team-hub/RowSyncMark.tsx';
import { DraftMark } from '../../workbench/DraftMark.tsx';
import { useMoneyText } from '../../workbench/Money.tsx';
import { priceText } from './priceText.ts';
import { ProductStatus } from './statuses.tsx';
import styles from './TreeLines.module.css';

/** Room before a line, by its depth: page edge, then one step a level. */
const indent = (level: number): { paddingInlineStart: number } => ({ paddingInlineStart: 12 + (level - 1) * 22 });

export interface CategoryLineProps {
  category: CategoryRow;
  level: number;
  canFold: boolean;
  isExpanded: boolean;
}

export function CategoryLine({ category, level, canFold, isExpanded }: CategoryLineProps) {
  const t = useTranslate();
  const Icon = canFold && isExpanded ? FolderOpen : Folder;
  return (
    <div className={styles['line']} style={indent(level)}>
      {canFold ? (
        <Button slot="chevron" className={styles['chevron'] ?? ''} aria-label={t('catalogue.expand')}>
          <ChevronRight aria-hidden="true" className={styles['chevronIcon']} data-open={isExpanded || undefined} />
        </Button>
      ) : (
        <span className={styles['chevron']} />
      )}
      <span className={styles['handle']}>
        <Icon aria-hidden="true" className={styles['icon']} />
        <Grip name={category.name} />
      </span>
      <RowSyncMark record="category" id={category.id} />
      <span className={styles['category']} title={category.name}>
        {category.name}
      </span>
      <DraftMark form={`category/${category.id}`} />
      <span className={styles['count']}>{t('catalogue.productCount', { count: category.productCount })}</span>
    </div>
  );
}

export function ProductLine({ product, level }: { product: ProductRow; level: number }) {
  const t = useTranslate();
  const money = useMoneyText();
  return (
    <div className={styles['line']} style={indent(level)}>
      <span className={styles['chevron']} />
      <span className={styles['handle']}>
        <Package aria-hidden="true" className={styles['icon']} />
        <Grip name={product.name} />
      </span>
      <RowSyncMark record="product" id={product.id} />
      <span className={styles['product']} title={product.name}>
        {product.name}
      </span>
      <DraftMark form={`product/${product.id}`} />
      {product.isVisible ? null : (
        <span className={styles['hidden']}>
          <Badge>{t('catalogue.status.hidden')}</Badge>
        </span>
      )}
      <span className={styles['price']}>{priceText(t, money, product)}</span>
      <span className={styles['status']}>
        <ProductStatus product={product} variant="plain" />
      </span>
    </div>
  );
}

/** What is dragged by: with the mouse, and by keyboard (Enter takes it up, arrows choose the place, Enter lets go). */
function Grip({ name }: { name: string }) {
  const t = useTranslate();
  return (
    <Button slot="drag" className={styles['grip'] ?? ''} aria-label={t('catalogue.drag', { name })}>
      <GripVertical aria-hidden="true" className={styles['chevronIcon']} />
    </Button>
  );
}

/** Stands for the products of a category that the tree does not show. */
export function MoreLine({ text, level }: { text: string; level: number }) {
  return (
    <div className={styles['line']} style={indent(level)}>
      <span className={styles['chevron']} />
      <Ellipsis aria-hidden="true" className={styles['icon']} />
      <span className={styles['more']}>{text}</span>
    </div>
  );
}
