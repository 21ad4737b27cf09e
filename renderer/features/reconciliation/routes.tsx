import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router';
import { paths } from '../../app/paths.ts';
import type { RootRoute } from '../../app/router.tsx';

/** Reconciliation: findings beside one of them, statement, renewals and balance, history. */
export function reconciliationRoutes(root: RootRoute): AnyRoute[] {
  const getParentRoute = () => root;
  const findings = createRoute({
    getParentRoute,
    path: paths.reconciliation,
    component: lazyRouteComponent(() => import('./FindingsPage.tsx'), 'FindingsPage'),
  });
  const finding = createRoute({
    getParentRoute: () => findings,
    path: '$id',
    component: lazyRouteComponent(() => import('./FindingDetail.tsx'), 'FindingDetail'),
  });
  return [
    findings.addChildren([finding]),
    createRoute({
      getParentRoute,
      path: paths.statement,
      component: lazyRouteComponent(() => import('./StatementPage.tsx'), 'StatementPage'),
    }),
    createRoute({
      getParentRoute,
      path: paths.outlook,
      component: lazyRouteComponent(() => import('./OutlookPage.tsx'), 'OutlookPage'),
    }),
    createRoute({
      getParentRoute,
      path: paths.reconciliationRuns,
      component: lazyRouteComponent(() => import('./RunsPage.tsx'), 'RunsPage'),
    }),
  ];
}
