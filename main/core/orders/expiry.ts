import type { DueStep, StepOutcome, StepSource } from '../kernel/index.ts';
import type { Writer } from '../store/index.ts';
import { unpaidOrders } from './cancel-store.ts';
import type { OrdersDeps } from './deps.ts';
import { expiresOn } from './rules.ts';

const kind = 'order.expire';

/**
 * Orders that nobody paid (spec 2.1): after the days that the setting `unpaid_order_days` says they are Cancelled. One
 * that is paid in part is not unpaid; it stays for a person.
 */
export function orderExpiry(
  { store, settings }: Pick<OrdersDeps, 'store' | 'settings'>,
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

  return {
    kinds: [kind],
    due: (asOf, limit) => between(null, asOf, limit),
    ahead: (from, to, limit) => between(from, to, limit),
    // The cause is acted on once: an order that is Cancelled or paid is not found again.
    perform: (writer, step): StepOutcome =>
      expire(writer, step.entityId) ? { did: 'done' } : { did: 'skipped', why: 'not_unpaid' },
  };
}
