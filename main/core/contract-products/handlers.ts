import type { contractProducts } from '../../../preload/api/contract-products.ts';
import type { Handlers } from '../kernel/index.ts';
import type { ContractProductsService } from './service.ts';

/** Binds the verbs of `preload/api/contract-products.ts`. */
export function contractProductsHandlers(service: ContractProductsService): Handlers<typeof contractProducts> {
  return {
    list: (input) => service.list(input),
    get: ({ id }) => service.get(id),
    confirmDetails: (input, context) => service.confirmDetails(input, context),
    previewCancelPart: ({ id }) => service.previewCancelPart(id),
    cancelPart: (input, context) => service.cancelPart(input, context),
    setAutoRenew: (input, context) => service.setAutoRenew(input, context),
    setServiceEnd: (input, context) => service.setServiceEnd(input, context),
    setRetention: (input, context) => service.setRetention(input, context),
    setStatus: (input, context) => service.setStatus(input, context),
    clearManualStatus: (input, context) => service.clearManualStatus(input, context),
    reactivate: (input, context) => service.reactivate(input, context),
  };
}
