import { createRoute, lazyRouteComponent, redirect, type AnyRoute } from '@tanstack/react-router';
import { paths } from '../../app/paths.ts';
import type { RootRoute } from '../../app/router.tsx';

/** Settings: provision configurations, brand, translations, exchange rates, appearance, and in the sandbox the practice vendor. */
export function settingsRoutes(root: RootRoute): AnyRoute[] {
  const getParentRoute = () => root;
  return [
    createRoute({
      getParentRoute,
      path: paths.settings,
      beforeLoad: () => {
        throw redirect({ to: paths.connections, replace: true });
      },
    }),
    createRoute({
      getParentRoute,
      path: paths.connections,
      component: lazyRouteComponent(() => import('./connections/ConnectionsPage.tsx'), 'ConnectionsPage'),
    }),
    createRoute({
      getParentRoute,
      path: paths.newConnection,
      component: lazyRouteComponent(() => import('./connections/NewConnection.tsx'), 'NewConnection'),
    }),
    createRoute({
      getParentRoute,
      path: paths.connection('$id'),
      component: lazyRouteComponent(() => import('./connections/ConnectionPage.tsx'), 'ConnectionPage'),
    }),
    createRoute({
      getParentRoute,
      path: paths.brandSettings,
      component: lazyRouteComponent(() => import('./brand/BrandPage.tsx'), 'BrandPage'),
    }),
    createRoute({
      getParentRoute,
      path: paths.automationIntervals,
      component: lazyRouteComponent(
        () => import('./automation/AutomationIntervalsPage.tsx'),
        'AutomationIntervalsPage',
      ),
    }),
    createRoute({
      getParentRoute,
      path: paths.exchangeRates,
      component: lazyRouteComponent(() => import('./rates/RatesPage.tsx'), 'RatesPage'),
    }),
    createRoute({
      getParentRoute,
      path: paths.translations,
      component: lazyRouteComponent(() => import('./translations/TranslationsPage.tsx'), 'TranslationsPage'),
    }),
    createRoute({
      getParentRoute,
      path: paths.appearance,
      component: lazyRouteComponent(() => import('./AppearancePage.tsx'), 'AppearancePage'),
    }),
    createRoute({
      getParentRoute,
      path: paths.practiceVendor,
      component: lazyRouteComponent(() => import('./practice-vendor/PracticeVendorPage.tsx'), 'PracticeVendorPage'),
    }),
  ];
}
