import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router';
import type { RootRoute } from '../../app/router.tsx';

/** Promo codes: the list beside one of them or the form of a new one. */
export function promoCodeRoutes(root: RootRoute): AnyRoute[] {
  const list = createRoute({
    getParentRoute: () => root,
    path: 'catalogue/promo-codes',
    component: lazyRouteComponent(() => import('./PromoCodesPage.tsx'), 'PromoCodesPage'),
  });
  const create = createRoute({
    getParentRoute: () => list,
    path: 'new',
    component: lazyRouteComponent(() => import('./NewPromoCode.tsx'), 'NewPromoCode'),
  });
  const detail = createRoute({
    getParentRoute: () => list,
    path: '$id',
    component: lazyRouteComponent(() => import('./PromoCodeDetail.tsx'), 'PromoCodeDetail'),
  });
  return [list.addChildren([create, detail])];
}
