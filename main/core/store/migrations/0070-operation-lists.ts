import type { Migration } from '../migrate.ts';

/**
 * Lists of operations by kind and by connection, the ways by which a search gets to operations, and the operation in
 * which a capability of an account was seen.
 */
export const migration0070: Migration = {
  number: 70,
  name: 'operation lists',
  up(db) {
    db.exec(`
      -- The connection at its end: both filters at once are answered out of the index.
      CREATE INDEX operation_kind ON operation (kind, state, id, connection_id);
      CREATE INDEX operation_connection ON operation (connection_id, state, id);
      CREATE INDEX contract_product_product ON contract_product (product_id, id);
      CREATE INDEX contract_product_ip ON contract_product (ip);

      ALTER TABLE connection_capability ADD COLUMN operation_id TEXT REFERENCES operation (id);
      -- Where the vendor had no words, the operation stood in their place.
      UPDATE connection_capability SET operation_id = evidence, evidence = ''
        WHERE source = 'detected' AND evidence IN (SELECT id FROM operation);
    `);
  },
};
