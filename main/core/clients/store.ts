import type { Client, clients } from '../../../preload/api/clients.ts';
import type { Output, Parsed } from '../../../preload/api/contract.ts';
import { foundIds } from '../search/index.ts';
import { type OrderKey, paging, type Store } from '../store/index.ts';

interface ClientRow {
  readonly id: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
  readonly company: string;
  readonly language: Client['language'];
  readonly notes: string;
  readonly country: string;
  readonly region: string;
  readonly address: string;
  readonly tax_number: string;
  readonly is_tax_exempt: number;
  readonly currency: string;
  readonly order_count: number;
  readonly license_count: number;
  readonly created_at: string;
  readonly updated_at: string;
  readonly deleted_at: string | null;
  readonly merged_into_id: string | null;
}

const select = `SELECT c.id, c.first_name, c.last_name, c.email, c.company, c.language, c.notes, c.country, c.region, c.address,
  c.tax_number, c.is_tax_exempt, c.currency, c.created_at, c.updated_at, c.deleted_at, c.merged_into_id,
  (SELECT count(*) FROM orders o WHERE o.client_id = c.id) AS order_count,
  (SELECT count(*) FROM contract_product p JOIN license l ON l.contract_product_id = p.id AND l.status <> 'deleted'
    WHERE p.client_id = c.id) AS license_count
  FROM client c WHERE`;
const client = (row: ClientRow): Client => ({
  id: row.id,
  firstName: row.first_name,
  lastName: row.last_name,
  email: row.email,
  company: row.company,
  language: row.language,
  notes: row.notes,
  country: row.country,
  region: row.region,
  address: row.address,
  taxNumber: row.tax_number,
  isTaxExempt: row.is_tax_exempt === 1,
  currency: row.currency,
  orderCount: row.order_count,
  licenseCount: row.license_count,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  deletedAt: row.deleted_at,
  mergedIntoId: row.merged_into_id,
});

const orders: Readonly<Record<'name' | 'email' | 'createdAt', OrderKey<Client>>> = {
  name: { sql: "(c.first_name || ' ' || c.last_name) COLLATE NOCASE", of: (row) => `${row.firstName} ${row.lastName}` },
  email: { sql: 'c.email COLLATE NOCASE', of: ({ email }) => email },
  // Ids rise with time.
  createdAt: { sql: 'c.id', of: ({ id }) => id },
};

/** A page of clients that match, newest first or as was asked. */
export function listClients(store: Store, asked: Parsed<typeof clients.list>): Output<typeof clients.list> {
  const found = foundIds(store, 'client', asked.search);
  const at = paging(orders, 'c.id', asked);
  const within = found === undefined ? '' : 'AND c.id IN (SELECT value FROM json_each(@found))';
  const rows = store.all<ClientRow>(
    `clients ${found === undefined ? '' : 'found'} ${at.shape}`,
    `${select} c.deleted_at IS NULL ${within} AND ${at.sql}`,
    { ...at.params, ...(found === undefined ? {} : { found: found.ids }) },
  );
  return { ...at.cut(rows.map(client)), ...found?.limits };
}

/** A client, also one that was deleted. Of one that was merged: into whom in the end. */
export function findClient(store: Store, id: string): Client | undefined {
  const row = store.get<ClientRow>('client by id', `${select} c.id = @id`, { id });
  if (!row) return undefined;
  return client({ ...row, merged_into_id: row.merged_into_id === null ? null : lastOf(store, row.merged_into_id) });
}

/** Of a client that was not deleted, what is sold to them goes by; undefined: there is none. */
export const buyingClient = (store: Store, id: string): Pick<Client, 'id' | 'language'> | undefined =>
  store.get('client that buys', 'SELECT id, language FROM client WHERE id = @id AND deleted_at IS NULL', { id });

/** What an invoice freezes of a client, also of a deleted one. */
export const buyerRow = (
  store: Store,
  id: string,
):
  | Pick<
      ClientRow,
      'first_name' | 'last_name' | 'company' | 'email' | 'language' | 'address' | 'region' | 'country' | 'tax_number'
    >
  | undefined =>
  store.get(
    'client as buyer',
    `SELECT first_name, last_name, company, email, language, address, region, country, tax_number FROM client WHERE id = @id`,
    { id },
  );

/** Who a record was merged into, and that one, and so on to the last. */
const lastOf = (store: Store, id: string): string =>
  store.get<{ id: string }>(
    'client merged into',
    `WITH RECURSIVE heir (id, next) AS (
        SELECT c.id, c.merged_into_id FROM client c WHERE c.id = @id
        UNION SELECT c.id, c.merged_into_id FROM heir JOIN client c ON c.id = heir.next)
      SELECT id FROM heir WHERE next IS NULL`,
    { id },
  )?.id ?? id;

/** The id of the client with this e-mail, in any case of its letters. */
export const clientWithEmail = (store: Store, email: string): string | undefined =>
  store.get<{ id: string }>('client by email', 'SELECT id FROM client WHERE email = @email AND deleted_at IS NULL', {
    email,
  })?.id;
