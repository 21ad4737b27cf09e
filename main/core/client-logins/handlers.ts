import type { clientLogins } from '../../../preload/api/client-logins.ts';
import type { Handlers } from '../kernel/index.ts';
import type { ClientLoginsService } from './service.ts';

/** Binds the verbs of `preload/api/client-logins.ts`. */
export function clientLoginsHandlers(service: ClientLoginsService): Handlers<typeof clientLogins> {
  return {
    get: ({ id }) => service.get(id),
    setPassword: (input, context) => service.setPassword(input, context),
  };
}
