import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router';
import type { RootRoute } from '../../app/router.tsx';

/** Clients: the list, beside it one client or the form of a new one. */
export function clientRoutes(root: RootRoute): AnyRoute[] {
  const list = createRoute({
    getParentRoute: () => root,
    path: 'clients',
    component: lazyRouteComponent(() => import('./ClientsPage.tsx'), 'ClientsPage'),
  });
  const create = createRoute({
    getParentRoute: () => list,
    path: 'new',
    component: lazyRouteComponent(() => import('./NewClient.tsx'), 'NewClient'),
  });
  const detail = createRoute({
    getParentRoute: () => list,
    path: '$id',
    component: lazyRouteComponent(() => import('./ClientDetail.tsx'), 'ClientDetail'),
  });
  return [list.addChildren([create, detail])];
}
