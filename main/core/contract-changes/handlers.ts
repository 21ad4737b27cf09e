import type { contractChanges } from '../../../preload/api/contract-changes.ts';
import type { Handlers } from '../kernel/index.ts';
import type { ContractChangesService } from './service.ts';

/** Binds the verbs of `preload/api/contract-changes.ts`. */
export function contractChangesHandlers(service: ContractChangesService): Handlers<typeof contractChanges> {
  return {
    quote: (input) => service.quote(input),
    confirm: (input, context) => service.confirm(input, context),
    list: (input) => service.list(input),
    cancel: ({ id }, context) => service.cancel(id, context),
    retry: ({ id }, context) => service.retry(id, context),
    giveBack: ({ id }, context) => service.giveBack(id, context),
  };
}
