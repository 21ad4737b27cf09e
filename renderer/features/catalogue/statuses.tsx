import type { Product } from '../../../preload/api/catalogue.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { StatusBadge, type StatusBadgeProps, type StatusTone } from '../../ui/index.ts';

type State = 'orderable' | 'inactive' | 'incomplete';

const tones: Record<State, StatusTone> = { orderable: 'success', inactive: 'neutral', incomplete: 'warning' };

/** Switched off is a decision, missing something is a task: they look different. */
export function stateOf(product: Pick<Product, 'isActive' | 'notOrderable'>): State {
  if (!product.isActive) return 'inactive';
  return product.notOrderable.length === 0 ? 'orderable' : 'incomplete';
}

export interface ProductStatusProps extends Pick<StatusBadgeProps, 'variant'> {
  product: Pick<Product, 'isActive' | 'notOrderable'>;
}

export function ProductStatus({ product, variant }: ProductStatusProps) {
  const t = useTranslate();
  const state = stateOf(product);
  return <StatusBadge variant={variant} tone={tones[state]} label={t(`catalogue.status.${state}`)} />;
}
