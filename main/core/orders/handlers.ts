import type { orders } from '../../../preload/api/orders.ts';
import type { Handlers } from '../kernel/index.ts';
import type { OrdersService } from './service.ts';

/** Binds the verbs of `preload/api/orders.ts`. */
export function ordersHandlers(service: OrdersService): Handlers<typeof orders> {
  return {
    quote: (input) => service.quote(input),
    place: (input, context) => service.place(input, context),
    paymentMethods: () => service.methods.list(),
    setPaymentMethod: (input, context) => service.methods.set(input, context),
    previewCancel: ({ id }) => service.previewCancel(id),
    cancel: (input, context) => service.cancel(input, context),
    list: (input) => service.list(input),
    get: ({ id }) => service.get(id),
  };
}
