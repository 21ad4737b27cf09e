import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Input, Output } from '../../preload/api/contract.ts';
import type { ApiError, Envelope } from '../../preload/api/errors.ts';
import type { StaffAreas } from '../../preload/api/index.ts';
import { api, valueOf, type CallError } from '../app/api.ts';

/** Calls that answer with a page of rows. */
interface PagedCalls {
  affiliates: 'commissions';
  catalogue: 'listProducts';
  clients: 'list' | 'timeline';
  orders: 'list';
  billing: 'listInvoices' | 'listCreditNotes' | 'listBalanceEntries' | 'bookRows';
  cancellations: 'list';
  promoCodes: 'list' | 'uses';
  contractProducts: 'list';
  reconciliation: 'findings' | 'runs' | 'statement';
  sync: 'conflicts' | 'heldUp';
  tickets: 'list';
  audit: 'list';
  translations: 'listMissing';
  operations: 'list';
  bulk: 'list' | 'rows' | 'previewRows';
  prices: 'renewals';
  reports: 'renewals' | 'overdue';
  transfer: 'list' | 'refused' | 'kept';
  automation: 'runs' | 'steps';
}
type PagedArea = keyof PagedCalls;
type CallOf<A extends PagedArea, V extends PagedCalls[A]> = StaffAreas[A][V & keyof StaffAreas[A]];
type RowOf<A extends PagedArea, V extends PagedCalls[A]> =
  Output<CallOf<A, V>> extends { rows: (infer R)[] } ? R : never;
interface Page<T> {
  readonly rows: readonly T[];
  readonly nextCursor: string | null;
  readonly isCut?: boolean | undefined;
}

export interface Pages<T> {
  readonly rows: readonly T[];
  /** Nothing has come yet: neither rows nor the news that there are none. */
  readonly isLoading: boolean;
  readonly error: ApiError | null;
  readonly hasMore: boolean;
  /** More records hold the words of the search than were looked at. */
  readonly isCut: boolean;
  readonly isLoadingMore: boolean;
  readonly loadMore: () => void;
  /** Every row there is, page after page, for a file. @throws CallError */
  readonly readAll: () => Promise<readonly T[]>;
}

/**
 * A list read page by page; a change refetches the pages that were read. Rows stay on the screen while a filter changes. With `key`
 * it is remembered under that name, and no change refetches it: for what was worked out at one moment.
 */
export function usePages<A extends PagedArea, V extends PagedCalls[A]>(
  area: A,
  verb: V,
  input: Input<CallOf<A, V>>,
  { key = [area, verb] }: { key?: readonly string[] } = {},
): Pages<RowOf<A, V>> {
  type Found = Page<RowOf<A, V>>;
  const functions = api[area] as unknown as Record<string, (input: unknown) => Promise<Envelope<Found>>>;
  const read = (more: object): Promise<Found> => {
    const call = functions[verb];
    if (!call) throw new Error(`no call ${area}.${verb}`);
    return valueOf(call({ ...(input as object), ...more }));
  };
  const query = useInfiniteQuery<Found, CallError, { pages: Found[] }, unknown[], string | undefined>({
    queryKey: [...key, input, 'pages'],
    queryFn: ({ pageParam }) => read(pageParam === undefined ? {} : { cursor: pageParam }),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  // The same rows until they change: a table makes them anew otherwise, with each drawing of what stands around it.
  const { data } = query;
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data]);
  return {
    rows,
    isLoading: query.isPending,
    error: query.error?.error ?? null,
    hasMore: query.hasNextPage,
    isCut: data?.pages.some((page) => page.isCut === true) ?? false,
    isLoadingMore: query.isFetchingNextPage,
    loadMore: () => {
      if (!query.isFetchingNextPage) void query.fetchNextPage();
    },
    readAll: async () => {
      const all: RowOf<A, V>[] = [];
      let cursor: string | null = null;
      do {
        const page: Found = await read({ limit: 200, ...(cursor === null ? {} : { cursor }) });
        all.push(...page.rows);
        cursor = page.nextCursor;
      } while (cursor !== null);
      return all;
    },
  };
}
