import type { Alarm } from '../../../preload/api/automation.ts';
import type { Store } from '../store/index.ts';
import { dueOn } from './periods-store.ts';

interface Row {
  readonly kind: Alarm['kind'];
  readonly id: string;
  readonly product_id: string;
  readonly product_name: string;
  readonly client_id: string;
  readonly client_name: string;
  readonly since: string | null;
  /** When its oldest open renewal was due; null: none is open. */
  readonly due_on: string | null;
}

const overdue = `(SELECT min(${dueOn}) FROM contract_period k JOIN invoice i ON i.id = k.invoice_id
  WHERE k.contract_product_id = p.id AND k.state = 'billed' AND i.status IN ('Unpaid', 'Partly paid'))`;
const columns = `p.id, p.product_id, p.product_name, p.client_id, c.first_name || ' ' || c.last_name AS client_name,
  ${overdue} AS due_on`;
const from = 'FROM contract_product p JOIN client c ON c.id = p.client_id';
const licenseIs = (status: 'active' | 'suspended'): string =>
  `EXISTS (SELECT 1 FROM license l WHERE l.contract_product_id = p.id AND l.status = '${status}')`;
/** The vendor is about to set it right. */
const noOperation = `NOT EXISTS (SELECT 1 FROM operation o WHERE o.contract_product_id = p.id
  AND o.state NOT IN ('succeeded', 'refused', 'abandoned'))`;

/**
 * Contract products whose money and service say what cannot both be right, at most `limit`, the oldest first: suspended and
 * paid (spec 2.16, invariant 9), running at the vendor and not paid for, paid and not renewed there, paid after it had ended, and
 * at the end of a trial that came to nothing. `isLate` says of an
 * owing one whether it would be suspended by now.
 */
export function findAlarms(
  store: Store,
  today: string,
  isLate: (contract: { id: string; productId: string; clientId: string; dueOn: string }) => boolean,
  limit: number,
): Alarm[] {
  return store
    .all<Row>(
      'contract alarms',
      `SELECT * FROM (
        SELECT 'suspended_but_paid' AS kind, ${columns}, substr((SELECT max(s.at) FROM status_change s
            WHERE s.entity_id = p.id AND s.to_status = 'Suspended'), 1, 10) AS since
          ${from} WHERE p.status = 'Suspended' AND p.suspended_for = 'overdue' AND p.billed_to > @today
            AND ${overdue} IS NULL
        UNION ALL
        SELECT 'suspended_but_paid', ${columns}, NULL
          ${from} WHERE p.id IN (SELECT l.contract_product_id FROM license l WHERE l.status = 'suspended')
            AND p.status = 'Active' AND p.billed_to > @today AND ${noOperation}
        UNION ALL
        SELECT 'runs_unpaid', ${columns}, p.billed_to
          ${from} WHERE p.status IN ('Cancelled', 'Closed', 'Lapsed') AND ${licenseIs('active')} AND ${noOperation}
        UNION ALL
        SELECT 'runs_unpaid', ${columns}, p.next_due_on
          ${from} WHERE p.next_due_on IS NOT NULL AND p.next_due_on <= @today AND p.status = 'Active'
            AND p.trial_ends_on IS NULL AND ${licenseIs('active')} AND ${noOperation}
        UNION ALL
        SELECT 'paid_not_renewed', ${columns}, (SELECT min(k.starts_on) FROM contract_period k
            WHERE k.contract_product_id = p.id AND k.vendor_renewal = 'wanted')
          ${from} WHERE p.id IN (SELECT k.contract_product_id FROM contract_period k WHERE k.vendor_renewal = 'wanted')
            AND p.status IN ('Awaiting Activation', 'Active', 'Suspended') AND ${noOperation}
        UNION ALL
        SELECT 'paid_but_ended', ${columns}, (SELECT max(y.received_on) FROM contract_period k
            JOIN payment y ON y.invoice_id = k.invoice_id
            WHERE k.contract_product_id = p.id AND k.state = 'paid' AND k.ends_on > @today)
          ${from} WHERE p.billed_to > @today AND p.status IN ('Cancelled', 'Closed', 'Lapsed')
            AND EXISTS (SELECT 1 FROM contract_period k JOIN payment y ON y.invoice_id = k.invoice_id
              WHERE k.contract_product_id = p.id AND k.state = 'paid' AND k.ends_on > @today AND y.created_at >
                (SELECT max(s.at) FROM status_change s WHERE s.entity_id = p.id AND s.to_status = p.status))
        UNION ALL
        SELECT 'trial_failed', ${columns}, p.trial_ends_on
          ${from} WHERE p.trial_ends_on IS NOT NULL AND p.status IN ('Active', 'Suspended')
            AND EXISTS (SELECT 1 FROM trial t WHERE t.contract_product_id = p.id AND t.state = 'failed'))
      ORDER BY since, id`,
      { today },
    )
    .filter(
      ({ kind, due_on: dueOn, id, product_id: productId, client_id: clientId }) =>
        kind !== 'runs_unpaid' || dueOn === null || isLate({ id, productId, clientId, dueOn }),
    )
    .slice(0, limit)
    .map((row) => ({
      kind: row.kind,
      contractProductId: row.id,
      productName: row.product_name,
      clientId: row.client_id,
      clientName: row.client_name,
      since: row.since,
    }));
}
