import type { Output, Parsed } from '../../../preload/api/contract.ts';
import { CheckoutMethod, type orders } from '../../../preload/api/orders.ts';
import { AppError, type Context } from '../kernel/index.ts';
import type { Store } from '../store/index.ts';

type Methods = Output<typeof orders.paymentMethods>;

interface MethodRow {
  readonly id: string;
  readonly method: CheckoutMethod;
  readonly name: string;
  readonly is_enabled: number;
}

/** The ways to pay as the brand set them (X3): what has no row is as it comes, under its own word and switched on. */
export function paymentMethods(store: Store) {
  const rows = (): MethodRow[] =>
    store.all('payment methods', 'SELECT id, method, name, is_enabled FROM payment_method ORDER BY method');

  /** All of them, in the order in which they are offered. */
  function list(): Methods {
    const set = new Map(rows().map((row) => [row.method, row]));
    return CheckoutMethod.options.map((method) => {
      const row = set.get(method);
      return { method, name: row?.name ?? '', isEnabled: row ? row.is_enabled === 1 : true };
    });
  }

  /** Renames a way to pay, or switches it on or off. @throws AppError `order.last_method`: one must stay switched on */
  function set({ method, name, isEnabled }: Parsed<typeof orders.setPaymentMethod>, context: Context): Methods {
    store.transaction(context, (writer) => {
      const row = rows().find((each) => each.method === method);
      const columns = { name, is_enabled: Number(isEnabled) };
      if (row) writer.update('payment_method', row.id, columns);
      else writer.insert('payment_method', { id: store.makeId(), method, ...columns });
      if (!list().some((each) => each.isEnabled)) throw new AppError('order.last_method');
    });
    return list();
  }

  /**
   * Desks of a team that each switch off another way to pay while apart leave none on when they meet. Nobody's choice is taken back
   * by itself: nothing is sold until a person has switched one on, and every page says so.
   * @throws AppError `order.method_disabled`, `order.no_method`
   */
  function hold(method: CheckoutMethod): void {
    const enabled = list().filter(({ isEnabled }) => isEnabled);
    if (enabled.length === 0) throw new AppError('order.no_method');
    if (!enabled.some((each) => each.method === method)) throw new AppError('order.method_disabled');
  }

  return { list, set, hold };
}
