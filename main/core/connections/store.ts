import type { Store } from '../store/index.ts';

/** A row of `connection`, with the number of products that use it. */
export interface ConnectionRow {
  readonly id: string;
  readonly is_enabled: number;
  readonly name: string;
  readonly provision_category: string;
  readonly is_category_default: number;
  readonly provider: string;
  readonly is_provider_default: number;
  readonly username: string;
  readonly api_address: string;
  readonly password_set_at: string | null;
  readonly credentials_stopped: number;
  readonly last_test: string | null;
  readonly read_interval_ms: number;
  readonly parallel: number;
  readonly created_at: string;
  readonly updated_at: string;
  readonly used_by: number;
}

const select = `SELECT c.*,
    (SELECT count(*) FROM product p WHERE p.connection_id = c.id AND p.deleted_at IS NULL) AS used_by
  FROM connection c WHERE c.deleted_at IS NULL`;

/** All connections, by name. */
export const listConnections = (store: Store): ConnectionRow[] =>
  store.all<ConnectionRow>('connections list', `${select} ORDER BY c.name COLLATE NOCASE, c.id`);

/** One connection, or undefined when there is none or it was deleted. */
export const findConnection = (store: Store, id: string): ConnectionRow | undefined =>
  store.get<ConnectionRow>('connection by id', `${select} AND c.id = @id`, { id });

/** Ids of the other connections that are the default of this category or provider. */
export const otherDefaults = (
  store: Store,
  kind: 'category' | 'provider',
  value: string,
  exceptId: string,
): { id: string }[] =>
  kind === 'category'
    ? store.all(
        'connection category defaults',
        `SELECT id FROM connection WHERE deleted_at IS NULL AND is_category_default = 1
           AND provision_category = @value AND id <> @exceptId`,
        { value, exceptId },
      )
    : store.all(
        'connection provider defaults',
        `SELECT id FROM connection WHERE deleted_at IS NULL AND is_provider_default = 1
           AND provider = @value AND id <> @exceptId`,
        { value, exceptId },
      );

/** True when a product or a contract product names this connection (spec item 14). */
export const isUsed = (store: Store, id: string): boolean =>
  store.get(
    'connection use',
    `SELECT 1 FROM product WHERE connection_id = @id AND deleted_at IS NULL
     UNION ALL SELECT 1 FROM contract_product WHERE connection_id = @id LIMIT 1`,
    { id },
  ) !== undefined;

/** How fast an account may be asked; what deleted connections were set to still holds for what is under way. */
export const paceOf = (store: Store, id: string): { read_interval_ms: number; parallel: number } | undefined =>
  store.get('connection pace', 'SELECT read_interval_ms, parallel FROM connection WHERE id = @id', { id });
