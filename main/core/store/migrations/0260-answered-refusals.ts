import type { Migration } from '../migrate.ts';

/**
 * A refused edit is over when its field was edited again: it is marked then, so that no screen goes on telling of it, and
 * so that nobody has to look through all that was sent to know. It stays, because its number may have to be told again.
 */
export const migration0260: Migration = {
  number: 260,
  name: 'refusals that a later edit answers',
  up(db) {
    db.exec(`
      ALTER TABLE sync_outbox ADD COLUMN is_answered INTEGER NOT NULL DEFAULT 0 CHECK (is_answered IN (0, 1));
      UPDATE sync_outbox SET is_answered = 1 WHERE outcome = 'refused' AND desk_seq < (
        SELECT max(n.desk_seq) FROM sync_outbox n
          WHERE n.entity = sync_outbox.entity AND n.row_id = sync_outbox.row_id AND n.field = sync_outbox.field);
      DROP INDEX sync_outbox_refused;
      CREATE INDEX sync_outbox_refused ON sync_outbox (entity, row_id) WHERE outcome = 'refused' AND is_answered = 0;
    `);
  },
};
