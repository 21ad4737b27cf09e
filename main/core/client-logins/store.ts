import type { Store } from '../store/index.ts';

/** What a client logs in with. */
export interface LoginRow {
  readonly id: string;
  readonly client_id: string;
  readonly password_hash: string;
  readonly created_at: string;
}

/** The login of a client, or undefined: they have no password, or were deleted. */
export const loginOf = (store: Store, clientId: string): LoginRow | undefined =>
  store.get(
    'client login',
    `SELECT l.id, l.client_id, l.password_hash, l.created_at FROM client_login l JOIN client c ON c.id = l.client_id
      WHERE l.client_id = @clientId AND c.deleted_at IS NULL`,
    { clientId },
  );

/** The login of the client with this e-mail, in any case of its letters. */
export const loginOfEmail = (store: Store, email: string): LoginRow | undefined =>
  store.get(
    'client login by email',
    `SELECT l.id, l.client_id, l.password_hash, l.created_at FROM client c JOIN client_login l ON l.client_id = c.id
      WHERE c.email = @email AND c.deleted_at IS NULL`,
    { email },
  );
