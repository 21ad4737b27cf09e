import { idMaker, silentLog, systemClock } from '../../main/core/kernel/index.ts';
import { stepsPerCommit } from '../../main/core/automation/index.ts';
import { type Db, openDatabase, Store } from '../../main/core/store/index.ts';
import { key, makeShop, type Shop, staff } from '../unit/support/shop.ts';
import { bareOrders, type BareProduct } from './bare/orders.ts';
import { bareRenewals } from './bare/renewals.ts';
import { loadOfOthers } from './machine.ts';
import { inRounds, measured } from './rounds.ts';
import { databaseIn } from './seed.ts';
import { figure, type Figure, type Round } from './stats.ts';

/** Contract products that fall due for a run. */
const due = 3000;
const runs = 3;
const placed = 500;
const plans = 10;
/** Lines that a plan shows. */
const shownLines = 500;
const bookings = 20;
/** Days before a renewal on which it is invoiced, where nobody has set anything. */
const invoiceDays = 7;

/**
 * With 100,000 contract products: a run of automation with 3,000 renewals due against the raw statements that write the same
 * rows, the plan of the week that follows, placing an order against a bare commit of its rows, and the books against bare sums.
 */
export async function measureOrders(options: { folder: string }): Promise<Figure[]> {
  const store = new Store(openDatabase(databaseIn(options.folder)), {
    clock: systemClock,
    makeId: idMaker(systemClock),
    log: silentLog,
  });
  const shop = makeShop(store);
  const figures = [await measureRuns(shop)];
  for (const each of [planning(shop), placing(shop), keepingBooks(shop)]) figures.push(await measured(each));
  store.close();
  return figures;
}

async function measureRuns(shop: Shop): Promise<Figure> {
  const { store, services } = shop;
  const batches = dueInBatches(store.db, services.brand.businessDate());
  const bareRun = bareRenewals(store.db, stepsPerCommit);
  const bare = async (): Promise<number> => bareRun(services.brand.businessDate());
  const product = async (): Promise<number> => (await services.automation.run({}, staff)).done;

  async function timedRun(run: () => Promise<number>): Promise<{ ms: number; wrote: string }> {
    batches.next();
    const before = rowCounts(store.db);
    const from = performance.now();
    const done = await run();
    const ms = performance.now() - from;
    if (done !== due) throw new Error(`${done} of ${due} that were due were done`);
    const wrote = JSON.stringify(rowCounts(store.db).map((count, at) => count - (before[at] ?? 0)));
    return { ms, wrote };
  }
  /** The bare program is a measure only while it leaves as many rows in each table. */
  function same(...all: readonly { readonly wrote: string }[]): void {
    if (new Set(all.map(({ wrote }) => wrote)).size > 1)
      throw new Error(`the bare run writes other rows: ${all.map(({ wrote }) => wrote).join(' ')}`);
  }

  // Not counted: the first one of each warms statements and caches up.
  same(await timedRun(product), await timedRun(bare));
  const load: number[] = [];
  const rounds: Round[] = [];
  let before = await timedRun(bare);
  for (let n = 0; n < runs; n += 1) {
    load.push(await loadOfOthers());
    const ours = await timedRun(product);
    const after = await timedRun(bare);
    same(before, ours, after);
    rounds.push({ before: before.ms, product: ours.ms, after: after.ms });
    before = after;
  }
  return figure('orders: run of automation, 3,000 of 100,000 due, ms', 3, rounds, load);
}

/**
 * Spreads what runs over the month in which it is due, after what is to be invoiced today. Each further call has 3,000 of
 * them, from all over the table, fall due for their invoice today.
 */
function* dueInBatches(db: Db, today: string): Generator<void, never> {
  db.exec(`
    CREATE TEMP TABLE bench_due AS SELECT p.id, row_number() OVER (ORDER BY p.id) AS n, '' AS day
      FROM contract_product p WHERE p.status = 'Active';
    CREATE UNIQUE INDEX bench_due_id ON bench_due (id);
    UPDATE bench_due SET day = date('${today}', '+' || (${invoiceDays + 1} + n % 30) || ' days');
  `);
  function move(which: string): void {
    db.exec(`
      BEGIN IMMEDIATE;
      UPDATE contract_product SET anchor_date = b.day, anchor_period = 1, billed_to = b.day, next_due_on = b.day
        FROM bench_due b WHERE b.id = contract_product.id AND ${which};
      UPDATE contract_period SET starts_on = date(b.day, '-1 month'), ends_on = b.day
        FROM bench_due b WHERE b.id = contract_period.contract_product_id AND ${which};
      UPDATE license SET expires_on = b.day FROM bench_due b WHERE b.id = license.contract_product_id AND ${which};
      COMMIT;
      PRAGMA wal_checkpoint(TRUNCATE);
    `);
  }
  // What nobody paid was ordered today: no order expires in a run.
  db.exec(`UPDATE invoice SET issued_on = '${today}', due_on = date('${today}', '+30 days')
    WHERE status IN ('Unpaid', 'Partly paid')`);
  move('1');
  const batches = Math.floor((db.prepare('SELECT count(*) FROM bench_due').pluck().get() as number) / due);
  for (let batch = 0; ; batch += 1) {
    if (batch >= batches) throw new Error('all contract products were due once');
    const which = `b.n % ${batches} = ${batch} AND b.n <= ${batches * due}`;
    db.exec(`UPDATE bench_due AS b SET day = date('${today}', '+${invoiceDays} days') WHERE ${which}`);
    move(which);
    yield;
  }
}

/** How many rows each table holds, in the order of their names; not what the search and the planner keep for themselves. */
function rowCounts(db: Db): number[] {
  const tables = db
    .prepare(
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name",
    )
    .pluck()
    .all() as string[];
  return tables.map((table) => db.prepare(`SELECT count(*) FROM "${table}"`).pluck().get() as number);
}

/** The plan of a week against the raw queries of what it looks through and of the 500 lines that it shows. */
function planning({ store, services }: Shop) {
  const [renewals, unpaid, open, about, hold] = [
    `SELECT p.id, p.client_id, p.next_due_on, k.number, k.ends_on FROM contract_product p
      JOIN contract_period k ON k.contract_product_id = p.id
        AND k.number = (SELECT max(m.number) FROM contract_period m WHERE m.contract_product_id = p.id)
      WHERE p.next_due_on <= date(+@today, '+8 days') AND k.ends_on <= date(+@today, '+8 days') AND +p.status = 'Active'
      ORDER BY p.next_due_on, p.id`,
    `SELECT o.id, o.client_id, i.issued_on, i.due_on FROM orders o JOIN invoice i ON i.order_id = o.id
      WHERE o.status = 'Awaiting payment' AND i.status = 'Unpaid' AND i.due_on < date(+@today, '+7 days') ORDER BY o.id`,
    `SELECT i.id, i.client_id, i.issued_on, i.due_on FROM invoice i
      WHERE i.status IN ('Unpaid', 'Partly paid') AND i.due_on <= date(+@today, '+10 days') ORDER BY i.due_on, i.id`,
    `SELECT p.product_name, p.price_minor, p.currency, c.first_name, c.last_name
      FROM contract_product p JOIN client c ON c.id = p.client_id WHERE p.id = +@id`,
    'SELECT why, held_by, held_at FROM automation_hold WHERE cause = +@cause AND released_at IS NULL',
  ].map((sql) => store.db.prepare<[object], { id: string; number: number }>(sql));
  return inRounds(
    'orders: plan of a week, 100,000 contract products (p50), ms',
    3,
    plans,
    () => {
      const today = services.brand.businessDate();
      const all = [renewals, unpaid, open].map((query) => query?.all({ today }) ?? []);
      for (const { id, number } of all.flat().slice(0, shownLines)) {
        about?.get({ id });
        hold?.get({ cause: `renewal/${id}/${number}` });
      }
    },
    () => services.automation.plan({ days: 7 }),
  );
}

/** The book equation as of today against the bare sums of its terms. */
function keepingBooks({ store, services }: Shop) {
  const bare = [
    'SELECT sum(total_minor) FROM invoice WHERE issued_on <= ?',
    'SELECT sum(total_minor) FROM credit_note WHERE issued_on <= ?',
    "SELECT sum(amount_minor) FROM payment WHERE method <> 'account_balance' AND received_on <= ?",
    "SELECT sum(amount_minor) FROM refund WHERE destination = 'original' AND refunded_on <= ?",
    'SELECT sum(amount_minor) FROM balance_entry WHERE entered_on <= ?',
    'SELECT sum(total_minor - credited_minor - paid_minor + refunded_minor) FROM invoice WHERE issued_on <= ?',
  ].map((sql) => store.db.prepare(sql).pluck());
  return inRounds(
    'orders: books over 100,000 invoices (p50), ms',
    1,
    bookings,
    () => bare.map((sum) => sum.get(services.brand.businessDate())),
    () => services.billing.books(),
  );
}

/** Placing an order against a bare commit of its rows. */
function placing({ store, services }: Shop) {
  const clients = store.db.prepare('SELECT id FROM client ORDER BY id').pluck().all() as string[];
  const product = store.db
    .prepare(
      `SELECT p.id, p.name, r.amount_minor AS price, p.connection_id AS connection, p.package_identifier AS package
        FROM product p JOIN price r ON r.product_id = p.id LIMIT 1`,
    )
    .get() as BareProduct;
  const bare = bareOrders(store.db, product);
  const clientAt = (n: number): string => clients[(n * 97) % clients.length] ?? '';
  return inRounds(
    'orders: placing an order (p50), ms',
    4,
    placed,
    (n) => bare(clientAt(n + 1)),
    (n) =>
      services.orders.place(
        {
          requestKey: key(),
          clientId: clientAt(n),
          currency: 'EUR',
          expectedTotalMinor: product.price,
          items: [{ productId: product.id, termMonths: 1, quantity: 1, choices: [], ip: '', trial: false }],
          promoCode: '',
          notes: '',
          paymentMethod: 'bank_transfer',
          payment: null,
        },
        staff,
      ),
  );
}
