import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router';
import type { RootRoute } from '../../app/router.tsx';

/** Orders: the list beside one order, and the page that places a new one. */
export function orderRoutes(root: RootRoute): AnyRoute[] {
  const create = createRoute({
    getParentRoute: () => root,
    path: 'orders/new',
    component: lazyRouteComponent(() => import('./new/NewOrder.tsx'), 'NewOrder'),
  });
  const list = createRoute({
    getParentRoute: () => root,
    path: 'orders',
    component: lazyRouteComponent(() => import('./OrdersPage.tsx'), 'OrdersPage'),
  });
  const detail = createRoute({
    getParentRoute: () => list,
    path: '$id',
    component: lazyRouteComponent(() => import('./OrderDetail.tsx'), 'OrderDetail'),
  });
  return [create, list.addChildren([detail])];
}
