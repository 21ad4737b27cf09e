import type { contractProducts } from '../../../preload/api/contract-products.ts';
import type { Handlers } from '../kernel/index.ts';
import type { ContractProductsService } from './service.ts';

/** Binds the verbs of `preload/api/contract-products.ts`. */
export function contractProductsHandlers(service: ContractProductsService): Handlers<typeof contractProducts> {
  return {
    list: (input) => service.list(input),
    get: ({ id }) => service.get(id),
    confirmDetails: (input, context) => service.confirmDetails(input, context),
  };
}
