import { ChevronRight, Folder, FolderOpen, Package } from 'lucide-react';
import { Button } from 'react-aria-components';
import type { CategoryRow, ProductRow } from '../../../preload/api/catalogue.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Badge } from '../../ui/index.ts';
import { DraftMark } from '../../workbench/DraftMark.tsx';
import { useMoneyText } from '../../workbench/Money.tsx';
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
      <Icon aria-hidden="true" className={styles['icon']} />
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
  return (
    <div className={styles['line']} style={indent(level)}>
      <span className={styles['chevron']} />
      <Package aria-hidden="true" className={styles['icon']} />
      <span className={styles['product']} title={product.name}>
        {product.name}
      </span>
      <DraftMark form={`product/${product.id}`} />
      {product.isVisible ? null : (
        <span className={styles['hidden']}>
          <Badge>{t('catalogue.status.hidden')}</Badge>
        </span>
      )}
      <span className={styles['price']}>
        <PriceText product={product} />
      </span>
      <span className={styles['status']}>
        <ProductStatus product={product} variant="plain" />
      </span>
    </div>
  );
}

/** One price that stands for all: in the brand's currency where there is one, of the shortest term. */
function PriceText({ product }: { product: ProductRow }) {
  const t = useTranslate();
  const money = useMoneyText();
  const first = product.firstPrice;
  if (!first) return t('catalogue.noPrice');
  const price = t('catalogue.priceFrom', { price: money(first), term: t(`catalogue.term.${first.termMonths}.short`) });
  const more = product.priceCount - 1;
  return more === 0 ? price : `${price} ${t('catalogue.morePrices', { count: more })}`;
}
