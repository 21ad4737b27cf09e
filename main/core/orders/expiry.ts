import type { DueStep, StepOutcome, StepSource } from '../kernel/index.ts';
import type { Writer } from '../store/index.ts';
import { unpaidOrder, type UnpaidOrder, unpaidOrders } from './cancel-store.ts';
import type { OrdersDeps } from './deps.ts';
import { expiresOn } from './rules.ts';

const kind = 'order.expire';

/**
 * Orders that nobody paid (spec 2.1): after the days that the setting `unpaid_order_days` says they are Cancelled. One
 * that is paid in part is not unpaid; it stays for a person.
 */
export function orderExpiry(
  { store, settings, brand }: Pick<OrdersDeps, 'store' | 'settings' | 'brand'>,
  expire: (writer: Writer, orderId: string) => boolean,
): StepSource<Writer> {
  /** Those that expire after `from` (null: whenever) up to and including `to`. */
  function between(from: string | null, to: string, limit: number): DueStep[] {
    return (
      unpaidOrders(store, to)
        .flatMap((order): DueStep[] => {
          const days = settings.number('unpaid_order_days', { clientId: order.client_id });
          const on = expiresOn(order.issued_on, order.due_on, days);
          if (on === null || on > to || (from !== null && on <= from)) return [];
          return [
            { kind, cause: `${kind}/${order.id}`, on, entity: 'orders', entityId: order.id, clientId: order.client_id },
          ];
        })
        // Those of one day stay in the order in which they were placed.
        .toSorted((a, b) => (a.on === b.on ? 0 : a.on < b.on ? -1 : 1))
        .slice(0, limit)
    );
  }

  /** Whether the days that an order may be unpaid are over, as they are set now. */
  function isOver(order: UnpaidOrder): boolean {
    const days = settings.number('unpaid_order_days', { clientId: order.client_id });
    const on = expiresOn(order.issued_on, order.due_on, days);
    return on !== null && on <= brand.businessDate();
  }

  return {
    kinds: [kind],
    due: (asOf, limit) => between(null, asOf, limit),
    ahead: (from, to, limit) => between(from, to, limit),
    // The cause is acted on once: an order that is Cancelled or paid is not found again. Between the listing of a step and
    // its turn money may come, and the days be set anew.
    perform(writer, step): StepOutcome {
      const order = unpaidOrder(store, step.entityId);
      if (order && !isOver(order)) return { did: 'skipped', why: 'not_due' };
      return order && expire(writer, order.id) ? { did: 'done' } : { did: 'skipped', why: 'not_unpaid' };
    },
  };
}
