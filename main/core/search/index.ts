export { searchService, type SearchService } from './service.ts';
export { searchHandlers } from './handlers.ts';
export { folded, matchOf, wordsOf } from './rules.ts';
export { foundIds, type Listed, type ListFound } from './listed.ts';
