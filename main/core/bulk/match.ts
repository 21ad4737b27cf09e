import { isIP } from 'node:net';
import { type BulkMatch, maxNamed } from '../../../preload/api/bulk.ts';
import { AppError } from '../kernel/index.ts';
import type { Store } from '../store/index.ts';

/** What separates entries: any white space, commas, semicolons, bars, quotes, brackets, as lists from mails and tables have them. */
const separators = /[\s,;|"'`<>()[\]{}]+/;

/** The entries of a pasted text with their lines (from 1), in order; a full stop at the end of a sentence is not part of one. */
export const entriesOf = (text: string): { line: number; entry: string }[] =>
  text.split(/\r\n|\r|\n/).flatMap((content, index) =>
    content
      .split(separators)
      .map((part) => part.replace(/\.+$/, ''))
      .filter((part) => part !== '')
      .map((entry) => ({ line: index + 1, entry })),
  );

type By = NonNullable<BulkMatch['by']>;

const found = `SELECT DISTINCT p.id, p.product_name, c.first_name || ' ' || c.last_name AS client_name`;
const client = 'JOIN client c ON c.id = p.client_id';
const ofLicense = `${found} FROM license l JOIN contract_product p ON p.id = l.contract_product_id ${client} WHERE`;
const queries: Readonly<Record<By | 'contractIp', string>> = {
  key: `${ofLicense} l.license_key = @entry`,
  manualKey: `${found} FROM contract_product p ${client} WHERE p.manual_key = @entry AND p.manual_key <> ''`,
  oldKey: `${found} FROM old_license_key k JOIN license l ON l.id = k.license_id
    JOIN contract_product p ON p.id = l.contract_product_id ${client} WHERE k.license_key = @entry`,
  vendorId: `${ofLicense} l.connection_id IN (SELECT id FROM connection) AND l.vendor_id = @entry`,
  ip: `${ofLicense} l.ip = @entry AND l.status <> 'deleted'`,
  // Ordered for this address, and no license says anything else.
  contractIp: `${found} FROM contract_product p ${client} WHERE p.ip = @entry AND p.ip <> ''
    AND NOT EXISTS (SELECT 1 FROM license l WHERE l.contract_product_id = p.id AND l.status <> 'deleted')`,
  email: `${found} FROM client c JOIN contract_product p ON p.client_id = c.id
    WHERE c.email = @entry AND c.deleted_at IS NULL`,
};

/** What an entry can be, in the order in which it is looked for; the first that finds anything counts. */
function kindsOf(entry: string): (keyof typeof queries)[] {
  if (entry.includes('@')) return ['email'];
  if (isIP(entry) !== 0) return ['ip', 'contractIp'];
  const keys = ['key', 'manualKey', 'oldKey'] as const;
  return /^\d{1,18}$/.test(entry) ? ['vendorId', ...keys] : [...keys];
}

/** One spelling of an address: IPv6 can be written in many. */
function spelled(entry: string): string[] {
  if (isIP(entry) !== 6) return [entry];
  return [...new Set([entry, entry.toLowerCase(), new URL(`http://[${entry}]/`).hostname.slice(1, -1)])];
}

/** What a pasted list came to: each entry in its order, and the contract products. */
export interface Matched {
  readonly report: BulkMatch[];
  readonly ids: string[];
  readonly severalIds: string[];
}

/** Finds contract products by the entries of a text. @throws AppError `bulk.too_many` */
export function matchText(store: Store, text: string): Matched {
  const entries = entriesOf(text);
  if (entries.length > maxNamed) throw new AppError('bulk.too_many', { params: { most: maxNamed } });
  const texts = new Set<string>();
  const ids = new Set<string>();
  const severalIds = new Set<string>();
  const report = entries.map(({ line, entry }): BulkMatch => {
    const isAgain = texts.has(entry.toLowerCase());
    texts.add(entry.toLowerCase());
    const { by, rows } = lookUp(store, entry);
    const names = rows.slice(0, 5).map((row) => `${row.product_name} · ${row.client_name}`);
    const [only] = rows;
    const isOne = only !== undefined && rows.length === 1;
    const outcome =
      only === undefined ? 'none' : isAgain || (isOne && ids.has(only.id)) ? 'repeated' : isOne ? 'one' : 'several';
    if (outcome === 'one' && only) ids.add(only.id);
    if (outcome === 'several') for (const row of rows) severalIds.add(row.id);
    return { line, entry, outcome: isAgain ? 'repeated' : outcome, by, found: names, matches: rows.length };
  });
  return { report, ids: [...ids], severalIds: [...severalIds].filter((id) => !ids.has(id)) };
}

function lookUp(
  store: Store,
  entry: string,
): { by: By | null; rows: { id: string; product_name: string; client_name: string }[] } {
  for (const kind of kindsOf(entry)) {
    for (const spelling of spelled(entry)) {
      const rows = store.all<{ id: string; product_name: string; client_name: string }>(
        `bulk match ${kind}`,
        `${queries[kind]} ORDER BY p.id DESC LIMIT 1000`,
        { entry: spelling },
      );
      if (rows.length > 0) return { by: kind === 'contractIp' ? 'ip' : kind, rows };
    }
  }
  return { by: null, rows: [] };
}
