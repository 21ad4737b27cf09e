import { createHash } from 'node:crypto';
import {
  constants,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { idMaker, silentLog } from '../../main/core/kernel/index.ts';
import { auditHash, type Db, migrate, migrations, openDatabase, type Row } from '../../main/core/store/index.ts';

/** Clients, and orders, of the large data folder. */
export const size = 100_000;
const environment = 'live';
/** Where a data folder holds the database. */
export const databaseIn = (folder: string): string => path.join(folder, environment, 'console.db');

const firstNames = ['Anna', 'Boris', 'Chiara', 'David', 'Elena', 'Farid', 'Greta', 'Иван', 'Julia', 'Karim', 'Мария'];
const lastNames = [
  'Smith',
  'Петров',
  'Rossi',
  'Novak',
  'Weber',
  'Haddad',
  'Lindqvist',
  'Соколова',
  'Garcia',
  'Okafor',
  'Kim',
  'Dubois',
  'Kovacs',
];
const packages = [
  ['55227', 'ispmanager 6 lite', 500],
  ['55228', 'ispmanager 6 pro', 900],
  ['55229', 'ispmanager 6 host', 1500],
] as const;

/**
 * A data folder with 100,000 clients, each with an order, an invoice and (but for one in forty, not paid yet) a
 * payment and an active license, as the product would have stored them. Made once for a version of the schema.
 * @returns its path; it belongs to all runs: copy what is going to be changed
 */
export function seeded(): string {
  const sources = [
    import.meta.filename,
    ...files(path.resolve(import.meta.dirname, '../../main/core/store/migrations')),
  ];
  const version = createHash('sha256')
    .update(sources.map((file) => readFileSync(file, 'utf8')).join('\0'))
    .digest('hex')
    .slice(0, 12);
  const folder = path.join(os.tmpdir(), `reseller-console-bench-${process.getuid?.() ?? 0}-${version}`);
  if (existsSync(folder)) return folder;
  const work = mkdtempSync(`${folder}-work-`);
  try {
    fill(databaseIn(work));
    writeFileSync(path.join(work, 'settings.json'), JSON.stringify({ environment }), { mode: 0o600 });
    // The size of the bare program's window.
    writeFileSync(path.join(work, 'window-staff.json'), JSON.stringify({ x: 0, y: 0, width: 1200, height: 800 }));
    renameSync(work, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return folder;
}

/** A copy of the large data folder, to be changed freely. */
export function seededCopy(target: string): string {
  const from = seeded();
  for (const name of [environment, 'settings.json', 'window-staff.json']) {
    cpSync(path.join(from, name), path.join(target, name), { recursive: true, mode: constants.COPYFILE_FICLONE });
  }
  return target;
}

const files = (folder: string): string[] =>
  readdirSync(folder)
    .toSorted()
    .map((name) => path.join(folder, name));

function fill(file: string): void {
  const db = openDatabase(file);
  migrate(db, migrations, { backups: path.join(path.dirname(file), 'backups'), log: silentLog });
  // A sale every five minutes until yesterday.
  let at = Date.now() - 86_400_000 - size * 300_000;
  const makeId = idMaker({ now: () => new Date(at), monotonic: () => 0, sleep: async () => {} });
  const write = writer(db, () => new Date(at).toISOString());
  db.transaction(() => {
    const shop = openShop(write, makeId);
    for (let n = 1; n <= size; n += 1) {
      at += 300_000;
      sell(write, makeId, shop, n, new Date(at));
    }
    for (const name of ['order', 'invoice']) db.prepare('INSERT INTO counter VALUES (?, ?)').run(name, size);
  })();
  db.pragma('optimize');
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}

type Write = ReturnType<typeof writer>;

/** Inserts rows with one prepared statement a table, and keeps the audit chain whole. */
function writer(db: Db, now: () => string) {
  const statements = new Map<string, { run(row: Row): unknown }>();
  let hash = '';
  const insert = (table: string, row: Row): void => {
    let statement = statements.get(table);
    if (!statement) {
      const columns = Object.keys(row);
      statement = db.prepare(
        `INSERT INTO ${table} (${columns.join()}) VALUES (${columns.map((column) => `@${column}`).join()})`,
      );
      statements.set(table, statement);
    }
    statement.run(row);
  };
  return {
    now,
    row: (table: string, row: Row): void => insert(table, { ...row, created_at: now(), updated_at: now() }),
    event: (row: Row): void => insert('operation_event', row),
    audit(row: Row): void {
      const entry = { ...row, at: now(), actor: 'Olga Owner', trace_id: '', action: 'create', changes: '{}' };
      hash = auditHash(hash, entry);
      insert('audit_entry', { ...entry, hash });
    },
  };
}

interface Shop {
  readonly connection: string;
  readonly products: readonly {
    readonly id: string;
    readonly package: string;
    readonly name: string;
    readonly price: number;
  }[];
}

function openShop(write: Write, makeId: () => string): Shop {
  const connection = makeId();
  const category = makeId();
  write.row('brand', {
    id: makeId(),
    name: 'Hosting House',
    default_language: 'en',
    default_currency: 'EUR',
    time_zone: 'UTC',
    languages: '["en"]',
    currencies: '["EUR"]',
  });
  write.row('staff_member', { id: makeId(), name: 'Olga Owner', role: 'owner', is_active: 1 });
  write.row('connection', {
    id: connection,
    is_enabled: 1,
    name: 'Main account',
    provision_category: 'Software Licenses',
    is_category_default: 1,
    provider: 'ispmanager',
    is_provider_default: 1,
    username: 'buyer@example.test',
    // Nothing listens there: no run of the bench may ask a real vendor.
    api_address: 'http://127.0.0.1:9/manager/billmgr',
    password_set_at: write.now(),
    credentials_stopped: 0,
    last_test: JSON.stringify({
      at: write.now(),
      outcome: 'ok',
      errorCode: null,
      vendorMessage: null,
      balance: { amountMinor: 123_456, currency: 'EUR' },
    }),
    read_interval_ms: 1000,
    parallel: 1,
    deleted_at: null,
  });
  write.row('category', {
    id: category,
    parent_id: null,
    name: 'Licenses',
    description: '',
    short_description: '',
    deleted_at: null,
  });
  const products = packages.map(([code, name, price]) => {
    const id = makeId();
    write.row('product', {
      id,
      category_id: category,
      type: 'single',
      is_active: 1,
      is_visible: 1,
      name,
      description: '',
      connection_id: connection,
      package_identifier: code,
      slug: name.replaceAll(' ', '-'),
      deleted_at: null,
    });
    write.row('price', { id: makeId(), product_id: id, term_months: 1, currency: 'EUR', amount_minor: price });
    return { id, package: code, name, price };
  });
  return { connection, products };
}

/** The n-th sale: all rows that a client's order leaves behind. */
function sell(write: Write, makeId: () => string, shop: Shop, n: number, at: Date): void {
  const product = shop.products[n % shop.products.length];
  if (!product) throw new Error('no products');
  const isPaid = n % 40 !== 0;
  const [client, order, item, invoice, contract, license, operation] = [
    makeId(),
    makeId(),
    makeId(),
    makeId(),
    makeId(),
    makeId(),
    makeId(),
  ];
  const day = (months: number): string =>
    new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, at.getUTCDate())).toISOString().slice(0, 10);
  const number = String(n).padStart(6, '0');
  const ip = `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;
  const money = { currency: 'EUR', total_minor: product.price };
  const who = {
    first_name: pick(firstNames, n),
    last_name: pick(lastNames, n * 7),
    email: `client${n}@example.test`,
    company: n % 3 === 0 ? `Company ${n}` : '',
  };
  const sold = { connection_id: shop.connection, package_identifier: product.package, ip };

  write.row('client', { id: client, ...who, language: 'en', notes: '', deleted_at: null });
  write.row('orders', {
    id: order,
    request_key: makeId(),
    number: `ORD-${number}`,
    client_id: client,
    placed_by: 'Olga Owner',
    status: isPaid ? 'Active' : 'Awaiting payment',
    notes: '',
    ...money,
  });
  write.row('order_item', {
    id: item,
    order_id: order,
    line_index: 0,
    product_id: product.id,
    product_name: product.name,
    term_months: 1,
    base_minor: product.price,
    unit_minor: product.price,
    currency: 'EUR',
    ip,
  });
  write.row('invoice', {
    id: invoice,
    number: `INV-${number}`,
    kind: 'order',
    order_id: order,
    client_id: client,
    status: isPaid ? 'Paid' : 'Unpaid',
    ...money,
    paid_minor: isPaid ? product.price : 0,
    issued_on: day(0),
    due_on: new Date(at.getTime() + 7 * 86_400_000).toISOString().slice(0, 10),
    buyer: JSON.stringify({
      name: `${who.first_name} ${who.last_name}`,
      company: who.company,
      email: who.email,
      language: 'en',
    }),
  });
  write.row('invoice_line', {
    id: makeId(),
    invoice_id: invoice,
    line_index: 0,
    item_line: 0,
    text: `${product.name}, 1 month`,
    amount_minor: product.price,
    period_from: isPaid ? day(0) : null,
    period_to: isPaid ? day(1) : null,
  });
  write.row('contract_product', {
    id: contract,
    order_item_id: item,
    line_index: 0,
    order_id: order,
    client_id: client,
    product_id: product.id,
    status: isPaid ? 'Active' : 'Pending',
    term_months: 1,
    currency: 'EUR',
    price_minor: product.price,
    anchor_date: isPaid ? day(0) : null,
    billed_to: isPaid ? day(1) : null,
    next_due_on: isPaid ? day(1) : null,
    product_name: product.name,
    ...sold,
  });
  write.audit({ id: makeId(), entity: 'orders', entity_id: order });
  if (!isPaid) return;
  write.row('contract_period', {
    id: makeId(),
    contract_product_id: contract,
    number: 0,
    starts_on: day(0),
    ends_on: day(1),
    invoice_id: invoice,
    state: 'paid',
    currency: 'EUR',
    price_minor: product.price,
  });

  const token = `rc-${operation.replaceAll('-', '').slice(0, 26)}`;
  write.row('payment', {
    id: makeId(),
    request_key: makeId(),
    invoice_id: invoice,
    amount_minor: product.price,
    currency: 'EUR',
    method: 'bank_transfer',
    received_on: day(0),
    reference: '',
    recorded_by: 'Olga Owner',
  });
  write.row('license', {
    id: license,
    contract_product_id: contract,
    ...sold,
    vendor_id: String(n),
    license_key: `${number}-KEY`,
    status: 'active',
    licname: token,
    created_on: day(0),
    expires_on: day(1),
    last_read_at: at.toISOString(),
  });
  write.row('operation', {
    id: operation,
    kind: 'create',
    state: 'succeeded',
    connection_id: shop.connection,
    contract_product_id: contract,
    license_id: license,
    token,
    attempt: 1,
    params: JSON.stringify({ pricelist: product.package, period: 1, ip, customer: '' }),
    price_minor: product.price,
    currency: 'EUR',
    vendor_id: String(n),
    error_code: null,
    vendor_message: null,
    absent_reads: 0,
    first_absent_at: null,
    next_check_at: null,
    asked_by: 'Olga Owner',
    cause: `payment/${invoice}`,
    sent_at: at.toISOString(),
    settled_at: at.toISOString(),
  });
  write.event({
    id: makeId(),
    operation_id: operation,
    at: at.toISOString(),
    state: 'succeeded',
    code: 'confirmed',
    detail: '',
  });
}

const pick = (from: readonly string[], n: number): string => from[n % from.length] ?? '';
