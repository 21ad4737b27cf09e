import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { ApiError } from '../../preload/api/errors.ts';
import { type CallError } from '../app/api.ts';

interface PreviewPage<Row> {
  readonly rows: readonly Row[];
  readonly nextCursor: string | null;
}

export interface Preview<Row, Page> {
  /** The first page, for its figures. */
  readonly counts: Page | undefined;
  readonly rows: readonly Row[];
  readonly error: ApiError | null;
  readonly isFetching: boolean;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly loadMore: () => void;
}

/**
 * What an act on many would do, page by page, with its figures; the old one stays on the screen until the new one is there. `key` is no
 * name of an area: a change of one record does not plan all of them anew.
 */
export function usePreviewPages<Row, Page extends PreviewPage<Row>>(
  key: readonly unknown[],
  read: (cursor: { cursor?: string }) => Promise<Page & PreviewPage<Row>>,
  { enabled = true }: { enabled?: boolean } = {},
): Preview<Row, Page> {
  const query = useInfiniteQuery<Page, CallError, { pages: Page[] }, readonly unknown[], string | undefined>({
    queryKey: key,
    queryFn: ({ pageParam }) => read(pageParam === undefined ? {} : { cursor: pageParam }),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.nextCursor,
    enabled,
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
