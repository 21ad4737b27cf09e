import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router';
import type { RootRoute } from '../../app/router.tsx';

/** Products & services: what clients own, beside it one contract product with its tabs. */
export function contractProductRoutes(root: RootRoute): AnyRoute[] {
  const list = createRoute({
    getParentRoute: () => root,
    path: 'products',
    component: lazyRouteComponent(() => import('./ContractProductsPage.tsx'), 'ContractProductsPage'),
  });
  const detail = createRoute({
    getParentRoute: () => list,
    path: '$id/{-$tab}',
    component: lazyRouteComponent(() => import('./ContractProductDetail.tsx'), 'ContractProductDetail'),
  });
  return [list.addChildren([detail])];
}
