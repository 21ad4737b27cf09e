import type { Client } from '../../../preload/api/clients.ts';
import { before, type Store } from '../store/index.ts';
import { needsVariants, searchPatterns } from './rules.ts';

interface ClientRow {
  readonly id: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
  readonly company: string;
  readonly language: Client['language'];
  readonly notes: string;
  readonly order_count: number;
  readonly license_count: number;
  readonly created_at: string;
  readonly updated_at: string;
}

const select = `SELECT c.id, c.first_name, c.last_name, c.email, c.company, c.language, c.notes, c.created_at, c.updated_at,
  (SELECT count(*) FROM orders o WHERE o.client_id = c.id) AS order_count,
  (SELECT count(*) FROM contract_product p JOIN license l ON l.contract_product_id = p.id AND l.status <> 'deleted'
    WHERE p.client_id = c.id) AS license_count
  FROM client c WHERE c.deleted_at IS NULL`;
// The first name once more at the end of the names: "Smith Anna" is found as well as "Anna Smith".
const haystack = `c.first_name || ' ' || c.last_name || ' ' || c.first_name || char(10) || c.email || char(10) || c.company`;
const like = (names: readonly string[]): string =>
  `AND (${names.map((name) => `${haystack} LIKE @${name} ESCAPE '\\'`).join(' OR ')})`;
const newestFirst = 'AND c.id < @before ORDER BY c.id DESC LIMIT @count';

const client = (row: ClientRow): Client => ({
  id: row.id,
  firstName: row.first_name,
  lastName: row.last_name,
  email: row.email,
  company: row.company,
  language: row.language,
  notes: row.notes,
  orderCount: row.order_count,
  licenseCount: row.license_count,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

/** Clients that match, newest first, one more than `limit` where there are more. */
export function listClients(store: Store, search: string, cursor: string | undefined, limit: number): Client[] {
  const page = { before: before(cursor), count: limit + 1 };
  if (search === '') return store.all<ClientRow>('clients', `${select} ${newestFirst}`, page).map(client);
  const [typed, lower, upper, capitals] = searchPatterns(search);
  const found = needsVariants(search)
    ? store.all<ClientRow>(
        'clients search',
        `${select} ${like(['typed', 'lower', 'upper', 'capitals'])} ${newestFirst}`,
        {
          ...page,
          typed,
          lower,
          upper,
          capitals,
        },
      )
    : store.all<ClientRow>('clients search ascii', `${select} ${like(['typed'])} ${newestFirst}`, { ...page, typed });
  return found.map(client);
}

/** A client that was not deleted. */
export function findClient(store: Store, id: string): Client | undefined {
  const row = store.get<ClientRow>('client by id', `${select} AND c.id = @id`, { id });
  return row && client(row);
}

/** The id of the client with this e-mail, in any case of its letters. */
export const clientWithEmail = (store: Store, email: string): string | undefined =>
  store.get<{ id: string }>('client by email', 'SELECT id FROM client WHERE email = @email AND deleted_at IS NULL', {
    email,
  })?.id;
