import type { SearchHit, SearchKind } from '../../../preload/api/search.ts';
import type { Store } from '../store/index.ts';
import type { Candidate } from './rules.ts';

/**
 * How a kind of record is found and shown. `from`: SQL of the records as `r` with what their line needs; `fields`: column
 * of the answer → what it is called, the most telling first.
 */
interface Source {
  readonly index: string;
  readonly from: string;
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly fields: readonly (readonly [field: SearchHit['field'], sql: string])[];
  readonly isSoftDeleted: boolean;
}

const clientName = "c.first_name || ' ' || c.last_name";

const sources: Readonly<Record<SearchKind, Source>> = {
  product: {
    isSoftDeleted: true,
    index: 'search_product',
    from: 'product r JOIN category c ON c.id = r.category_id',
    id: 'r.id',
    title: 'r.name',
    subtitle: 'c.name',
    fields: [
      ['name', 'r.name'],
      ['package', 'r.package_identifier'],
      ['slug', 'r.slug'],
      ['keywords', "coalesce(r.keywords, '')"],
    ],
  },
  category: {
    isSoftDeleted: true,
    index: 'search_category',
    from: 'category r LEFT JOIN category c ON c.id = r.parent_id',
    id: 'r.id',
    title: 'r.name',
    subtitle: "coalesce(c.name, '')",
    fields: [['name', 'r.name']],
  },
  client: {
    isSoftDeleted: true,
    index: 'search_client',
    from: 'client r',
    id: 'r.id',
    title: "r.first_name || ' ' || r.last_name",
    subtitle: 'r.email',
    fields: [
      ['name', "r.first_name || ' ' || r.last_name"],
      ['name', "r.last_name || ' ' || r.first_name"],
      ['email', 'r.email'],
      ['company', 'r.company'],
    ],
  },
  order: {
    isSoftDeleted: false,
    index: 'search_order',
    from: 'orders r JOIN client c ON c.id = r.client_id',
    id: 'r.id',
    title: 'r.number',
    subtitle: clientName,
    fields: [['number', 'r.number']],
  },
  invoice: {
    isSoftDeleted: false,
    index: 'search_invoice',
    from: 'invoice r JOIN client c ON c.id = r.client_id',
    id: 'r.id',
    title: 'r.number',
    subtitle: clientName,
    fields: [['number', 'r.number']],
  },
  credit_note: {
    isSoftDeleted: false,
    index: 'search_credit_note',
    from: 'credit_note r JOIN client c ON c.id = r.client_id',
    id: 'r.id',
    title: 'r.number',
    subtitle: clientName,
    fields: [['number', 'r.number']],
  },
  ticket: {
    isSoftDeleted: false,
    index: 'search_ticket',
    from: 'ticket r JOIN client c ON c.id = r.client_id',
    id: 'r.id',
    title: 'r.subject',
    subtitle: clientName,
    fields: [
      ['subject', 'r.subject'],
      ['number', 'r.number'],
    ],
  },
  contract_product: {
    isSoftDeleted: false,
    index: 'search_contract_product',
    from: 'contract_product r JOIN client c ON c.id = r.client_id',
    id: 'r.id',
    title: 'r.product_name',
    subtitle: clientName,
    fields: [
      ['ip', 'r.ip'],
      ['key', 'r.manual_key'],
      ['name', 'r.product_name'],
    ],
  },
  license: {
    isSoftDeleted: false,
    index: 'search_license',
    from: 'license r JOIN contract_product p ON p.id = r.contract_product_id JOIN client c ON c.id = p.client_id',
    id: 'p.id',
    title: 'p.product_name',
    subtitle: clientName,
    fields: [
      ['key', 'r.license_key'],
      ['ip', 'r.ip'],
      ['token', 'r.licname'],
      [
        'old_key',
        "coalesce((SELECT group_concat(k.license_key, ' ') FROM old_license_key k WHERE k.license_id = r.id), '')",
      ],
    ],
  },
};

type Row = Readonly<Record<string, string | number>> & { readonly seq: number };

const columnsOf = ({ id, title, subtitle, fields }: Source): string =>
  `${id} AS id, ${title} AS title, ${subtitle} AS subtitle, ${fields.map(([, sql], at) => `${sql} AS f${at}`).join(', ')}`;

const candidate =
  (kind: SearchKind) =>
  (row: Row): Candidate => ({
    seq: row.seq,
    hit: { kind, id: String(row['id']), title: String(row['title']), subtitle: String(row['subtitle']) },
    fields: sources[kind].fields.map(([field], at) => [field, String(row[`f${at}`])] as const),
  });

/** What the index of a kind holds for a query, newest first, at most `count`. The index is asked first, always. */
export function found(store: Store, kind: SearchKind, match: string, count: number): Candidate[] {
  const source = sources[kind];
  return store
    .all<Row>(
      `search ${kind}`,
      `SELECT s.seq, ${columnsOf(source)} FROM ${source.index} x CROSS JOIN search_row s CROSS JOIN ${source.from}
        WHERE ${source.index} MATCH @match AND s.seq = x.rowid AND r.id = s.entity_id
        ORDER BY x.rowid DESC LIMIT @count`,
      { match, count },
    )
    .map(candidate(kind));
}

/** The newest records of a kind, at most `count`: what a text that is too short for the index is looked for in. */
export function newest(store: Store, kind: SearchKind, count: number): Candidate[] {
  const source = sources[kind];
  return store
    .all<Row>(
      `search newest ${kind}`,
      `SELECT s.seq, ${columnsOf(source)} FROM ${source.from} JOIN search_row s ON s.entity_id = r.id
        ${source.isSoftDeleted ? 'WHERE r.deleted_at IS NULL' : ''} ORDER BY r.id DESC LIMIT @count`,
      { count },
    )
    .map(candidate(kind));
}
