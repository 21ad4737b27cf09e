import type { operations } from '../../../preload/api/operations.ts';
import type { Handlers } from '../kernel/index.ts';
import type { Provisioning } from './service.ts';

/** Binds the machine to `preload/api/operations.ts`. */
export function operationsHandlers(provisioning: Provisioning): Handlers<typeof operations> {
  return {
    list: (input) => provisioning.list(input),
    counts: (input) => provisioning.counts(input),
    get: ({ id }) => provisioning.get(id),
    charges: ({ id }, context) => provisioning.charges(id, context),
    status: () => provisioning.status(),
    check: ({ id }) => provisioning.check(id),
    retry: ({ id }, context) => provisioning.retry(id, context),
    abandon: ({ id }, context) => provisioning.abandon(id, context),
    release: ({ id }, context) => provisioning.release(id, context),
    tryNow: () => {
      provisioning.tryNow();
      return {};
    },
  };
}
