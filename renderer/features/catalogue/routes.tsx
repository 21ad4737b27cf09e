import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router';
import type { RootRoute } from '../../app/router.tsx';

/** Store catalogue: the tree of categories and products, beside it one of them or the form of a new one. */
export function catalogueRoutes(root: RootRoute): AnyRoute[] {
  const tree = createRoute({
    getParentRoute: () => root,
    path: 'catalogue',
    component: lazyRouteComponent(() => import('./CataloguePage.tsx'), 'CataloguePage'),
  });
  const getParentRoute = () => tree;
  const importPage = lazyRouteComponent(() => import('./transfer/ImportPage.tsx'), 'ImportPage');
  const list = createRoute({
    getParentRoute: () => root,
    path: 'catalogue/list',
    component: lazyRouteComponent(() => import('./list/ProductListPage.tsx'), 'ProductListPage'),
  });
  return [
    list.addChildren([
      createRoute({
        getParentRoute: () => list,
        path: '$id',
        component: lazyRouteComponent(() => import('./product/ProductDetail.tsx'), 'ProductDetail'),
      }),
    ]),
    createRoute({ getParentRoute: () => root, path: 'catalogue/imports', component: importPage }),
    createRoute({ getParentRoute: () => root, path: 'catalogue/imports/$id', component: importPage }),
    tree.addChildren([
      createRoute({
        getParentRoute,
        path: 'categories/new',
        component: lazyRouteComponent(() => import('./category/NewCategory.tsx'), 'NewCategory'),
      }),
      createRoute({
        getParentRoute,
        path: 'categories/$id',
        component: lazyRouteComponent(() => import('./category/CategoryDetail.tsx'), 'CategoryDetail'),
      }),
      createRoute({
        getParentRoute,
        path: 'products/new',
        component: lazyRouteComponent(() => import('./product/NewProduct.tsx'), 'NewProduct'),
      }),
      createRoute({
        getParentRoute,
        path: 'products/$id',
        component: lazyRouteComponent(() => import('./product/ProductDetail.tsx'), 'ProductDetail'),
      }),
    ]),
  ];
}
