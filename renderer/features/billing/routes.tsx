import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router';
import { paths } from '../../app/paths.ts';
import type { RootRoute } from '../../app/router.tsx';

/** Billing: invoices beside one of them, credit notes beside one of them, the books. */
export function billingRoutes(root: RootRoute): AnyRoute[] {
  const getParentRoute = () => root;
  const invoices = createRoute({
    getParentRoute,
    path: paths.billing,
    component: lazyRouteComponent(() => import('./BillingPage.tsx'), 'BillingPage'),
  });
  const invoice = createRoute({
    getParentRoute: () => invoices,
    path: '$id',
    component: lazyRouteComponent(() => import('./InvoiceDetail.tsx'), 'InvoiceDetail'),
  });
  const notes = createRoute({
    getParentRoute,
    path: paths.creditNotes,
    component: lazyRouteComponent(() => import('./CreditNotesPage.tsx'), 'CreditNotesPage'),
  });
  const note = createRoute({
    getParentRoute: () => notes,
    path: '$id',
    component: lazyRouteComponent(() => import('./CreditNoteDetail.tsx'), 'CreditNoteDetail'),
  });
  return [
    invoices.addChildren([invoice]),
    notes.addChildren([note]),
    createRoute({
      getParentRoute,
      path: paths.books,
      component: lazyRouteComponent(() => import('./BooksPage.tsx'), 'BooksPage'),
    }),
  ];
}
