import type { search } from '../../../preload/api/search.ts';
import type { Handlers } from '../kernel/index.ts';
import type { SearchService } from './service.ts';

/** Binds the verbs of `preload/api/search.ts`. */
export function searchHandlers(service: SearchService): Handlers<typeof search> {
  return { query: (input, context) => service.query(input, context) };
}
