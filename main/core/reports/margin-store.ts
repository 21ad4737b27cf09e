import type { Store } from '../store/index.ts';

/** What the vendor charged, added up. Null amounts: it gave none that can be read. Null product: nobody's license. */
export interface ChargeRow {
  readonly product_id: string | null;
  /** The currency that the license is sold in. */
  readonly currency: string | null;
  readonly cost_currency: string | null;
  readonly amount_minor: number | null;
  readonly count: number;
}

// An account is an address and a user name; several connections may lead to one.
const ofAccount = `(SELECT cn.id FROM connection cn
  WHERE cn.api_address || ' ' || lower(cn.username) = m.account)`;

// What a bundle costs stands against what it was sold for.
const soldAs = 'coalesce(b.product_id, c.product_id) AS product_id';

/** Charges of a time by the product and currency of the license that they are for. */
export const chargesBetween = (store: Store, from: string, to: string): ChargeRow[] =>
  store.all(
    'reports: charges',
    `SELECT ${soldAs}, c.currency, m.currency AS cost_currency, sum(m.amount_minor) AS amount_minor, count(*) AS count
      FROM vendor_movement m
      LEFT JOIN license l ON l.connection_id IN ${ofAccount} AND l.vendor_id = m.service_id
      LEFT JOIN contract_product c ON c.id = l.contract_product_id
      LEFT JOIN contract_bundle b ON b.id = c.bundle_id
      WHERE m.kind = 'charge' AND m.day >= @from AND m.day <= @to
      GROUP BY 1, c.currency, m.currency, m.amount_minor IS NULL`,
    { from, to },
  );

/** How many charges have no day that can be read. */
export const undatedCharges = (store: Store): number =>
  store.get<{ count: number }>(
    'reports: undated charges',
    "SELECT count(*) AS count FROM vendor_movement WHERE day = '' AND kind = 'charge'",
  )?.count ?? 0;

/** When the charges of each connection's account were read last; null: never. Deleted connections too: they cost once. */
export const ledgersRead = (store: Store): { readonly connection_id: string; readonly read_at: string | null }[] =>
  store.all(
    'reports: ledgers',
    `SELECT cn.id AS connection_id, v.read_at FROM connection cn
      LEFT JOIN vendor_ledger v ON v.account = cn.api_address || ' ' || lower(cn.username)`,
  );

/**
 * What was bought in a time (instants, the second one not with) and should have been charged, by connection: the price
 * that the list told when it was asked for. Null: the list does not tell it.
 */
export const purchasesBetween = (
  store: Store,
  from: string,
  before: string,
): {
  readonly connection_id: string;
  readonly sent_at: string;
  readonly product_id: string | null;
  readonly currency: string | null;
  readonly cost_minor: number | null;
  readonly cost_currency: string | null;
}[] =>
  store.all(
    'reports: purchases',
    `SELECT o.connection_id, o.sent_at, ${soldAs}, c.currency,
        coalesce(o.quoted_cost_minor, o.expected_cost_minor) AS cost_minor,
        coalesce(o.quoted_cost_currency, o.expected_cost_currency) AS cost_currency
      FROM operation o LEFT JOIN contract_product c ON c.id = o.contract_product_id
      LEFT JOIN contract_bundle b ON b.id = c.bundle_id
      WHERE o.sent_at >= @from AND o.sent_at < @before AND o.state = 'succeeded'
        AND o.kind IN ('create', 'renew', 'changePackage', 'addons')`,
    { from, before },
  );
