import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router';
import type { RootRoute } from '../../app/router.tsx';

/** The first page. */
export function dashboardRoutes(root: RootRoute): AnyRoute[] {
  return [
    createRoute({
      getParentRoute: () => root,
      path: '/',
      component: lazyRouteComponent(() => import('./DashboardPage.tsx'), 'DashboardPage'),
    }),
  ];
}
