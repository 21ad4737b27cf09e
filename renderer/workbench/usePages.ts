import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { Input, Output } from '../../preload/api/contract.ts';
import type { ApiError, Envelope } from '../../preload/api/errors.ts';
import type { StaffAreas } from '../../preload/api/index.ts';
import { api, valueOf, type CallError } from '../app/api.ts';

/** Calls that answer with a page of rows. */
interface PagedCalls {
  clients: 'list';
  orders: 'list';
  billing: 'listInvoices';
  contractProducts: 'list';
  tickets: 'list';
  audit: 'list';
  operations: 'list';
}
type PagedArea = keyof PagedCalls;
type CallOf<A extends PagedArea> = StaffAreas[A][PagedCalls[A] & keyof StaffAreas[A]];
type RowOf<A extends PagedArea> = Output<CallOf<A>> extends { rows: (infer R)[] } ? R : never;
interface Page<T> {
  readonly rows: readonly T[];
  readonly nextCursor: string | null;
}

export interface Pages<T> {
  readonly rows: readonly T[];
  /** Nothing has come yet: neither rows nor the news that there are none. */
  readonly isLoading: boolean;
  readonly error: ApiError | null;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly loadMore: () => void;
}

/** A list read page by page; a change refetches the pages that were read. Rows stay on the screen while a filter changes. */
export function usePages<A extends PagedArea>(area: A, verb: PagedCalls[A], input: Input<CallOf<A>>): Pages<RowOf<A>> {
  const functions = api[area] as unknown as Record<string, (input: unknown) => Promise<Envelope<Page<RowOf<A>>>>>;
  const query = useInfiniteQuery<Page<RowOf<A>>, CallError, { pages: Page<RowOf<A>>[] }, unknown[], string | undefined>(
    {
      queryKey: [area, verb, input, 'pages'],
      queryFn: ({ pageParam }) => {
        const call = functions[verb];
        if (!call) throw new Error(`no call ${area}.${verb}`);
        return valueOf(call(pageParam === undefined ? input : { ...(input as object), cursor: pageParam }));
      },
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor,
      placeholderData: keepPreviousData,
    },
  );
  return {
    rows: query.data?.pages.flatMap((page) => page.rows) ?? [],
    isLoading: query.isPending,
    error: query.error?.error ?? null,
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    loadMore: () => {
      if (!query.isFetchingNextPage) void query.fetchNextPage();
    },
  };
}
