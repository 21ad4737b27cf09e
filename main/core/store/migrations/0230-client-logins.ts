import type { Migration } from '../migrate.ts';

/** Passwords with which clients log in to the client area (spec 78, 79), apart from the clients: they stay at the desk. */
export const migration0230: Migration = {
  number: 230,
  name: 'client logins',
  up(db) {
    db.exec(`
      CREATE TABLE client_login (
        -- Made anew with each password: who came in by the one before has to come in again.
        id TEXT PRIMARY KEY,
        client_id TEXT NOT NULL UNIQUE REFERENCES client (id) ON DELETE CASCADE,
        -- A PHC string: the parameters, the salt and what scrypt made of the password.
        password_hash TEXT NOT NULL CHECK (password_hash LIKE '$scrypt$%'),
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;

      -- A client who was deleted or merged cannot log in, whoever wrote that: this desk or another one.
      CREATE TRIGGER client_login_ends AFTER UPDATE OF deleted_at ON client WHEN new.deleted_at IS NOT NULL BEGIN
        DELETE FROM client_login WHERE client_id = new.id;
      END;
    `);
  },
};
