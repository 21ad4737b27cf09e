import type { FindingDetail } from '../../../preload/api/reconciliation.ts';
import type { ContractStatus } from '../../../preload/api/orders.ts';
import type { CatalogueService } from '../catalogue/index.ts';
import { sameIp } from '../provisioning/index.ts';
import type { Store } from '../store/index.ts';
import type { Account } from './accounts.ts';
import type { Theirs } from './rules.ts';

type Candidate = NonNullable<FindingDetail['adopt']>['candidates'][number];

/** More than anybody looks through; a product that is not among them takes the license over on its own page. */
const shownCandidates = 50;
const reasonOrder = ['order', 'ip', 'tariff'] as const;

interface Row {
  readonly id: string;
  readonly product_name: string;
  readonly client_name: string;
  readonly status: ContractStatus;
  readonly ip: string;
  readonly package_identifier: string;
  readonly token: string | null;
}

/** The connection over which a contract product was sold; empty: there is none of this id. */
export const contractConnection = (store: Store, contractProductId: string): string =>
  store.get<{ connection_id: string }>(
    'reconciliation contract connection',
    'SELECT connection_id FROM contract_product WHERE id = @contractProductId',
    { contractProductId },
  )?.connection_id ?? '';

/**
 * Contract products of an account that a license could belong to: those that live without one. First those whose order
 * the license names, then those with its address, then those with its tariff.
 */
export function candidatesFor(store: Store, { connectionId }: Account, license: Theirs): Candidate[] {
  const rows = store.all<Row>(
    'reconciliation candidates',
    `SELECT p.id, p.product_name, c.first_name || ' ' || c.last_name AS client_name, p.status, p.ip, p.package_identifier,
        (SELECT o.token FROM operation o WHERE o.contract_product_id = p.id AND o.kind = 'create' ORDER BY o.id DESC LIMIT 1)
          AS token
      FROM contract_product p JOIN client c ON c.id = p.client_id
      WHERE p.status IN ('Awaiting Activation', 'Active', 'Suspended')
        AND +p.connection_id IN (SELECT other.id FROM connection mine JOIN connection other
          ON other.api_address = mine.api_address AND other.username = mine.username COLLATE NOCASE
          WHERE mine.id = @connectionId)
        AND NOT EXISTS (SELECT 1 FROM license l WHERE l.contract_product_id = p.id AND l.status <> 'deleted')
        AND NOT EXISTS (SELECT 1 FROM operation q WHERE q.contract_product_id = p.id
          AND q.state NOT IN ('succeeded', 'refused', 'abandoned'))
      ORDER BY p.id DESC LIMIT 1000`,
    { connectionId },
  );
  const name = license.licname?.toLowerCase() ?? '';
  return rows
    .map((row): Candidate => {
      const fits = {
        order: row.token !== null && name.includes(row.token),
        ip: license.ip !== null && license.ip !== '' && sameIp(license.ip, row.ip),
        tariff: license.pricelist !== null && row.package_identifier === license.pricelist,
      };
      return {
        contractProductId: row.id,
        productName: row.product_name,
        clientName: row.client_name,
        status: row.status,
        ip: row.ip,
        packageIdentifier: row.package_identifier,
        reasons: reasonOrder.filter((reason) => fits[reason]),
      };
    })
    .toSorted((a, b) => rank(b) - rank(a))
    .slice(0, shownCandidates);
}

const rank = ({ reasons }: Candidate): number =>
  reasons.reduce((sum, reason) => sum + { order: 4, ip: 2, tariff: 1 }[reason], 0);

/** Products of the catalogue that sell a license's tariff over its account, whether or not they can be ordered now. */
export function productsFor(
  catalogue: Pick<CatalogueService, 'productsOfTariff'>,
  { connectionIds }: Account,
  license: Theirs,
): NonNullable<FindingDetail['adopt']>['products'] {
  return license.pricelist === null ? [] : catalogue.productsOfTariff(connectionIds, license.pricelist);
}
