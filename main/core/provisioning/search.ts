import type { OperationKind, OperationState } from '../../../preload/api/operations.ts';
import { searchPatterns } from '../clients/index.ts';
import type { Store } from '../store/index.ts';
import { idsOfToken } from './token.ts';
import { isHeld, sectionOf, type Section } from './waiting.ts';

/** An operation that a text may mean. */
export interface Found {
  readonly id: string;
  readonly kind: OperationKind;
  readonly section: Section;
  readonly connection_id: string;
  readonly contract_product_id: string | null;
}

export interface Matches {
  /** Newest first. */
  readonly rows: readonly Found[];
  /** There may be more settled ones than these. */
  readonly isCut: boolean;
}

interface Row extends Omit<Found, 'section'> {
  readonly state: OperationState;
  readonly held: number;
}

// CROSS JOIN: SQLite keeps the order of the tables, in which each step goes by an index from few rows to few.

/** So many operations each way of finding may bring, and so many clients or contract products may lead to some. */
const mostFound = 2000;
const mostLeading = 200;

const columns = `o.id, o.kind, o.state, o.connection_id, o.contract_product_id, ${isHeld} AS held`;
const connected = 'JOIN connection c ON c.id = o.connection_id';
/** Sorts after every text that begins with what stands before it. */
const end = '\u{10FFFF}';

/**
 * What a text finds, newest first: by token, vendor id, key and IP address (whole or their beginning) and by a part of
 * the client's or product's name. Each way reads by index and is bounded; of what is not settled nothing is left out.
 */
export function found(store: Store, search: string): Matches {
  const text = search.trim();
  const byId = new Map<string, Row>();
  let isCut = false;
  for (const way of [byToken, byNumber, byKey, byAddress, byOpenWork, byClient, byProduct]) {
    const rows = way(store, text);
    isCut ||= rows.length >= mostFound;
    for (const row of rows) byId.set(row.id, row);
  }
  const rows = [...byId.values()]
    .map(({ state, held, ...row }) => ({ ...row, section: sectionOf(state, held === 1) }))
    .sort((one, other) => (one.id < other.id ? 1 : -1));
  return { rows, isCut };
}

function byToken(store: Store, text: string): Row[] {
  const range = idsOfToken(text);
  if (range === null) return [];
  return store.all(
    'operations by token',
    `SELECT ${columns} FROM operation o ${connected} WHERE o.id BETWEEN @first AND @last ORDER BY o.id DESC LIMIT @most`,
    { ...range, most: mostFound },
  );
}

function byNumber(store: Store, text: string): Row[] {
  if (!/^\d+$/.test(text)) return [];
  return store.all(
    'operations by vendor id',
    `SELECT ${columns} FROM connection c
       CROSS JOIN operation o ON o.connection_id = c.id AND o.vendor_id >= @text AND o.vendor_id < @text || @end LIMIT @most`,
    { text, end, most: mostFound },
  );
}

/** Operations about the licenses that a condition picks. */
const ofLicenses = (condition: string): string =>
  `SELECT ${columns} FROM license l
     CROSS JOIN operation o ON o.connection_id = l.connection_id AND o.vendor_id = l.vendor_id ${connected}
    WHERE ${condition} LIMIT @most`;

/** Keys begin with the number of their license (ispmanager-api 4.6), so a number finds them as well. */
function byKey(store: Store, text: string): Row[] {
  if (!/^[0-9a-z]+-/i.test(text)) return [];
  const values = { text: text.toUpperCase(), asTyped: text, end, most: mostFound };
  return store.all(
    'operations by key',
    ofLicenses(`(l.license_key >= @text AND l.license_key < @text || @end)
       OR (l.license_key >= @asTyped AND l.license_key < @asTyped || @end)`),
    values,
  );
}

function byAddress(store: Store, text: string): Row[] {
  if (!/^[0-9a-f.:]{3,}$/i.test(text) || !/[.:]/.test(text)) return [];
  const values = { text: text.toLowerCase(), end, most: mostFound };
  return [
    ...store.all<Row>('operations by license ip', ofLicenses('l.ip >= @text AND l.ip < @text || @end'), values),
    // What is not bought yet has its address in the contract only.
    ...store.all<Row>(
      'operations by contract ip',
      `SELECT ${columns} FROM contract_product p CROSS JOIN operation o ON o.contract_product_id = p.id ${connected}
        WHERE p.ip >= @text AND p.ip < @text || @end LIMIT @most`,
      values,
    ),
  ];
}

const ways = ['typed', 'lower', 'upper', 'capitals'] as const;
const patternsOf = (text: string): Record<string, string> =>
  Object.fromEntries(searchPatterns(text).map((pattern, at) => [ways[at] ?? '', pattern]));
const like = (column: string): string => ways.map((way) => `${column} LIKE @${way} ESCAPE '\\'`).join(' OR ');
const clientText = `cl.first_name || ' ' || cl.last_name || ' ' || cl.first_name || char(10) || cl.email || char(10) || cl.company`;

/** What is not settled is looked through as a whole: nobody must miss one of those. */
const byOpenWork = (store: Store, text: string): Row[] =>
  store.all(
    'operations open by name',
    `SELECT ${columns} FROM operation o ${connected}
       JOIN contract_product p ON p.id = o.contract_product_id JOIN client cl ON cl.id = p.client_id
      WHERE o.state IN ('queued', 'sending', 'accepted', 'unknown', 'reconciling', 'absent')
        AND (${like(`p.product_name || char(10) || ${clientText}`)})`,
    patternsOf(text),
  );

function byClient(store: Store, text: string): Row[] {
  const clients = store.all<{ id: string }>(
    'clients of operations',
    `SELECT cl.id FROM client cl WHERE cl.id < @end AND (${like(clientText)}) ORDER BY cl.id DESC LIMIT @most`,
    { ...patternsOf(text), end, most: mostLeading },
  );
  return store.all(
    'operations of clients',
    `SELECT ${columns} FROM json_each(@ids) led CROSS JOIN contract_product p ON p.client_id = led.value
       CROSS JOIN operation o ON o.contract_product_id = p.id ${connected} LIMIT @most`,
    { ids: JSON.stringify(clients.map(({ id }) => id)), most: mostFound },
  );
}

/** Of a product that many have, the newest of them. */
function byProduct(store: Store, text: string): Row[] {
  const products = store.all<{ id: string }>(
    'products of operations',
    `SELECT p.id FROM product p WHERE ${like('p.name')}`,
    patternsOf(text),
  );
  return products.flatMap(({ id }) =>
    store.all<Row>(
      'operations of product',
      `SELECT ${columns} FROM contract_product p CROSS JOIN operation o ON o.contract_product_id = p.id ${connected}
        WHERE p.product_id = @id ORDER BY p.id DESC LIMIT @most`,
      { id, most: mostFound },
    ),
  );
}
