import { createRoute, lazyRouteComponent, redirect, type AnyRoute } from '@tanstack/react-router';
import { paths } from '../../app/paths.ts';
import type { RootRoute } from '../../app/router.tsx';

/** Reports: a page each. */
export function reportRoutes(root: RootRoute): AnyRoute[] {
  const getParentRoute = () => root;
  return [
    createRoute({
      getParentRoute,
      path: paths.reports,
      beforeLoad: () => {
        throw redirect({ to: paths.report('revenue'), replace: true });
      },
    }),
    createRoute({
      getParentRoute,
      path: paths.report('revenue'),
      component: lazyRouteComponent(() => import('./RevenuePage.tsx'), 'RevenuePage'),
    }),
    createRoute({
      getParentRoute,
      path: paths.report('sales'),
      component: lazyRouteComponent(() => import('./SalesPage.tsx'), 'SalesPage'),
    }),
    createRoute({
      getParentRoute,
      path: paths.report('margin'),
      component: lazyRouteComponent(() => import('./MarginPage.tsx'), 'MarginPage'),
    }),
    createRoute({
      getParentRoute,
      path: paths.report('renewals'),
      component: lazyRouteComponent(() => import('./RenewalsPage.tsx'), 'RenewalsPage'),
    }),
    createRoute({
      getParentRoute,
      path: paths.report('overdue'),
      component: lazyRouteComponent(() => import('./OverduePage.tsx'), 'OverduePage'),
    }),
    createRoute({
      getParentRoute,
      path: paths.report('codes'),
      component: lazyRouteComponent(() => import('./CodesPage.tsx'), 'CodesPage'),
    }),
    createRoute({
      getParentRoute,
      path: paths.report('licenses'),
      component: lazyRouteComponent(() => import('./LicensesPage.tsx'), 'LicensesPage'),
    }),
    createRoute({
      getParentRoute,
      path: paths.report('affiliates'),
      component: lazyRouteComponent(() => import('../affiliates/AffiliatesPage.tsx'), 'AffiliatesPage'),
    }),
  ];
}
