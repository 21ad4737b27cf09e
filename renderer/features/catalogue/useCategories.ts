import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { CategoryRow } from '../../../preload/api/catalogue.ts';
import type { CallError } from '../../app/api.ts';
import { call } from '../../app/query.ts';

/**
 * All categories, for who chooses one or says where something stands; read again when a category changes, not with every
 * product, so that the counts in it may be of before. The tree reads `listCategories` itself.
 */
export const useCategories = (): UseQueryResult<CategoryRow[], CallError> =>
  useQuery<CategoryRow[], CallError>({
    queryKey: ['categories'],
    queryFn: () => call('catalogue', 'listCategories')({}),
  });
