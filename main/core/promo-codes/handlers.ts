import type { promoCodes } from '../../../preload/api/promo-codes.ts';
import type { Handlers } from '../kernel/index.ts';
import type { PromoCodesService } from './service.ts';

/** Binds the verbs of `preload/api/promo-codes.ts`. */
export function promoCodesHandlers(service: PromoCodesService): Handlers<typeof promoCodes> {
  return {
    list: (input) => service.list(input),
    get: ({ id }) => service.get(id),
    create: (input, context) => service.create(input, context),
    update: (input, context) => service.update(input, context),
    delete: ({ id }, context) => {
      service.remove(id, context);
      return {};
    },
    uses: (input) => service.uses(input),
    refusedUses: () => service.refusedUses(),
    keepUse: ({ id }, context) => {
      service.keepUse(id, context);
      return {};
    },
  };
}
