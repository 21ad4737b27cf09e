import { useQueries } from '@tanstack/react-query';
import type { StoreProduct } from '../../../../../preload/api/catalogue-store.ts';
import { api, valueOf, type CallError } from '../../../../app/api.ts';

/** A product as a client sees it in each of some currencies; those that are not read yet are left out. */
export function useStoreOffers(
  slug: string,
  currencies: readonly string[],
): { readonly products: readonly StoreProduct[]; readonly error: CallError | null } {
  return useQueries({
    queries: currencies.map((currency) => {
      const input = { slug, currency };
      return {
        queryKey: ['catalogue', 'storeProduct', input],
        queryFn: (): Promise<StoreProduct> => valueOf(api.catalogue.storeProduct(input)),
      };
    }),
    combine: (found) => ({
      products: found.flatMap(({ data }) => (data === undefined ? [] : [data])),
      error: (found.find(({ error }) => error !== null)?.error ?? null) as CallError | null,
    }),
  });
}
