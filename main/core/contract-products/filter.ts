import type { ContractFilter } from '../../../preload/api/contract-products.ts';
import { addDays } from '../kernel/index.ts';
import { foundIds, type ListFound } from '../search/index.ts';
import { before, type Store } from '../store/index.ts';

/** A filter as parts of a statement: `p` is the contract product. */
export interface FilterSql {
  /** Names the statement: the same shape is the same statement. */
  readonly shape: string;
  readonly from: string;
  readonly where: string;
  /** The column that pages are read by, newest first. */
  readonly key: string;
  readonly params: Readonly<Record<string, string>>;
  /** For the page: what of a search was not looked at. */
  readonly limits: ListFound['limits'];
}

type Condition = readonly [sql: string, params: Readonly<Record<string, string>>];

/**
 * A filter in SQL; `isSorted`: for a list that is read in another order than by age. What is asked of the license is read from
 * the license's own indexes, so that ten suspended ones among a hundred thousand are not looked for one by one.
 */
export function filterSql(store: Store, filter: ContractFilter, today: string, isSorted = false): FilterSql {
  const ofLicense = licenseConditions(filter, today);
  const found = foundIds(store, 'contract_product', filter.search);
  const ofContract = contractConditions(filter, isSorted ? '+' : '');
  const hasLicense = Object.keys(ofLicense).length > 0;
  const searched: Record<string, Condition> =
    found === undefined ? {} : { found: ['p.id IN (SELECT value FROM json_each(@found))', { found: found.ids }] };
  const all = { ...ofLicense, ...ofContract, ...searched };
  return {
    shape: Object.keys(all).join(' '),
    from: hasLicense ? 'license k CROSS JOIN contract_product p ON p.id = k.contract_product_id' : 'contract_product p',
    where: Object.values(all)
      .map(([sql]) => `${sql} AND `)
      .join(''),
    key: hasLicense ? 'k.contract_product_id' : 'p.id',
    limits: found?.limits ?? {},
    params: Object.assign({}, ...Object.values(all).map(([, params]) => params)) as Record<string, string>,
  };
}

function licenseConditions(filter: ContractFilter, today: string): Record<string, Condition> {
  const { licenseStatus, expiresWithinDays, autoRenewal } = filter;
  const conditions: Record<string, Condition> = {};
  if (licenseStatus !== undefined) conditions['license'] = ['k.status = @licenseStatus', { licenseStatus }];
  if (expiresWithinDays !== undefined)
    conditions['expires'] = [
      "k.expires_on <> '' AND k.expires_on <= @expiresBy",
      { expiresBy: addDays(today, expiresWithinDays) },
    ];
  if (autoRenewal === 'off') conditions['manual'] = ["k.autoprolong = 'none'", {}];
  if (autoRenewal === 'on') conditions['auto'] = ["k.autoprolong <> 'none'", {}];
  if (Object.keys(conditions).length === 0) return conditions;
  // A contract product shows its live license, of which it has one at most, else its newest deleted one.
  const isShown: Condition =
    licenseStatus === 'deleted'
      ? [
          `NOT EXISTS (SELECT 1 FROM license n WHERE n.contract_product_id = k.contract_product_id
            AND (n.status <> 'deleted' OR n.id > k.id))`,
          {},
        ]
      : ["k.status <> 'deleted'", {}];
  return { ...conditions, [licenseStatus === 'deleted' ? 'shown deleted' : 'live']: isShown };
}

/** `plus` keeps an index from being used that would have all of a large part sorted, where the order has an index itself. */
function contractConditions(
  { clientId, orderId, status, awaitsDetails, packageIdentifier, connectionId }: ContractFilter,
  plus: '' | '+',
): Record<string, Condition> {
  return {
    ...(clientId === undefined ? {} : { client: ['p.client_id = @clientId', { clientId }] }),
    ...(orderId === undefined ? {} : { order: ['p.order_id = @orderId', { orderId }] }),
    ...(status === undefined ? {} : { status: ['p.status = @status', { status }] }),
    ...(awaitsDetails === undefined ? {} : { awaits: ["p.awaits <> '' AND p.status = 'Awaiting Activation'", {}] }),
    ...(packageIdentifier === undefined
      ? {}
      : { package: [`${plus}p.package_identifier = @packageIdentifier`, { packageIdentifier }] }),
    ...(connectionId === undefined ? {} : { connection: [`${plus}p.connection_id = @connectionId`, { connectionId }] }),
  };
}

/** How many contract products match. `today`: the business date. */
export function countMatching(store: Store, filter: ContractFilter, today: string): number {
  const { shape, from, where, params } = filterSql(store, filter, today);
  return (
    store.get<{ count: number }>(
      `contract products count ${shape}`,
      `SELECT count(*) AS count FROM ${from} WHERE ${where} 1`,
      params,
    )?.count ?? 0
  );
}

/** Ids of the contract products that match, newest first, at most `limit`. `today`: the business date. */
export function idsMatching(store: Store, filter: ContractFilter, today: string, limit: number): string[] {
  const { shape, from, where, key, params } = filterSql(store, filter, today);
  return store
    .all<{ id: string }>(
      `contract product ids ${shape}`,
      `SELECT ${key} AS id FROM ${from} WHERE ${where} ${key} < @before ORDER BY ${key} DESC LIMIT @limit`,
      { ...params, before: before(undefined), limit },
    )
    .map((row) => row.id);
}
