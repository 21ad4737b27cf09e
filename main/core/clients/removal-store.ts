import type { Money } from '../../../preload/api/values.ts';
import type { Store } from '../store/index.ts';

interface Sum {
  readonly currency: string;
  readonly count: number;
  readonly amount_minor: number;
}

const moneyOf = ({ amount_minor, currency }: Sum): Money => ({ amountMinor: amount_minor, currency });

/** Licenses of a client that the vendor still runs and charges for. */
export const liveLicenses = (store: Store, clientId: string): number =>
  store.get<{ count: number }>(
    'client live licenses',
    `SELECT count(*) AS count FROM contract_product p JOIN license l ON l.contract_product_id = p.id AND l.status <> 'deleted'
      WHERE p.client_id = @clientId`,
    { clientId },
  )?.count ?? 0;

/** Orders of a client that wait for a payment. */
export const openOrders = (store: Store, clientId: string): number =>
  store.get<{ count: number }>(
    'client open orders',
    `SELECT count(*) AS count FROM orders o WHERE o.client_id = @clientId AND +o.status = 'Awaiting payment'`,
    { clientId },
  )?.count ?? 0;

/** Invoices of a client that take money still, and what is due on them by currency. */
export function unpaidInvoices(store: Store, clientId: string): { count: number; amounts: Money[] } {
  const sums = store.all<Sum>(
    'client unpaid invoices',
    `SELECT i.currency, count(*) AS count, sum(i.total_minor - i.credited_minor - i.paid_minor) AS amount_minor FROM invoice i
      WHERE i.client_id = @clientId AND +i.status IN ('Unpaid', 'Partly paid') GROUP BY i.currency ORDER BY i.currency`,
    { clientId },
  );
  return { count: sums.reduce((all, { count }) => all + count, 0), amounts: sums.map(moneyOf) };
}

/** What clients have in their accounts together, by currency; nothing is left out. */
export const balancesOf = (store: Store, ...clientIds: readonly string[]): Money[] =>
  store
    .all<Sum>(
      'client balances',
      `SELECT b.currency, count(*) AS count, sum(b.amount_minor) AS amount_minor FROM balance_entry b
        WHERE b.client_id IN (SELECT value FROM json_each(@ids)) GROUP BY b.currency HAVING sum(b.amount_minor) <> 0
        ORDER BY b.currency`,
      { ids: JSON.stringify(clientIds) },
    )
    .map(moneyOf);
