import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router';
import type { RootRoute } from '../../app/router.tsx';

/** Requests to cancel, over all orders; each is decided on its order's page. */
export const cancellationRoutes = (root: RootRoute): AnyRoute[] => [
  createRoute({
    getParentRoute: () => root,
    path: 'cancellations',
    component: lazyRouteComponent(() => import('./CancellationsPage.tsx'), 'CancellationsPage'),
  }),
];
