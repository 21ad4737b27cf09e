import {
  keepPreviousData,
  QueryClient,
  queryOptions,
  useMutation,
  useQuery,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { Input, Output } from '../../preload/api/contract.ts';
import type { Changed } from '../../preload/api/events.ts';
import type { StaffAreas } from '../../preload/api/index.ts';
import { api, type CallError, valueOf, whileCoreRestarts } from './api.ts';
import { untilCalm } from './keys-coming.ts';
import { staleAfter } from './stale.ts';

/** Answers of core, kept until core says that rows of an area changed. Core is on this machine: never "offline". */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      ...whileCoreRestarts,
      networkMode: 'always',
      refetchOnWindowFocus: false,
    },
    // What was sent is forgotten with the form that sent it: it may have been a password.
    mutations: { retry: false, networkMode: 'always', gcTime: 0 },
  },
});

type Verb<A extends keyof StaffAreas> = keyof StaffAreas[A] & string;
type In<A extends keyof StaffAreas, V extends Verb<A>> = Input<StaffAreas[A][V]>;
type Out<A extends keyof StaffAreas, V extends Verb<A>> = Output<StaffAreas[A][V]>;

/** A call as a function that answers with its value. @throws CallError when it was refused */
export function call<A extends keyof StaffAreas, V extends Verb<A>>(area: A, verb: V) {
  const functions = api[area] as unknown as Record<string, (input: unknown) => ReturnType<typeof api.app.state>>;
  const found = functions[verb];
  if (!found) throw new Error(`no call ${area}.${verb}`);
  return (input: In<A, V>): Promise<Out<A, V>> => valueOf(found(input)) as Promise<Out<A, V>>;
}

/** For what is looked at in several ways: the answer before stays until the next one is there. */
export const keepBefore = { placeholderData: keepPreviousData } as const;

/** Reads through a call; refetched when core changes what it shows. `enabled: false` waits. */
export function useCall<A extends keyof StaffAreas, V extends Verb<A>>(
  area: A,
  verb: V,
  input: In<A, V>,
  options: { enabled?: boolean; placeholderData?: typeof keepPreviousData } = {},
): UseQueryResult<Out<A, V>, CallError> {
  return useQuery<Out<A, V>, CallError>({ ...callQuery(area, verb, input), ...options });
}

/** A reading through a call, for several at once. */
export const callQuery = <A extends keyof StaffAreas, V extends Verb<A>>(area: A, verb: V, input: In<A, V>) =>
  queryOptions<Out<A, V>, CallError>({ queryKey: [area, verb, input], queryFn: () => call(area, verb)(input) });

/** A row of a call that answers in pages. */
type Row<A extends keyof StaffAreas, V extends Verb<A>> = Out<A, V> extends { rows: (infer R)[] } ? R : never;

/** Every row of a call that answers in pages, page after page: for lists that are shown as a whole. */
export function useEveryRow<A extends keyof StaffAreas, V extends Verb<A>>(
  area: A,
  verb: V,
  input: Omit<In<A, V>, 'cursor' | 'limit'>,
  options: { enabled?: boolean } = {},
): UseQueryResult<Row<A, V>[], CallError> {
  return useQuery<Row<A, V>[], CallError>({
    queryKey: [area, verb, 'every row', input],
    queryFn: async () => {
      const read = call(area, verb);
      const rows: Row<A, V>[] = [];
      let cursor: string | null = null;
      do {
        const page = (await read({ ...input, limit: 200, ...(cursor === null ? {} : { cursor }) } as In<A, V>)) as {
          rows: Row<A, V>[];
          nextCursor: string | null;
        };
        rows.push(...page.rows);
        cursor = page.nextCursor;
      } while (cursor !== null);
      return rows;
    },
    ...options,
  });
}

/** Asks ahead of the component that will show it; a refusal is shown by that component, not here. */
export function prefetch<A extends keyof StaffAreas, V extends Verb<A>>(area: A, verb: V, input: In<A, V>): void {
  void queryClient.prefetchQuery({ queryKey: [area, verb, input], queryFn: () => call(area, verb)(input) });
}

/** Does something through a call. The lists that show it are refetched by core's event, not here. */
export function useAction<A extends keyof StaffAreas, V extends Verb<A>>(
  area: A,
  verb: V,
): UseMutationResult<Out<A, V>, CallError, In<A, V>> {
  return useMutation<Out<A, V>, CallError, In<A, V>>({ mutationFn: (input) => call(area, verb)(input) });
}

/** What changes made stale and is not thrown away yet. */
let stale = new Set<string>();

/** Changes of one commit come one by one, an area each; they are one reason to refetch. Milliseconds. */
const togetherMs = 10;

/** Changes that come within so long of those before are a flood: an import, a bulk run. Milliseconds. */
const floodMs = 2000;
/** A flood that nobody's keys make wait longer, ms. */
const longestWaitMs = 5000;
let thrownAt = Number.NEGATIVE_INFINITY;
let staleSince = 0;
let isFlood = false;

/** Throws away what a change made stale; pages that show it refetch. */
export function invalidate(change: Changed): void {
  if (stale.size === 0) {
    staleSince = performance.now();
    isFlood = staleSince - thrownAt < floodMs;
    setTimeout(throwAway, togetherMs);
  }
  for (const area of staleAfter(change.area)) stale.add(area);
}

function throwAway(): void {
  const now = performance.now();
  // A list that is drawn anew every second would stop the keys of who types in its search.
  const wait = isFlood ? untilCalm(now) : 0;
  if (wait > 0 && now - staleSince < longestWaitMs) {
    setTimeout(throwAway, wait);
    return;
  }
  thrownAt = now;
  const areas = stale;
  stale = new Set();
  void queryClient.invalidateQueries({ predicate: ({ queryKey }) => areas.has(String(queryKey[0])) });
}
