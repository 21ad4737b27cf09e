import { useQueries } from '@tanstack/react-query';
import type { CategoryRow, ProductRow } from '../../../preload/api/catalogue.ts';
import type { ApiError } from '../../../preload/api/errors.ts';
import { callQuery, useEveryRow } from '../../app/query.ts';
import { useFolding } from './folding.ts';

/** A tree of up to so many products is open at first, and read at once; of more, each category when it is opened. */
const smallTree = 400;
/** Products of one category that stand in the tree; the list of all products has the rest. */
const mostInCategory = 200;

interface TreeProducts {
  readonly products: readonly ProductRow[];
  /** Ids of the categories that show what is in them. */
  readonly openIds: ReadonlySet<string>;
  /** Nothing has come yet. */
  readonly isPending: boolean;
  readonly error: ApiError | null;
}

/** The products of a tree: all of a small one, else those of the categories that are open. */
export function useTreeProducts(categories: readonly CategoryRow[] | undefined): TreeProducts {
  const isOpen = useFolding((state) => state.isOpen);
  const total = categories?.reduce((sum, { productCount }) => sum + productCount, 0) ?? 0;
  const isSmall = categories !== undefined && total <= smallTree;
  const openIds = new Set((categories ?? []).flatMap(({ id }) => ((isOpen[id] ?? isSmall) ? [id] : [])));
  const all = useEveryRow('catalogue', 'listProducts', { sort: { by: 'place' } }, { enabled: isSmall });
  const opened = useQueries({
    queries: isSmall
      ? []
      : (categories ?? [])
          .filter(({ id, productCount }) => openIds.has(id) && productCount > 0)
          .map(({ id }) => callQuery('catalogue', 'listProducts', { categoryId: id, limit: mostInCategory })),
    combine: (answers) => ({
      products: answers.flatMap(({ data }) => data?.rows ?? []),
      error: answers.find(({ error }) => error !== null)?.error ?? null,
    }),
  });
  return {
    products: isSmall ? (all.data ?? []) : opened.products,
    openIds,
    isPending: categories === undefined || (isSmall && all.isPending),
    error: (isSmall ? all.error : opened.error)?.error ?? null,
  };
}
