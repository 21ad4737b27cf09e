import type { brand } from '../../../preload/api/brand.ts';
import type { Handlers } from '../kernel/index.ts';
import type { BrandService } from './service.ts';

/** Binds the verbs of `preload/api/brand.ts`. */
export function brandHandlers(service: BrandService): Handlers<typeof brand> {
  return {
    get: () => service.get(),
    update: (input, context) => service.update(input, context),
    setLogo: ({ file }, context) => service.setLogo(file, context),
    createTaxRate: (input, context) => service.createTaxRate(input, context),
    updateTaxRate: (input, context) => service.updateTaxRate(input, context),
    deleteTaxRate: ({ id }, context) => service.deleteTaxRate(id, context),
  };
}
