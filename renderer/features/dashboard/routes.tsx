import { createRoute, type AnyRoute } from '@tanstack/react-router';
import type { RootRoute } from '../../app/router.tsx';
import { DashboardPage } from './DashboardPage.tsx';

/** The first page: in the first bundle, because a further round for it would be seen at each start. */
export function dashboardRoutes(root: RootRoute): AnyRoute[] {
  return [
    createRoute({
      getParentRoute: () => root,
      path: '/',
      component: DashboardPage,
    }),
  ];
}
