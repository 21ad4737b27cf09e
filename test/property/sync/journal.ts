import type { Db } from '../../../main/core/store/index.ts';

/** An edit as the desk stored it, and what its editor saw: told by the database itself, not by the code under test. */
export interface Entry {
  /** Its name for ever: a copied profile can make the same stamp. */
  readonly id: string;
  readonly hlc: string;
  readonly entity: string;
  readonly row_id: string;
  readonly field: string;
  readonly value: string | null;
  /** Stamp of the value that was on the screen; '' where there was none or it could not be shown. */
  readonly saw: string;
  /** Field → stamp of what was on the screen of the row. */
  readonly sawRow: string;
}

/** Begins to note every change that gets into a desk's outbox; gone with the connection, rolled back with its transaction. */
export function keepJournal(db: Db): void {
  const seen = (field: string): string => `
    coalesce(
      (SELECT o.hlc FROM sync_outbox o WHERE o.entity = new.entity AND o.row_id = new.row_id AND o.field = ${field}
        AND o.closed_at IS NULL AND o.desk_seq < new.desk_seq ORDER BY o.desk_seq DESC LIMIT 1),
      (SELECT h.hlc FROM sync_shadow h WHERE h.entity = new.entity AND h.row_id = new.row_id AND h.field = ${field}
        AND NOT EXISTS (SELECT 1 FROM sync_deferred d WHERE d.entity = h.entity AND d.row_id = h.row_id AND d.field = h.field)),
      '')`;
  db.exec(`
    CREATE TEMP TABLE journal (id TEXT PRIMARY KEY, hlc TEXT, entity TEXT, row_id TEXT, field TEXT, value TEXT, saw TEXT, sawRow TEXT);
    CREATE TEMP TRIGGER journal_outbox AFTER INSERT ON sync_outbox BEGIN
      INSERT OR IGNORE INTO journal VALUES (new.hlc || ' ' || new.change_set, new.hlc, new.entity, new.row_id, new.field, new.value, ${seen('new.field')},
        (SELECT json_group_object(s.field, ${seen('s.field')}) FROM sync_shadow s
          WHERE s.entity = new.entity AND s.row_id = new.row_id));
    END;`);
}

export const journalOf = (db: Db): Entry[] => db.prepare('SELECT * FROM temp.journal').all() as Entry[];

/** The same name of a change at the hub. */
export const idOf = (change: { readonly hlc: string; readonly changeSet: string }): string =>
  `${change.hlc} ${change.changeSet}`;
