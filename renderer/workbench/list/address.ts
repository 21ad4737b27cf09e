import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { SavedView } from '../../../preload/api/views.ts';
import type { List } from './state.ts';

/** The part of an address that names a view: `#/catalogue/products?view=<id>`. */
export const viewParam = 'view';

/** Shows the list by the view that the address names; then the address is the list's own again. */
export function useViewOfAddress(list: List, views: readonly SavedView[]): void {
  const navigate = useNavigate();
  const { pathname, search } = useRouterState({ select: ({ location }) => location });
  const asked: unknown = (search as Readonly<Record<string, unknown>>)[viewParam];
  const view = typeof asked === 'string' ? views.find(({ id }) => id === asked) : undefined;
  useEffect(() => {
    if (!view) return;
    list.apply(view);
    void navigate({ to: pathname, replace: true });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the list's functions are new at each drawing
  }, [view]);
}
