import type { OrderChoice } from '../../../preload/api/orders.ts';
import type { Store } from '../store/index.ts';

/** What was chosen with an order line, options first, each in the order of the form. */
export const choicesOf = (store: Store, orderItemId: string, currency: string): OrderChoice[] =>
  store
    .all<Pick<OrderChoice, 'kind' | 'name' | 'value'> & { readonly amount_minor: number | null }>(
      'choices of order item',
      'SELECT kind, name, value, amount_minor FROM order_choice WHERE order_item_id = @orderItemId ORDER BY position',
      { orderItemId },
    )
    .map(({ kind, name, value, amount_minor: amountMinor }) => ({
      kind,
      name,
      value,
      price: amountMinor === null ? null : { amountMinor, currency },
    }));
