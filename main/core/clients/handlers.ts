import type { clients } from '../../../preload/api/clients.ts';
import type { Handlers } from '../kernel/index.ts';
import type { ClientsService } from './service.ts';

/** Binds the verbs of `preload/api/clients.ts`. */
export function clientsHandlers(service: ClientsService): Handlers<typeof clients> {
  return {
    list: (input) => service.list(input),
    get: ({ id }) => service.get(id),
    create: (input, context) => service.create(input, context),
    update: (input, context) => service.update(input, context),
    prepareRemoval: ({ id }) => service.prepareRemoval(id),
    remove: (input, context) => service.remove(input, context),
    prepareMerge: (input) => service.prepareMerge(input),
    merge: (input, context) => service.merge(input, context),
    timeline: (input) => service.timeline(input),
  };
}
