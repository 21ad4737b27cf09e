import { maxFound } from '../../../preload/api/values.ts';
import { before, type Store } from '../store/index.ts';
import { folded, matchOf, wordsOf } from './rules.ts';

/** Lists that are searched: by their records' own texts and by those of the client that a record is of. */
export type Listed = 'client' | 'order' | 'invoice' | 'credit_note' | 'contract_product' | 'ticket';

interface Source {
  /** The records as `r`, and what else their texts are read from. */
  readonly from: string;
  /** All that a record is found by, as one text. */
  readonly texts: string;
  /** Ids of records that an index finds, newest first. */
  readonly found: readonly string[];
}

const end = 'ORDER BY x.rowid DESC LIMIT @count';
const own = (index: string): string =>
  `SELECT s.entity_id AS id FROM ${index} x CROSS JOIN search_row s WHERE ${index} MATCH @match AND s.seq = x.rowid ${end}`;
/** Records `r` of what another index finds. */
const through = (index: string, join: string, id = 'r.id'): string =>
  `SELECT ${id} AS id FROM ${index} x CROSS JOIN search_row s CROSS JOIN ${join}
    WHERE ${index} MATCH @match AND s.seq = x.rowid ${end}`;
const ofClient = (table: string): string => through('search_client', `${table} r ON r.client_id = s.entity_id`);

const clientTexts = "c.first_name || ' ' || c.last_name || ' ' || c.first_name || ' ' || c.email || ' ' || c.company";
const client = 'JOIN client c ON c.id = r.client_id';

const sources: Readonly<Record<Listed, Source>> = {
  client: {
    from: 'client c',
    texts: `${clientTexts} || ' ' || c.tax_number`,
    found: [
      own('search_client'),
      // No index of trigrams has it: it is found by how it begins.
      `SELECT c.id FROM client c WHERE c.tax_number COLLATE NOCASE >= @word
        AND c.tax_number COLLATE NOCASE < @word || char(1114111) AND c.tax_number <> '' LIMIT @count`,
    ],
  },
  order: {
    from: `orders r ${client}`,
    texts: `${clientTexts} || ' ' || r.number || ' ' || coalesce((SELECT group_concat(i.product_name, ' ')
      FROM order_item i WHERE i.order_id = r.id), '')`,
    found: [
      own('search_order'),
      ofClient('orders'),
      through('search_contract_product', 'contract_product p ON p.id = s.entity_id', 'p.order_id'),
    ],
  },
  invoice: {
    from: `invoice r ${client} LEFT JOIN orders o ON o.id = r.order_id`,
    // Whom it was issued to is frozen; whoever knows the client's new name finds it too.
    texts: `${clientTexts} || ' ' || r.number || ' ' || (r.buyer ->> '$.name') || ' ' || coalesce(o.number, '')`,
    found: [
      own('search_invoice'),
      ofClient('invoice'),
      through('search_order', 'invoice r ON r.order_id = s.entity_id'),
    ],
  },
  credit_note: {
    from: `credit_note r ${client} JOIN invoice i ON i.id = r.invoice_id`,
    texts: `${clientTexts} || ' ' || r.number || ' ' || i.number || ' ' || (i.buyer ->> '$.name')`,
    found: [
      own('search_credit_note'),
      ofClient('credit_note'),
      through('search_invoice', 'credit_note r ON r.invoice_id = s.entity_id'),
    ],
  },
  contract_product: {
    from: `contract_product r ${client} JOIN orders o ON o.id = r.order_id`,
    texts: `${clientTexts} || ' ' || r.product_name || ' ' || r.ip || ' ' || r.manual_key || ' ' || o.number || ' '
      || coalesce((SELECT group_concat(l.license_key || ' ' || l.ip || ' ' || l.licname || ' ' || coalesce((SELECT
        group_concat(k.license_key, ' ') FROM old_license_key k WHERE k.license_id = l.id), ''), ' ')
        FROM license l WHERE l.contract_product_id = r.id), '')`,
    found: [
      own('search_contract_product'),
      ofClient('contract_product'),
      through('search_license', 'license l ON l.id = s.entity_id', 'l.contract_product_id'),
      through('search_order', 'contract_product r ON r.order_id = s.entity_id'),
    ],
  },
  ticket: {
    from: `ticket r ${client}`,
    texts: `${clientTexts} || ' ' || r.number || ' ' || r.subject`,
    found: [own('search_ticket'), ofClient('ticket')],
  },
};

/** What the search of a list found. */
export interface ListFound {
  /** Ids, as a list in JSON for `json_each`. */
  readonly ids: string;
  /** For the page: more records may hold the words than were looked at. Nothing where all were. */
  readonly limits: { readonly isCut?: true };
}

/**
 * The records of a list that hold each word of a text; undefined: there is nothing to search by. Words of three letters and more are looked up in the indexes, and those records are read that hold the word
 * which the fewest hold; of a text of shorter words the newest records are read. Costs as much for a million records as
 * for ten thousand.
 */
export function foundIds(store: Store, listed: Listed, text: string | undefined): ListFound | undefined {
  const words = wordsOf(text ?? '');
  if (words.length === 0) return undefined;
  const sets = words.flatMap((word) => {
    const match = matchOf([word]);
    return match === null ? [] : [candidates(store, listed, word, match)];
  });
  const [fewest] = sets.toSorted((a, b) => a.ids.size - b.ids.size);
  // What an index found holds its word; only other words are still to be looked for.
  if (fewest && words.length === 1) return foundOf([...fewest.ids], fewest.isCut);
  const rows = fewest ? textsOf(store, listed, fewest.ids) : newestTexts(store, listed);
  const hits = rows.filter(({ texts }) => {
    const within = folded(texts);
    return words.every((word) => within.includes(word));
  });
  return foundOf(
    hits.map(({ id }) => id),
    fewest ? fewest.isCut : rows.length === maxFound,
  );
}

const foundOf = (ids: readonly string[], isCut: boolean): ListFound => ({
  ids: JSON.stringify(ids),
  limits: isCut ? { isCut } : {},
});

interface Candidates {
  readonly ids: ReadonlySet<string>;
  readonly isCut: boolean;
}

function candidates(store: Store, listed: Listed, word: string, match: string): Candidates {
  const hits = sources[listed].found.map((sql, at) =>
    store.all<{ id: string }>(`list search ${listed} ${at}`, sql, {
      ...(sql.includes('@word') ? { word } : { match }),
      count: maxFound,
    }),
  );
  return {
    ids: new Set(hits.flat().map(({ id }) => id)),
    isCut: hits.some(({ length }) => length === maxFound),
  };
}

interface Texts {
  readonly id: string;
  readonly texts: string;
}
const idOf = (listed: Listed): string => (listed === 'client' ? 'c.id' : 'r.id');

const textsOf = (store: Store, listed: Listed, ids: ReadonlySet<string>): Texts[] =>
  store.all<Texts>(
    `list search texts ${listed}`,
    `SELECT ${idOf(listed)} AS id, ${sources[listed].texts} AS texts
      FROM json_each(@ids) j CROSS JOIN ${sources[listed].from} WHERE ${idOf(listed)} = j.value`,
    { ids: JSON.stringify([...ids]) },
  );

const newestTexts = (store: Store, listed: Listed): Texts[] =>
  store.all<Texts>(
    `list search newest ${listed}`,
    `SELECT ${idOf(listed)} AS id, ${sources[listed].texts} AS texts FROM ${sources[listed].from}
      WHERE ${idOf(listed)} < @before ORDER BY ${idOf(listed)} DESC LIMIT @count`,
    { before: before(undefined), count: maxFound },
  );
