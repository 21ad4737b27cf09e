import type { causes } from '../../../preload/api/causes.ts';
import type { Handlers } from '../kernel/index.ts';
import type { CausesService } from './service.ts';

/** Binds the verbs of `preload/api/causes.ts`. */
export function causesHandlers(service: CausesService): Handlers<typeof causes> {
  return { of: (input) => service.of(input) };
}
