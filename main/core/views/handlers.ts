import type { views } from '../../../preload/api/views.ts';
import type { Handlers } from '../kernel/index.ts';
import type { ViewsService } from './service.ts';

/** Binds the verbs of `preload/api/views.ts`. */
export function viewsHandlers(service: ViewsService): Handlers<typeof views> {
  return {
    list: ({ list }, context) => service.list(list, context),
    save: (input, context) => service.save(input, context),
    update: (input, context) => service.update(input, context),
    delete: ({ id }, context) => {
      service.remove(id, context);
      return {};
    },
    setDefault: ({ list, id }, context) => {
      service.setDefault(list, id, context);
      return {};
    },
  };
}
