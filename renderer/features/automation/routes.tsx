import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router';
import { paths } from '../../app/paths.ts';
import type { RootRoute } from '../../app/router.tsx';

/** Automation: the plan of the next run with its holds, runs with their steps, alarms. */
export function automationRoutes(root: RootRoute): AnyRoute[] {
  const getParentRoute = () => root;
  return [
    createRoute({
      getParentRoute,
      path: paths.automation,
      component: lazyRouteComponent(() => import('./PlanPage.tsx'), 'PlanPage'),
    }),
    createRoute({
      getParentRoute,
      path: paths.automationRuns,
      component: lazyRouteComponent(() => import('./RunsPage.tsx'), 'RunsPage'),
    }),
    createRoute({
      getParentRoute,
      path: paths.alarms,
      component: lazyRouteComponent(() => import('./AlarmsPage.tsx'), 'AlarmsPage'),
    }),
  ];
}
