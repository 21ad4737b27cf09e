import type { Migration } from '../migrate.ts';

/**
 * The books by day and what in them may not fit together, so that looking at them takes as long as there are days and not as
 * there are documents; and two indexes, so that what falls due is found without walking what does not. Triggers keep
 * them, because they must follow whoever writes; they are derived, and a migration that builds one of their tables anew makes its
 * triggers again.
 */
export const migration0200: Migration = {
  number: 200,
  name: 'books by day',
  up(db) {
    db.exec(schema);
    for (const source of sources) db.exec(`${fill(source)};`);
    db.exec(`${fillDoubts};`);
    for (const trigger of bookTriggers()) db.exec(trigger);
  },
};

const ended = "('Cancelled', 'Written off')";
const running = "('Awaiting Activation', 'Active', 'Suspended')";

const schema = `
  -- What a day added to a term of the book equation (core/billing/books-rules.ts). Of 'receivables': also what it added to
  -- invoices that were cancelled or written off later.
  CREATE TABLE book_day (
    currency TEXT NOT NULL, term TEXT NOT NULL, day TEXT NOT NULL,
    minor INTEGER NOT NULL,
    -- Rows behind it, by which a currency without any is told from one that comes to nothing.
    count INTEGER NOT NULL,
    PRIMARY KEY (currency, term, day)) STRICT, WITHOUT ROWID;

  -- What may not fit together on some day. Whether it does on a given one is asked of these alone; nothing else can fail.
  -- invoice: its sums, its status, or what happened to it after its end; payment, refund: one of an account balance, by the id of
  -- that document, or of the entry that has none.
  CREATE TABLE book_doubt (
    kind TEXT NOT NULL CHECK (kind IN ('invoice', 'payment', 'refund')), id TEXT NOT NULL,
    PRIMARY KEY (kind, id)) STRICT, WITHOUT ROWID;
  CREATE INDEX balance_entry_payment ON balance_entry (payment_id) WHERE payment_id IS NOT NULL;
  CREATE INDEX balance_entry_refund ON balance_entry (refund_id) WHERE refund_id IS NOT NULL;

  -- What has ended keeps the day of its end for ever, and is not looked at any more.
  DROP INDEX contract_product_ends;
  CREATE INDEX contract_product_ends ON contract_product (service_ends_on, id)
    WHERE service_ends_on IS NOT NULL AND status IN ${running};
  CREATE INDEX contract_product_not_renewed ON contract_product (next_due_on, id) WHERE auto_renew = 0;
`;

/** What a row adds to a term. SQL over the row \`r\` and, of a document of an invoice, the invoice \`i\`. */
interface Part {
  readonly term: string;
  readonly currency: string;
  readonly day: string;
  readonly minor: string;
  readonly count: 0 | 1;
  readonly where?: string;
}
interface Source {
  readonly table: string;
  /** The columns that its parts hang on. */
  readonly columns: readonly string[];
  readonly isOfInvoice: boolean;
  readonly parts: readonly Part[];
}

/** A payment counts once there is an invoice that it can be for. */
const paidOn = 'max(r.received_on, i.issued_on)';
const ofInvoice = (day: string, minor: string): Part => ({
  term: 'receivables',
  currency: 'i.currency',
  day,
  minor,
  count: 0,
});
const ofRow = (term: string, day: string, minor: string, where?: string): Part => ({
  term,
  currency: 'r.currency',
  day,
  minor,
  count: 1,
  ...(where === undefined ? {} : { where }),
});

const sources: readonly Source[] = [
  {
    table: 'invoice',
    columns: ['currency', 'total_minor', 'issued_on'],
    isOfInvoice: false,
    parts: [
      ofRow('invoiced', 'r.issued_on', 'r.total_minor'),
      { term: 'receivables', currency: 'r.currency', day: 'r.issued_on', minor: 'r.total_minor', count: 0 },
    ],
  },
  {
    table: 'credit_note',
    columns: ['invoice_id', 'currency', 'total_minor', 'issued_on'],
    isOfInvoice: true,
    parts: [ofRow('credited', 'r.issued_on', 'r.total_minor'), ofInvoice('r.issued_on', '-r.total_minor')],
  },
  {
    table: 'payment',
    columns: ['invoice_id', 'currency', 'amount_minor', 'method', 'received_on'],
    isOfInvoice: true,
    parts: [
      ofRow('received', paidOn, 'r.amount_minor', "r.method <> 'account_balance'"),
      ofInvoice(paidOn, '-r.amount_minor'),
    ],
  },
  {
    table: 'refund',
    columns: ['invoice_id', 'currency', 'amount_minor', 'destination', 'refunded_on'],
    isOfInvoice: true,
    parts: [
      ofRow('paidOut', 'r.refunded_on', 'r.amount_minor', "r.destination = 'original'"),
      ofInvoice('r.refunded_on', 'r.amount_minor'),
    ],
  },
  {
    table: 'balance_entry',
    columns: ['currency', 'amount_minor', 'kind', 'payment_id', 'refund_id', 'entered_on'],
    isOfInvoice: false,
    parts: [
      ofRow('received', 'r.entered_on', 'r.amount_minor', "r.kind = 'deposit'"),
      ofRow(
        'granted',
        'r.entered_on',
        'r.amount_minor',
        "(r.kind = 'commission' OR (r.kind = 'refund' AND r.refund_id IS NULL))",
      ),
      ofRow('paidOut', 'r.entered_on', '-r.amount_minor', "r.kind = 'payout'"),
      ofRow('balances', 'r.entered_on', 'r.amount_minor'),
    ],
  },
];

/** Puts the row of the trigger in place of a name. */
const named = (sql: string, name: 'r' | 'i', row: 'new' | 'old'): string =>
  sql.replaceAll(new RegExp(String.raw`\b${name}\.`, 'g'), `${row}.`);

/** Adds what parts say of rows (or takes it back), each an addition to its day. */
const add = (parts: readonly Part[], from: string, sign: '' | '-'): string =>
  parts
    .map(
      ({ term, currency, day, minor, count, where = '1' }) => `
    INSERT INTO book_day (currency, term, day, minor, count)
      SELECT ${currency}, '${term}', ${day}, ${sign}(${minor}), ${sign}${count} ${from} ${where}
      ON CONFLICT (currency, term, day) DO UPDATE SET minor = minor + excluded.minor, count = count + excluded.count;`,
    )
    .join('');

/** The rows that are there already: one addition for a day. */
const fill = ({ table, isOfInvoice, parts }: Source): string =>
  parts
    .map(
      ({ term, currency, day, minor, count, where = '1' }) => `
    INSERT INTO book_day (currency, term, day, minor, count)
      SELECT ${currency} AS c, '${term}', ${day} AS d, sum(${minor}), ${count} * count(*)
        FROM ${table} r ${isOfInvoice ? 'JOIN invoice i ON i.id = r.invoice_id' : ''} WHERE ${where} GROUP BY c, d
      ON CONFLICT (currency, term, day) DO UPDATE SET minor = minor + excluded.minor, count = count + excluded.count`,
    )
    .join(';');

/** Of an invoice \`i\`: whether something of it may not fit together on some day. */
const invoiceDoubt = `(
  WITH p (minor, last) AS (SELECT coalesce(sum(amount_minor), 0), max(received_on) FROM payment WHERE invoice_id = i.id),
    b (minor, last) AS (SELECT coalesce(sum(amount_minor), 0), max(refunded_on) FROM refund WHERE invoice_id = i.id),
    n (minor, last, ended) AS (SELECT coalesce(sum(total_minor), 0), max(issued_on),
      max(CASE WHEN reason IN ('cancelled', 'write_off') THEN issued_on END) FROM credit_note WHERE invoice_id = i.id)
  SELECT i.paid_minor <> p.minor OR i.refunded_minor <> b.minor OR i.credited_minor <> n.minor
    OR (i.status IN ('Unpaid', 'Partly paid')) = (i.total_minor - n.minor - p.minor + b.minor = 0)
    OR (i.status IN ${ended} AND CASE
      -- Ended on no day: only one over nothing fits on each.
      WHEN n.ended IS NULL THEN i.total_minor <> 0 OR p.minor <> 0 OR b.minor <> 0 OR n.minor <> 0
      -- What fits when it ends fits on each later day, as long as nothing happens to it.
      ELSE max(i.issued_on, coalesce(p.last, ''), coalesce(b.last, ''), n.last) > n.ended END)
  FROM p, b, n)`;

/** Of a key \`k.id\`: whether a document and the entries of its account balance come to something on some day. */
const pairDoubt = (kind: 'payment' | 'refund'): string => {
  const document =
    kind === 'payment'
      ? `SELECT r.currency, ${paidOn} AS day, r.amount_minor AS minor FROM payment r JOIN invoice i ON i.id = r.invoice_id
          WHERE r.id = k.id AND r.method = 'account_balance'`
      : `SELECT r.currency, r.refunded_on AS day, -r.amount_minor AS minor FROM refund r
          WHERE r.id = k.id AND r.destination = 'account_balance'`;
  const entries = (where: string): string =>
    `SELECT b.currency, b.entered_on, b.amount_minor FROM balance_entry b WHERE b.kind = '${kind}' AND ${where}`;
  return `EXISTS (SELECT 1 FROM (${document}
      UNION ALL ${entries(`b.${kind}_id = k.id`)}
      ${kind === 'payment' ? `UNION ALL ${entries('b.id = k.id AND b.payment_id IS NULL')}` : ''})
    GROUP BY currency, day HAVING sum(minor) <> 0)`;
};

const fillDoubts = `
  INSERT INTO book_doubt SELECT 'invoice', i.id FROM invoice i WHERE ${invoiceDoubt};
  INSERT INTO book_doubt SELECT 'payment', k.id FROM (SELECT id FROM payment WHERE method = 'account_balance'
    UNION SELECT coalesce(payment_id, id) FROM balance_entry WHERE kind = 'payment') k WHERE ${pairDoubt('payment')};
  INSERT INTO book_doubt SELECT 'refund', k.id FROM (SELECT id FROM refund WHERE destination = 'account_balance'
    UNION SELECT refund_id FROM balance_entry WHERE kind = 'refund' AND refund_id IS NOT NULL) k WHERE ${pairDoubt('refund')}`;

/** Asks anew whether an invoice, or a document with its entries, is in doubt. */
const doubtInvoice = (id: string): string => `
    DELETE FROM book_doubt WHERE kind = 'invoice' AND id = ${id};
    INSERT INTO book_doubt SELECT 'invoice', i.id FROM invoice i WHERE i.id = ${id} AND ${invoiceDoubt};`;
const doubtPair = (kind: 'payment' | 'refund', keys: string): string => `
    DELETE FROM book_doubt WHERE kind = '${kind}' AND id IN (${keys});
    INSERT INTO book_doubt SELECT '${kind}', k.id FROM (${keys}) k WHERE ${pairDoubt(kind)};`;

/** What else than its sums is looked at when a row of a table comes, changes or goes. */
const doubts = (table: string, row: 'new' | 'old'): string => {
  if (table === 'credit_note') return doubtInvoice(`${row}.invoice_id`);
  if (table === 'payment')
    return (
      doubtInvoice(`${row}.invoice_id`) +
      doubtPair('payment', `SELECT ${row}.id AS id WHERE ${row}.method = 'account_balance'`)
    );
  if (table === 'refund')
    return (
      doubtInvoice(`${row}.invoice_id`) +
      doubtPair('refund', `SELECT ${row}.id AS id WHERE ${row}.destination = 'account_balance'`)
    );
  if (table === 'balance_entry')
    return (
      doubtPair('payment', `SELECT coalesce(${row}.payment_id, ${row}.id) AS id WHERE ${row}.kind = 'payment'`) +
      doubtPair('refund', `SELECT ${row}.refund_id AS id WHERE ${row}.kind = 'refund' AND ${row}.refund_id IS NOT NULL`)
    );
  return '';
};

function rowTriggers({ table, columns, isOfInvoice, parts }: Source): string[] {
  const addRow = (row: 'new' | 'old', sign: '' | '-'): string =>
    named(add(parts, isOfInvoice ? 'FROM invoice i WHERE i.id = r.invoice_id AND' : 'WHERE', sign), 'r', row);
  const differs = columns.map((column) => `old.${column} IS NOT new.${column}`).join(' OR ');
  return [
    `CREATE TRIGGER book_${table}_insert AFTER INSERT ON ${table} BEGIN
      ${addRow('new', '')} ${doubts(table, 'new')} END`,
    `CREATE TRIGGER book_${table}_update AFTER UPDATE OF ${columns.join(', ')} ON ${table} WHEN ${differs} BEGIN
      ${addRow('old', '-')} ${addRow('new', '')} ${table === 'invoice' ? documentsMove : ''}
      ${doubts(table, 'old')} ${doubts(table, 'new')} END`,
    `CREATE TRIGGER book_${table}_delete AFTER DELETE ON ${table} BEGIN
      ${addRow('old', '-')} ${doubts(table, 'old')} END`,
  ];
}

/** An invoice that is of another day or currency takes its documents with it. */
const documentsMove =
  sources
    .filter(({ isOfInvoice }) => isOfInvoice)
    .flatMap(({ table, parts }) =>
      (['old', 'new'] as const).map((row) =>
        named(add(parts, `FROM ${table} r WHERE r.invoice_id = new.id AND`, row === 'old' ? '-' : ''), 'i', row),
      ),
    )
    .join('') +
  doubtPair('payment', "SELECT x.id FROM payment x WHERE x.invoice_id = new.id AND x.method = 'account_balance'");

const sums = ['status', 'total_minor', 'paid_minor', 'refunded_minor', 'credited_minor', 'issued_on'];

/** All triggers that keep the books by day. */
const bookTriggers = (): string[] => [
  ...sources.flatMap(rowTriggers),
  // A new invoice has no documents yet, so that most need no more than this look.
  `CREATE TRIGGER book_invoice_begins AFTER INSERT ON invoice
    WHEN new.paid_minor <> 0 OR new.refunded_minor <> 0 OR new.credited_minor <> 0
      OR (new.status IN ('Unpaid', 'Partly paid')) = (new.total_minor = 0)
      OR (new.status IN ${ended} AND new.total_minor <> 0)
    BEGIN ${doubtInvoice('new.id')} END`,
  `CREATE TRIGGER book_invoice_sums AFTER UPDATE OF ${sums.join(', ')} ON invoice BEGIN ${doubtInvoice('new.id')} END`,
  `CREATE TRIGGER book_invoice_ends AFTER DELETE ON invoice BEGIN
    DELETE FROM book_doubt WHERE kind = 'invoice' AND id = old.id; END`,
];
