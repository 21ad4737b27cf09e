import type { Migration } from '../migrate.ts';

/**
 * What happened with a client, in one index over the records of ten tables: most of them do not name the client, so a page of the
 * newest could not be read from them without walking all. Triggers keep it, because it must follow whoever writes; it is
 * derived, and a migration that builds one of those tables anew makes its trigger again.
 */
export const migration0180: Migration = {
  number: 180,
  name: 'client events',
  up(db) {
    db.exec(`
      CREATE TABLE client_event (
        client_id TEXT NOT NULL REFERENCES client (id),
        -- Of what it is, and with it the table of \`id\`.
        kind TEXT NOT NULL, id TEXT NOT NULL,
        PRIMARY KEY (client_id, kind, id)) STRICT, WITHOUT ROWID;
      CREATE INDEX client_merged ON client (merged_into_id) WHERE merged_into_id IS NOT NULL;
    `);
    for (const source of sources) db.exec(`${fill(source)}; ${trigger(source)};`);
    db.exec(`
      -- What was one client's is the remaining one's, with its past.
      CREATE TRIGGER client_event_merge AFTER UPDATE OF merged_into_id ON client
        WHEN new.merged_into_id IS NOT NULL BEGIN
        UPDATE client_event SET client_id = new.merged_into_id WHERE client_id = new.id;
      END;
    `);
  },
};

/** A table with things that happen: `r` is its row. */
interface Source {
  readonly table: string;
  readonly kind: string;
  /** The client, in SQL; null: of none, and then it is left out. */
  readonly client: string;
  readonly where?: string;
}

const clientOf = (table: 'invoice' | 'contract_product' | 'ticket', id: string): string =>
  `(SELECT x.client_id FROM ${table} x WHERE x.id = ${id})`;

const sources: readonly Source[] = [
  { table: 'orders', kind: "'order'", client: 'r.client_id' },
  { table: 'invoice', kind: "'invoice'", client: 'r.client_id' },
  { table: 'payment', kind: "'payment'", client: clientOf('invoice', 'r.invoice_id') },
  { table: 'credit_note', kind: "'credit_note'", client: 'r.client_id' },
  { table: 'refund', kind: "'refund'", client: clientOf('invoice', 'r.invoice_id') },
  {
    table: 'balance_entry',
    kind: "'balance'",
    client: 'r.client_id',
    // The others are the balance's side of a payment or a refund, which are there themselves.
    where: "r.kind IN ('deposit', 'payout', 'commission')",
  },
  {
    table: 'status_change',
    kind: "'status'",
    client: `CASE r.entity WHEN 'contract_product' THEN ${clientOf('contract_product', 'r.entity_id')}
      WHEN 'invoice' THEN ${clientOf('invoice', 'r.entity_id')}
      WHEN 'orders' THEN (SELECT x.client_id FROM orders x WHERE x.id = r.entity_id) END`,
    // A record that begins is there itself.
    where: 'r.from_status IS NOT NULL',
  },
  { table: 'operation', kind: "'operation'", client: clientOf('contract_product', 'r.contract_product_id') },
  { table: 'ticket', kind: "'ticket'", client: 'r.client_id' },
  {
    table: 'ticket_message',
    kind: "'message'",
    client: clientOf('ticket', 'r.ticket_id'),
    // The first one is the ticket.
    where: 'r.request_key <> (SELECT x.request_key FROM ticket x WHERE x.id = r.ticket_id)',
  },
  {
    table: 'audit_entry',
    kind: `CASE WHEN r.action = 'update' AND json_type(r.changes, '$.notes') IS NOT NULL THEN 'note' ELSE 'change' END`,
    // Not the end of a record that was merged: the remaining one says so itself.
    client: '(SELECT x.id FROM client x WHERE x.id = r.entity_id AND x.merged_into_id IS NULL)',
    where: "r.entity = 'client'",
  },
];

const into = 'INSERT INTO client_event (client_id, kind, id) SELECT e.client_id, e.kind, e.id FROM';

/** The rows that are there already. */
const fill = ({ table, kind, client, where = '1' }: Source): string =>
  `${into} (SELECT ${client} AS client_id, ${kind} AS kind, r.id AS id FROM ${table} r WHERE ${where}) e
    WHERE e.client_id IS NOT NULL`;

/** Every row from here on. */
const trigger = ({ table, kind, client, where = '1' }: Source): string => {
  const ofNew = (sql: string): string => sql.replaceAll(/\br\./g, 'new.');
  return `CREATE TRIGGER client_event_${table} AFTER INSERT ON ${table} WHEN ${ofNew(where)} BEGIN
    ${into} (SELECT ${ofNew(client)} AS client_id, ${ofNew(kind)} AS kind, new.id AS id) e WHERE e.client_id IS NOT NULL;
  END`;
};
