/**
 * Search over trigrams, one index for each kind of record so that many of one kind never hide the others. The indexes
 * hold no text of their own (contentless): titles come from the records. Triggers keep them, whoever writes.
 *
 * A migration that builds one of these tables anew drops its triggers with it and makes them again.
 */

/** An index: what of a record is found, column of the index → SQL over the row `r`. */
interface Index {
  readonly table: string;
  readonly index: string;
  readonly columns: Readonly<Record<string, string>>;
  /** Columns of the record whose change writes the index anew; writing the same again, as each reading does, does not. */
  readonly on: readonly string[];
  readonly isSoftDeleted: boolean;
}

const oldKeys =
  "coalesce((SELECT group_concat(k.license_key, ' ') FROM old_license_key k WHERE k.license_id = r.id), '')";

const indexes: readonly Index[] = [
  {
    table: 'product',
    index: 'search_product',
    columns: { name: 'r.name', keywords: "coalesce(r.keywords, '')", slug: 'r.slug', package: 'r.package_identifier' },
    on: ['name', 'keywords', 'slug', 'package_identifier', 'deleted_at'],
    isSoftDeleted: true,
  },
  {
    table: 'category',
    index: 'search_category',
    columns: { name: 'r.name' },
    on: ['name', 'deleted_at'],
    isSoftDeleted: true,
  },
  {
    table: 'client',
    index: 'search_client',
    // The first name once more: "Smith Anna" is found as well as "Anna Smith".
    columns: {
      name: "r.first_name || ' ' || r.last_name || ' ' || r.first_name",
      email: 'r.email',
      company: 'r.company',
    },
    on: ['first_name', 'last_name', 'email', 'company', 'deleted_at'],
    isSoftDeleted: true,
  },
  { table: 'orders', index: 'search_order', columns: { number: 'r.number' }, on: ['number'], isSoftDeleted: false },
  { table: 'invoice', index: 'search_invoice', columns: { number: 'r.number' }, on: ['number'], isSoftDeleted: false },
  {
    table: 'contract_product',
    index: 'search_contract_product',
    columns: { name: 'r.product_name', ip: 'r.ip', key: 'r.manual_key' },
    on: ['product_name', 'ip', 'manual_key'],
    isSoftDeleted: false,
  },
  {
    table: 'license',
    index: 'search_license',
    columns: { key: 'r.license_key', ip: 'r.ip', token: 'r.licname', old_key: oldKeys },
    on: ['license_key', 'ip', 'licname'],
    isSoftDeleted: false,
  },
];

const seq = (of: string): string => `(SELECT seq FROM search_row WHERE entity_id = ${of})`;
/** Puts a record into its index; a deleted one stays out. */
const put = ({ table, index, columns, isSoftDeleted }: Index, of: string): string =>
  `INSERT INTO ${index} (rowid, ${Object.keys(columns).join(', ')})
     SELECT ${seq(of)}, ${Object.values(columns).join(', ')} FROM ${table} r
      WHERE r.id = ${of}${isSoftDeleted ? ' AND r.deleted_at IS NULL' : ''};`;
const take = ({ index }: Index, of: string): string => `DELETE FROM ${index} WHERE rowid = ${seq(of)};`;

function schemaOf(each: Index): string {
  const { table, index, columns } = each;
  return `
  CREATE VIRTUAL TABLE ${index} USING fts5 (${Object.keys(columns).join(', ')},
    content = '', contentless_delete = 1, tokenize = 'trigram');
  INSERT INTO search_row (entity_id) SELECT id FROM ${table} ORDER BY id;
  INSERT INTO ${index} (rowid, ${Object.keys(columns).join(', ')})
    SELECT s.seq, ${Object.values(columns).join(', ')} FROM ${table} r JOIN search_row s ON s.entity_id = r.id
     ${each.isSoftDeleted ? 'WHERE r.deleted_at IS NULL' : ''} ORDER BY s.seq;
  ${triggersOf(each)}`;
}

const triggersOf = (each: Index): string => {
  const { table, index, on } = each;
  return `
  CREATE TRIGGER ${index}_insert AFTER INSERT ON ${table} BEGIN
    INSERT INTO search_row (entity_id) VALUES (new.id);
    ${put(each, 'new.id')}
  END;
  CREATE TRIGGER ${index}_update AFTER UPDATE OF ${on.join(', ')} ON ${table}
    WHEN ${on.map((column) => `old.${column} IS NOT new.${column}`).join(' OR ')} BEGIN
    ${take(each, 'new.id')}
    ${put(each, 'new.id')}
  END;
  CREATE TRIGGER ${index}_delete AFTER DELETE ON ${table} BEGIN
    ${take(each, 'old.id')}
    DELETE FROM search_row WHERE entity_id = old.id;
  END;`;
};

/** The triggers of one index, for a migration that builds its table anew. */
export function searchTriggers(table: string): string {
  const each = indexes.find((index) => index.table === table);
  if (!each) throw new Error(`no search over ${table}`);
  return triggersOf(each);
}

const license = indexes.find(({ table }) => table === 'license');
if (!license) throw new Error('no search over licenses');

export const searchSchema = `
  -- Whole numbers that rise with time for the indexes; a record's id is text, and its hidden rowid is not kept by VACUUM.
  CREATE TABLE search_row (seq INTEGER PRIMARY KEY, entity_id TEXT NOT NULL UNIQUE) STRICT;
  ${indexes.map(schemaOf).join('\n')}
  -- A key that was replaced still finds its license.
  CREATE TRIGGER search_license_old_key AFTER INSERT ON old_license_key BEGIN
    ${take(license, 'new.license_id')}
    ${put(license, 'new.license_id')}
  END;
`;
