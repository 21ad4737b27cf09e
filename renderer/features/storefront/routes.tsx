import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router';
import type { RootRoute } from '../../app/router.tsx';

/** The store's preview of a product by its store link: in the staff window, and in a window of its own. */
export function storefrontRoutes(root: RootRoute): AnyRoute[] {
  const component = lazyRouteComponent(() => import('./StorePreview.tsx'), 'StorePreview');
  return ['store/$slug', 'preview/$slug'].map((path) => createRoute({ getParentRoute: () => root, path, component }));
}
