import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router';
import { paths } from '../../app/paths.ts';
import type { RootRoute } from '../../app/router.tsx';

/** The review queue, and the settings of the team hub. */
export function teamHubRoutes(root: RootRoute): AnyRoute[] {
  const list = createRoute({
    getParentRoute: () => root,
    path: paths.conflicts,
    component: lazyRouteComponent(() => import('./ConflictsPage.tsx'), 'ConflictsPage'),
  });
  const detail = createRoute({
    getParentRoute: () => list,
    path: '$id',
    component: lazyRouteComponent(() => import('./ConflictDetail.tsx'), 'ConflictDetail'),
  });
  const hub = createRoute({
    getParentRoute: () => root,
    path: paths.teamHub,
    component: lazyRouteComponent(() => import('./TeamHubPage.tsx'), 'TeamHubPage'),
  });
  return [list.addChildren([detail]), hub];
}
