import { createHashHistory, createRootRouteWithContext, createRouter, type AnyRoute } from '@tanstack/react-router';
import type { AppState } from '../../preload/api/app.ts';
import { automationRoutes } from '../features/automation/routes.tsx';
import { billingRoutes } from '../features/billing/routes.tsx';
import { bulkRoutes } from '../features/bulk/routes.tsx';
import { cancellationRoutes } from '../features/cancellations/routes.tsx';
import { catalogueRoutes } from '../features/catalogue/routes.tsx';
import { clientRoutes } from '../features/clients/routes.tsx';
import { contractProductRoutes } from '../features/contract-products/routes.tsx';
import { dashboardRoutes } from '../features/dashboard/routes.tsx';
import { operationRoutes } from '../features/operations/routes.tsx';
import { orderRoutes } from '../features/orders/routes.tsx';
import { promoCodeRoutes } from '../features/promo-codes/routes.tsx';
import { reconciliationRoutes } from '../features/reconciliation/routes.tsx';
import { reportRoutes } from '../features/reports/routes.tsx';
import { settingsRoutes } from '../features/settings/routes.tsx';
import { storefrontRoutes } from '../features/storefront/routes.tsx';
import { teamHubRoutes } from '../features/team-hub/routes.tsx';
import { ticketRoutes } from '../features/tickets/routes.tsx';
import { Frame } from './Frame.tsx';
import { NotFound } from './NotFound.tsx';

const root = createRootRouteWithContext<{ state: AppState }>()({ component: Frame, notFoundComponent: NotFound });

/** Routes of a feature: it gets the root and answers with its own; see any `features/<area>/routes.tsx`. */
export type RootRoute = typeof root;

const children: AnyRoute[] = [
  ...dashboardRoutes(root),
  ...orderRoutes(root),
  ...cancellationRoutes(root),
  ...clientRoutes(root),
  ...contractProductRoutes(root),
  ...operationRoutes(root),
  ...bulkRoutes(root),
  ...promoCodeRoutes(root),
  ...catalogueRoutes(root),
  ...storefrontRoutes(root),
  ...billingRoutes(root),
  ...automationRoutes(root),
  ...reconciliationRoutes(root),
  ...reportRoutes(root),
  ...teamHubRoutes(root),
  ...ticketRoutes(root),
  ...settingsRoutes(root),
];

/** Hash history: the pages are files of the application, there is no server that could answer other paths. */
export const router = createRouter({
  routeTree: root.addChildren(children),
  history: createHashHistory(),
  context: { state: undefined as unknown as AppState },
  scrollRestoration: true,
});
