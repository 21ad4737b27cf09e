import type { cancellations } from '../../../preload/api/cancellations.ts';
import type { Handlers } from '../kernel/index.ts';
import type { CancellationsService } from './service.ts';

/** Binds the verbs of `preload/api/cancellations.ts`. */
export function cancellationsHandlers(service: CancellationsService): Handlers<typeof cancellations> {
  return {
    list: (input) => service.list(input),
    get: ({ id }) => service.get(id),
    request: (input, context) => service.request(input, context),
    approve: (input, context) => service.approve(input, context),
    delete: ({ id }, context) => service.remove(id, context),
  };
}
