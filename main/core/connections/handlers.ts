import type { connections } from '../../../preload/api/connections.ts';
import type { Handlers } from '../kernel/index.ts';
import type { ConnectionsService } from './service.ts';

/** Binds the service to `preload/api/connections.ts`. */
export function connectionsHandlers(service: ConnectionsService): Handlers<typeof connections> {
  return {
    list: () => service.list(),
    get: ({ id }) => service.get(id),
    create: (input, context) => service.create(input, context),
    update: (input, context) => service.update(input, context),
    delete: async ({ id }, context) => {
      await service.delete(id, context);
      return {};
    },
    test: ({ id }, context) => service.test(id, context),
    setCapability: (input, context) => service.setCapability(input, context),
    prices: ({ id }) => service.prices(id),
    detect: ({ id }, context) => service.detect(id, context),
  };
}
