import type { clientArea } from '../../../preload/api/client-area.ts';
import type { Handlers } from '../kernel/index.ts';
import type { ClientAreaService } from './service.ts';

/** Binds the verbs of `preload/api/client-area.ts`. */
export function clientAreaHandlers(service: ClientAreaService): Handlers<typeof clientArea> {
  return {
    me: (_input, { principal }) => service.me(principal),
    logo: (_input, { principal }) => service.logo(principal),
    orders: (_input, { principal }) => service.orders(principal),
    quote: (input, { principal }) => service.quote(input, principal),
    placeOrder: (input, context) => service.placeOrder(input, context),
    requestCancellation: (input, context) => service.requestCancellation(input, context),
    withdrawCancellation: ({ id }, context) => service.withdrawCancellation(id, context),
    products: (_input, { principal }) => service.products(principal),
  };
}
