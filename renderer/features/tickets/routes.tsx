import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router';
import type { RootRoute } from '../../app/router.tsx';

/** Tickets: the list beside one conversation or the form of a new one. */
export function ticketRoutes(root: RootRoute): AnyRoute[] {
  const list = createRoute({
    getParentRoute: () => root,
    path: 'tickets',
    component: lazyRouteComponent(() => import('./TicketsPage.tsx'), 'TicketsPage'),
  });
  const create = createRoute({
    getParentRoute: () => list,
    path: 'new',
    component: lazyRouteComponent(() => import('./NewTicket.tsx'), 'NewTicket'),
  });
  const detail = createRoute({
    getParentRoute: () => list,
    path: '$id',
    component: lazyRouteComponent(() => import('./TicketDetail.tsx'), 'TicketDetail'),
  });
  return [list.addChildren([create, detail])];
}
