import { SyncNews } from '../../../preload/api/sync.ts';
import type { Store } from '../store/index.ts';
import { memory, remember } from './state.ts';

/** Something that happened to this desk, and when by the hub's clock. */
export interface News {
  readonly kind: SyncNews;
  readonly at: string;
}

/** What was not read yet, the oldest first. A kind that only a newer version knew is left out. */
export function newsOf(store: Store): readonly News[] {
  const text = memory(store)?.news ?? '';
  const all = text === '' ? [] : (JSON.parse(text) as News[]);
  return all.filter(({ kind }) => SyncNews.safeParse(kind).success);
}

/** Keeps something for people to read, once for its kind. Inside the caller's transaction. */
export const addNews = (store: Store, kind: SyncNews, at = store.now()): void =>
  keep(store, [...others(store, kind), { kind, at }]);

/** It was read. Inside the caller's transaction. */
export const dropNews = (store: Store, kind: SyncNews): void => keep(store, others(store, kind));

const others = (store: Store, kind: SyncNews): News[] => newsOf(store).filter((each) => each.kind !== kind);

const keep = (store: Store, news: readonly News[]): void => remember(store, { news: JSON.stringify(news) });
