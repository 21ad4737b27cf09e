import type { Dashboard } from '../../../preload/api/dashboard.ts';
import { ConnectionTest } from '../../../preload/api/connections.ts';
import { needsPerson } from '../provisioning/index.ts';
import type { Store } from '../store/index.ts';

/** Counts by status, each from an index that holds it. */
export const readCounts = (store: Store): Dashboard['counts'] =>
  store.get<Dashboard['counts']>(
    'dashboard counts',
    `SELECT
      (SELECT count(*) FROM orders WHERE status = 'Awaiting payment') AS awaitingPayment,
      (SELECT count(*) FROM cancellation_request WHERE state = 'pending') AS cancellationRequests,
      (SELECT count(*) FROM contract_product WHERE status = 'Awaiting Activation') AS awaitingActivation,
      (SELECT count(*) FROM contract_product WHERE awaits <> '' AND status = 'Awaiting Activation') AS awaitingDetails,
      (SELECT count(*) FROM license WHERE status = 'active') AS activeLicenses,
      (SELECT count(*) FROM license WHERE status = 'suspended') AS suspendedLicenses,
      (SELECT count(*) FROM operation
        WHERE state IN ('queued', 'sending', 'accepted', 'unknown', 'reconciling', 'absent')) AS openOperations`,
  ) ?? {
    awaitingPayment: 0,
    cancellationRequests: 0,
    awaitingActivation: 0,
    awaitingDetails: 0,
    activeLicenses: 0,
    suspendedLicenses: 0,
    openOperations: 0,
  };

interface StepsRow {
  readonly connection: number;
  readonly category: number;
  readonly client: number;
  readonly orders: number;
  readonly license: number;
}

/** Which steps to the first sale have been made; the product is asked of the catalogue. */
export function readSteps(store: Store): Omit<Dashboard['steps'], 'product'> {
  const row = store.get<StepsRow>(
    'dashboard steps',
    `SELECT
      EXISTS (SELECT 1 FROM connection WHERE deleted_at IS NULL) AS connection,
      EXISTS (SELECT 1 FROM category WHERE deleted_at IS NULL) AS category,
      EXISTS (SELECT 1 FROM client WHERE deleted_at IS NULL) AS client,
      EXISTS (SELECT 1 FROM orders) AS orders,
      EXISTS (SELECT 1 FROM license WHERE status IN ('active', 'suspended', 'deleted')) AS license`,
  );
  return {
    connection: row?.connection === 1,
    category: row?.category === 1,
    client: row?.client === 1,
    order: row?.orders === 1,
    license: row?.license === 1,
  };
}

/** Operations that wait for a person, oldest first. */
export const attentionIds = (store: Store, count: number): { readonly id: string }[] =>
  store.all(
    'dashboard attention',
    `SELECT o.id FROM operation o JOIN connection c ON c.id = o.connection_id
      WHERE ${needsPerson} ORDER BY o.id LIMIT @count`,
    { count },
  );

/** What each enabled connection's last test said of its balance; a test that did not tell leaves it unknown. */
export const readBalances = (store: Store): Dashboard['balances'] =>
  store
    .all<{ name: string; last_test: string | null }>(
      'dashboard balances',
      'SELECT name, last_test FROM connection WHERE deleted_at IS NULL AND is_enabled = 1 ORDER BY name COLLATE NOCASE, id',
    )
    .map((row) => {
      const test = row.last_test === null ? undefined : ConnectionTest.safeParse(JSON.parse(row.last_test)).data;
      return { connectionName: row.name, balance: test?.balance ?? null, at: test?.at ?? null };
    });
