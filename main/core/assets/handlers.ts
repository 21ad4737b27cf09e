import type { assets } from '../../../preload/api/assets.ts';
import type { Handlers } from '../kernel/index.ts';
import type { AssetsService } from './service.ts';

/** Binds the verbs of `preload/api/assets.ts`. */
export function assetsHandlers(service: AssetsService): Handlers<typeof assets> {
  return { get: ({ id }) => service.get(id) };
}
