import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router';
import type { RootRoute } from '../../app/router.tsx';

/** Operations: the list beside one of them. */
export function operationRoutes(root: RootRoute): AnyRoute[] {
  const list = createRoute({
    getParentRoute: () => root,
    path: 'operations',
    component: lazyRouteComponent(() => import('./OperationsPage.tsx'), 'OperationsPage'),
  });
  const detail = createRoute({
    getParentRoute: () => list,
    path: '$id',
    component: lazyRouteComponent(() => import('./OperationPage.tsx'), 'OperationPage'),
  });
  return [list.addChildren([detail])];
}
