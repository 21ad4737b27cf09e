import type { licenses } from '../../../preload/api/licenses.ts';
import type { Handlers } from '../kernel/index.ts';
import type { LicensesService } from './service.ts';

/** Binds the service to `preload/api/licenses.ts`. */
export function licensesHandlers(service: LicensesService): Handlers<typeof licenses> {
  return {
    create: ({ contractProductId }, context) => service.create(contractProductId, context),
    suspend: ({ contractProductId }, context) => service.suspend(contractProductId, context),
    unsuspend: ({ contractProductId }, context) => service.unsuspend(contractProductId, context),
    terminate: ({ contractProductId, confirmation }, context) =>
      service.terminate(contractProductId, confirmation, context),
    refresh: ({ contractProductId }, context) => service.refresh(contractProductId, context),
  };
}
