import type { ContractStatus } from '../../../preload/api/orders.ts';
import type { VendorStatus } from '../../../preload/api/contract-products.ts';
import type { Capability } from '../../../preload/api/connections.ts';
import type { Store } from '../store/index.ts';

export interface LicenseRow {
  readonly id: string;
  readonly contract_product_id: string;
  readonly connection_id: string;
  readonly vendor_id: string;
  readonly license_key: string;
  readonly status: VendorStatus;
  readonly ip: string;
  readonly licname: string;
  readonly package_identifier: string;
  readonly created_on: string;
  readonly expires_on: string;
  readonly last_read_at: string;
}

/** What the license actions need of a contract product. */
export interface ContractFacts {
  readonly id: string;
  readonly status: ContractStatus;
  readonly term_months: number;
  readonly currency: string;
  readonly price_minor: number;
  readonly connection_id: string;
  readonly package_identifier: string;
  readonly ip: string;
  readonly can_suspend: Capability;
  readonly client_name: string;
  readonly client_email: string;
}

/** The contract product with its client and what its connection can do, or undefined. */
export const contractFacts = (store: Store, id: string): ContractFacts | undefined =>
  store.get(
    'license contract',
    `SELECT cp.id, cp.status, cp.term_months, cp.currency, cp.price_minor, cp.connection_id, cp.package_identifier, cp.ip,
        c.can_suspend, cl.first_name || ' ' || cl.last_name AS client_name, cl.email AS client_email
       FROM contract_product cp JOIN connection c ON c.id = cp.connection_id JOIN client cl ON cl.id = cp.client_id
      WHERE cp.id = @id`,
    { id },
  );

/** The live license of a contract product, else its newest deleted one, else undefined. */
export const licenseOf = (store: Store, contractProductId: string): LicenseRow | undefined =>
  store.get(
    'license of contract',
    `SELECT * FROM license WHERE contract_product_id = @contractProductId ORDER BY status = 'deleted', id DESC LIMIT 1`,
    { contractProductId },
  );

/** The mirror row of a vendor's license, or undefined. */
export const licenseByVendorId = (store: Store, connectionId: string, vendorId: string): LicenseRow | undefined =>
  store.get(
    'license by vendor id',
    'SELECT * FROM license WHERE connection_id = @connectionId AND vendor_id = @vendorId',
    {
      connectionId,
      vendorId,
    },
  );
