import type { translations } from '../../../preload/api/translations.ts';
import type { Handlers } from '../kernel/index.ts';
import type { TranslationsService } from './service.ts';

/** Binds the verbs of `preload/api/translations.ts`. */
export function translationsHandlers(service: TranslationsService): Handlers<typeof translations> {
  return {
    get: (input) => service.get(input),
    getAll: (input) => service.getAll(input),
    save: (input, context) => service.save(input, context),
    countMissing: () => service.countMissing(),
    listMissing: (input) => service.listMissing(input),
  };
}
