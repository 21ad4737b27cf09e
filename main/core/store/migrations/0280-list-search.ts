import type { Migration } from '../migrate.ts';

/** An index of trigrams over columns of a table, kept by triggers, as those of migration 80. */
function searchOver(table: string, columns: readonly string[]): string {
  const index = `search_${table}`;
  const names = columns.join(', ');
  const seq = (of: string): string => `(SELECT seq FROM search_row WHERE entity_id = ${of})`;
  const put = `INSERT INTO ${index} (rowid, ${names})
      VALUES (${seq('new.id')}, ${columns.map((column) => `new.${column}`).join(', ')});`;
  return `
    CREATE VIRTUAL TABLE ${index} USING fts5 (${names}, content = '', contentless_delete = 1, tokenize = 'trigram');
    INSERT INTO search_row (entity_id) SELECT id FROM ${table} ORDER BY id;
    INSERT INTO ${index} (rowid, ${names})
      SELECT s.seq, ${columns.map((column) => `r.${column}`).join(', ')}
        FROM ${table} r JOIN search_row s ON s.entity_id = r.id ORDER BY s.seq;
    CREATE TRIGGER ${index}_insert AFTER INSERT ON ${table} BEGIN
      INSERT INTO search_row (entity_id) VALUES (new.id);
      ${put}
    END;
    CREATE TRIGGER ${index}_update AFTER UPDATE OF ${names} ON ${table}
      WHEN ${columns.map((column) => `old.${column} IS NOT new.${column}`).join(' OR ')} BEGIN
      DELETE FROM ${index} WHERE rowid = ${seq('new.id')};
      ${put}
    END;
    CREATE TRIGGER ${index}_delete AFTER DELETE ON ${table} BEGIN
      DELETE FROM ${index} WHERE rowid = ${seq('old.id')};
      DELETE FROM search_row WHERE entity_id = old.id;
    END;`;
}

/** Search and order of the lists of records: what they are found and sorted by. */
export const migration0280: Migration = {
  number: 280,
  name: 'search and order of lists',
  up(db) {
    db.exec(`
      ${searchOver('ticket', ['number', 'subject'])}
      ${searchOver('credit_note', ['number'])}
      CREATE INDEX client_tax_number ON client (tax_number COLLATE NOCASE) WHERE tax_number <> '';
      CREATE INDEX client_name ON client ((first_name || ' ' || last_name) COLLATE NOCASE, id);
      CREATE INDEX client_by_email ON client (email COLLATE NOCASE, id);
      CREATE INDEX invoice_by_due ON invoice (due_on, id);
      -- What has no date ahead comes after what has one.
      CREATE INDEX contract_product_by_due ON contract_product (coalesce(next_due_on, '9999-12-31'), id);
      CREATE INDEX contract_product_status_due ON contract_product (status, coalesce(next_due_on, '9999-12-31'), id);
    `);
  },
};
