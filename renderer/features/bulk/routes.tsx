import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router';
import type { RootRoute } from '../../app/router.tsx';

/** Bulk runs: a list, beside it one run with what became of each of its licenses. */
export function bulkRoutes(root: RootRoute): AnyRoute[] {
  const list = createRoute({
    getParentRoute: () => root,
    path: 'bulk',
    component: lazyRouteComponent(() => import('./BulkRunsPage.tsx'), 'BulkRunsPage'),
  });
  const detail = createRoute({
    getParentRoute: () => list,
    path: '$id',
    component: lazyRouteComponent(() => import('./BulkRunDetail.tsx'), 'BulkRunDetail'),
  });
  return [list.addChildren([detail])];
}
