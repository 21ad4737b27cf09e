import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { BulkEdit, EditedProduct } from '../../../../preload/api/catalogue-bulk.ts';
import type { ChosenProducts } from '../../../../preload/api/catalogue-transfer.ts';
import { api, type CallError, valueOf } from '../../../app/api.ts';

/** Another name than the area's: a change of one product does not plan all of them anew. */
export const previewKey = ['bulkEditPreview'] as const;

export type Show = 'changed' | 'refused' | 'unchanged';
interface Page {
  readonly rows: readonly EditedProduct[];
  readonly nextCursor: string | null;
  readonly changed: number;
  readonly refused: number;
  readonly unchanged: number;
}

/** What an edit would change, page by page, with its figures. Null: not everything is chosen yet. */
export function usePreview(chosen: ChosenProducts, edit: BulkEdit | null, show: Show) {
  const query = useInfiniteQuery<Page, CallError, { pages: Page[] }, unknown[], string | undefined>({
    queryKey: [...previewKey, chosen, edit, show],
    queryFn: ({ pageParam }) =>
      valueOf(
        api.catalogue.previewBulkEdit({
          chosen,
          edit: edit ?? {},
          show,
          ...(pageParam === undefined ? {} : { cursor: pageParam }),
        }),
      ),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.nextCursor,
    enabled: edit !== null,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  return {
    counts: query.data?.pages[0],
    rows: query.data?.pages.flatMap((page) => page.rows) ?? [],
    error: query.error?.error ?? null,
    isFetching: query.isFetching,
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    loadMore: () => {
      if (!query.isFetchingNextPage) void query.fetchNextPage();
    },
  };
}
