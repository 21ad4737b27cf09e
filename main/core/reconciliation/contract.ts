import type { ContractStatus } from '../../../preload/api/orders.ts';
import type { Store } from '../store/index.ts';

/** The contract product and the client behind a license, as lines of lists name them. */
export interface ContractBeside {
  readonly id: string;
  readonly status: ContractStatus;
  readonly billed_to: string | null;
  readonly product_name: string;
  readonly client_name: string;
}

const columns = `p.id, p.status, p.billed_to, p.product_name, c.first_name || ' ' || c.last_name AS client_name
  FROM contract_product p JOIN client c ON c.id = p.client_id`;

/** One contract product, or undefined. */
export const contractBeside = (store: Store, id: string): ContractBeside | undefined =>
  store.get('reconciliation contract', `SELECT ${columns} WHERE p.id = @id`, { id });

/** The contract product whose license has a vendor's number over one of an account's connections, or undefined. */
export const contractOfVendorId = (store: Store, connectionId: string, vendorId: string): ContractBeside | undefined =>
  store.get(
    'reconciliation contract of license',
    `SELECT ${columns} JOIN license l ON l.contract_product_id = p.id
      WHERE l.vendor_id = @vendorId AND l.connection_id IN (SELECT other.id FROM connection mine JOIN connection other
        ON other.api_address = mine.api_address AND other.username = mine.username COLLATE NOCASE
        WHERE mine.id = @connectionId)
      ORDER BY l.status = 'deleted', l.id DESC LIMIT 1`,
    { connectionId, vendorId },
  );
