import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router';
import type { RootRoute } from '../../app/router.tsx';

/** Billing: the list of invoices beside one invoice. */
export function billingRoutes(root: RootRoute): AnyRoute[] {
  const list = createRoute({
    getParentRoute: () => root,
    path: 'billing',
    component: lazyRouteComponent(() => import('./BillingPage.tsx'), 'BillingPage'),
  });
  const detail = createRoute({
    getParentRoute: () => list,
    path: '$id',
    component: lazyRouteComponent(() => import('./InvoiceDetail.tsx'), 'InvoiceDetail'),
  });
  return [list.addChildren([detail])];
}
