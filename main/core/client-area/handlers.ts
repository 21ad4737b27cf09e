import type { clientArea } from '../../../preload/api/client-area.ts';
import type { entrance } from '../../../preload/api/entrance.ts';
import type { ClientLoginsService } from '../client-logins/index.ts';
import type { Handlers } from '../kernel/index.ts';
import type { ClientAreaService } from './service.ts';

/** Binds the verbs of `preload/api/client-area.ts`. */
export function clientAreaHandlers(
  service: ClientAreaService,
  logins: Pick<ClientLoginsService, 'changePassword' | 'logOut'>,
): Handlers<typeof clientArea> {
  return {
    me: (_input, { principal }) => service.me(principal),
    orders: (_input, { principal }) => service.orders(principal),
    quote: (input, { principal }) => service.quote(input, principal),
    placeOrder: (input, context) => service.placeOrder(input, context),
    requestCancellation: (input, context) => service.requestCancellation(input, context),
    withdrawCancellation: ({ id }, context) => service.withdrawCancellation(id, context),
    products: (_input, { principal }) => service.products(principal),
    changePassword: (input, context) => logins.changePassword(input, context),
    logOut: (_input, context) => {
      logins.logOut(context);
      return {};
    },
  };
}

/** Binds the verbs of `preload/api/entrance.ts`. */
export function entranceHandlers(
  service: ClientAreaService,
  logins: Pick<ClientLoginsService, 'logIn' | 'register'>,
): Handlers<typeof entrance> {
  return {
    look: (_input, { principal }) => service.look(principal),
    logo: () => service.logo(),
    logIn: (input) => logins.logIn(input),
    register: (input, context) => logins.register(input, context),
  };
}
