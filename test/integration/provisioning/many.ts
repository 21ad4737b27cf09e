import { untoldColumns } from '../../unit/support/store.ts';
import { owner, type World } from './world.ts';

export interface Sold {
  readonly contractProductId: string;
  readonly licenseId: string;
  readonly vendorId: string;
  readonly key: string;
  readonly ip: string;
  readonly email: string;
}

/**
 * Many active contract products with their licenses, as earlier sales left them, in one transaction. `vendorIds` are the vendor's
 * numbers of the licenses, one each; a client has two of them.
 */
export function addMany(world: Pick<World, 'store'>, connectionId: string, vendorIds: readonly string[]): Sold[] {
  const { store } = world;
  return store.transaction(owner, (writer) => {
    const category = store.makeId();
    writer.insert('category', {
      id: category,
      parent_id: null,
      name: 'Licenses',
      description: '',
      short_description: '',
      deleted_at: null,
    });
    const product = store.makeId();
    writer.insert('product', {
      id: product,
      category_id: category,
      type: 'single',
      is_active: 1,
      is_visible: 1,
      name: 'ispmanager 6 lite',
      description: '',
      connection_id: connectionId,
      package_identifier: '55227',
      deleted_at: null,
    });
    let client = '';
    let email = '';
    return vendorIds.map((vendorId, at): Sold => {
      if (at % 2 === 0) {
        client = store.makeId();
        email = `client-${vendorId}@example.test`;
        writer.insert('client', {
          id: client,
          first_name: 'Anna',
          last_name: `Smith ${vendorId}`,
          email,
          company: '',
          language: 'en',
          notes: '',
          deleted_at: null,
        });
      }
      const ip = `10.1.${at >> 8}.${at & 255}`;
      const sold = { connection_id: connectionId, package_identifier: '55227', ip };
      const order = store.makeId();
      writer.insert('orders', {
        id: order,
        request_key: order,
        number: `ORD-${vendorId}`,
        client_id: client,
        placed_by: 'Olga Owner',
        status: 'Active',
        notes: '',
        currency: 'EUR',
        total_minor: 500,
      });
      const item = store.makeId();
      writer.insert('order_item', {
        id: item,
        order_id: order,
        line_index: 0,
        product_id: product,
        product_name: 'ispmanager 6 lite',
        term_months: 1,
        unit_minor: 500,
        currency: 'EUR',
        ip,
      });
      const contractProductId = store.makeId();
      writer.insert('contract_product', {
        id: contractProductId,
        order_item_id: item,
        line_index: 0,
        order_id: order,
        client_id: client,
        product_id: product,
        status: 'Active',
        term_months: 1,
        currency: 'EUR',
        price_minor: 500,
        anchor_date: '2026-03-01',
        billed_to: '2026-04-01',
        next_due_on: '2026-04-01',
        product_name: 'ispmanager 6 lite',
        manual_key: '',
        tracked_quantity: null,
        tracked_at: null,
        ...sold,
      });
      const licenseId = store.makeId();
      const key = `${vendorId}-KEY`;
      writer.insert('license', {
        id: licenseId,
        contract_product_id: contractProductId,
        vendor_id: vendorId,
        license_key: key,
        status: 'active',
        licname: `rc-${vendorId}`,
        ...untoldColumns,
        created_on: '2026-03-01',
        expires_on: '2026-04-01',
        last_read_at: store.now(),
        ...sold,
      });
      return { contractProductId, licenseId, vendorId, key, ip, email };
    });
  });
}

/** Numbers of licenses, from 1001 on. */
export const numbers = (count: number): string[] => Array.from({ length: count }, (_, at) => String(1001 + at));
