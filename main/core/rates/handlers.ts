import type { rates } from '../../../preload/api/rates.ts';
import type { Handlers } from '../kernel/index.ts';
import type { RatesService } from './service.ts';

/** Binds the verbs of `preload/api/rates.ts`. */
export function ratesHandlers(service: RatesService): Handlers<typeof rates> {
  return {
    list: () => service.list(),
    set: (input, context) => service.set(input, context),
    read: (_input, context) => service.readNow(context),
    convert: ({ amount, to, on }) => service.convert(amount, to, on),
  };
}
