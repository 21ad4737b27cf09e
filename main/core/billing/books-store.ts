import type { BookFault, BookRow, BookTerm } from '../../../preload/api/billing-books.ts';
import { before, type Store } from '../store/index.ts';

// Dates of the equation: see books-rules.ts. A payment counts once there is an invoice that it can be for.
const paidOn = 'max(p.received_on, i.issued_on)';
const payments = 'payment p JOIN invoice i ON i.id = p.invoice_id';
/** Credit that no money stands behind. */
const isGrant = "(b.kind = 'commission' OR (b.kind = 'refund' AND b.refund_id IS NULL))";
/**
 * Cancelled or written off by then: it is now, and the credit note that goes with that is not of a later day. One that has
 * no such note is so at any time, and is found by it.
 */
const isEnded = `(i.status IN ('Cancelled', 'Written off') AND NOT EXISTS (SELECT 1 FROM credit_note n
  WHERE n.invoice_id = i.id AND n.reason IN ('cancelled', 'write_off') AND n.issued_on > @asOf))`;
/** Of one invoice: what was given back for it by then, without what was credited and paid. */
const settled = `-
  (SELECT coalesce(sum(n.total_minor), 0) FROM credit_note n WHERE n.invoice_id = i.id AND n.issued_on <= @asOf)
  - (SELECT coalesce(sum(p.amount_minor), 0) FROM payment p WHERE p.invoice_id = i.id AND ${paidOn} <= @asOf)
  + (SELECT coalesce(sum(r.amount_minor), 0) FROM refund r WHERE r.invoice_id = i.id AND r.refunded_on <= @asOf)`;
/** Of one invoice: what is neither credited nor paid by then. */
const rest = `i.total_minor ${settled}`;

export type Fault = BookFault & { readonly currency: string };

/** One part of a term: which rows, what of them counts, and when. */
interface Part {
  readonly kind: BookRow['kind'];
  readonly from: string;
  readonly id: string;
  readonly minor: string;
  readonly on: string;
  readonly where: string;
  readonly text: string;
  readonly client: string;
  readonly invoice: string;
}

const invoices = (minor: string, where: string): Part => ({
  kind: 'invoice',
  from: 'invoice i',
  id: 'i.id',
  minor,
  on: 'i.issued_on',
  where,
  text: 'i.number',
  client: 'i.client_id',
  invoice: 'i.id',
});
const entries = (minor: string, where: string): Part => ({
  kind: 'balance_entry',
  from: `balance_entry b LEFT JOIN payment q ON q.id = b.payment_id LEFT JOIN refund r ON r.id = b.refund_id
    LEFT JOIN invoice i ON i.id = coalesce(q.invoice_id, r.invoice_id)`,
  id: 'b.id',
  minor,
  on: 'b.entered_on',
  where,
  text: 'coalesce(i.number, b.reference)',
  client: 'b.client_id',
  invoice: 'i.id',
});

/** The rows of each term, as they are listed. */
const parts: Readonly<Record<BookTerm, readonly Part[]>> = {
  invoiced: [invoices('i.total_minor', '1')],
  credited: [
    {
      kind: 'credit_note',
      from: 'credit_note n',
      id: 'n.id',
      minor: 'n.total_minor',
      on: 'n.issued_on',
      where: '1',
      text: 'n.number',
      client: 'n.client_id',
      invoice: 'n.invoice_id',
    },
  ],
  received: [
    {
      kind: 'payment',
      from: payments,
      id: 'p.id',
      minor: 'p.amount_minor',
      on: paidOn,
      where: "p.method <> 'account_balance'",
      text: 'i.number',
      client: 'i.client_id',
      invoice: 'i.id',
    },
    entries('b.amount_minor', "b.kind = 'deposit'"),
  ],
  granted: [entries('b.amount_minor', isGrant)],
  paidOut: [
    {
      kind: 'refund',
      from: 'refund r JOIN invoice i ON i.id = r.invoice_id',
      id: 'r.id',
      minor: 'r.amount_minor',
      on: 'r.refunded_on',
      where: "r.destination = 'original'",
      text: 'i.number',
      client: 'i.client_id',
      invoice: 'i.id',
    },
    entries('-b.amount_minor', "b.kind = 'payout'"),
  ],
  balances: [entries('b.amount_minor', '1')],
  receivables: [invoices(rest, `NOT ${isEnded}`)],
};

const currencyOf = ({ id }: Part): string => id.replace('.id', '.currency');

/** Currencies in which anything was ever invoiced or held. */
export const currenciesOf = (store: Store): string[] =>
  store
    .all<{ currency: string }>('books: currencies', 'SELECT DISTINCT currency FROM book_day ORDER BY currency')
    .map(({ currency }) => currency);

/** What an invoice that is in doubt and has ended adds to the receivables of a day, where it counts no more. */
const endedRest = `SELECT coalesce(sum(CASE WHEN i.issued_on <= @asOf THEN i.total_minor ELSE 0 END ${settled}), 0)
  FROM book_doubt d JOIN invoice i ON i.id = d.id
  WHERE d.kind = 'invoice' AND i.currency = @currency AND ${isEnded}`;

/**
 * What each term of a currency comes to as of the end of a date, and how many rows there are: of the days up to it, as
 * triggers keep them. The receivables of a day also tell of invoices that ended since: all that happened to one that fits
 * together comes to nothing, and those that may not are in doubt.
 */
export const termsOf = (
  store: Store,
  of: { readonly asOf: string; readonly currency: string },
): { readonly term: BookTerm; readonly minor: number; readonly count: number }[] =>
  store.all(
    'books',
    `SELECT term, sum(minor) - CASE term WHEN 'receivables' THEN (${endedRest}) ELSE 0 END AS minor, sum(count) AS count
      FROM book_day WHERE currency = @currency AND day <= @asOf GROUP BY term`,
    of,
  );

/** Rows of a term, newest first, one more than `limit` where there are more. Nothing left of it is no row. */
export const rowsOf = (
  store: Store,
  {
    term,
    currency,
    asOf,
    cursor,
    limit,
  }: {
    readonly term: BookTerm;
    readonly currency: string;
    readonly asOf: string;
    readonly cursor?: string | undefined;
    readonly limit: number;
  },
): BookRow[] =>
  store.all(
    `books: ${term}`,
    `SELECT x.id, x.kind, x.text, x.client_id AS clientId, c.first_name || ' ' || c.last_name AS clientName,
      x.invoice_id AS invoiceId, x.day AS "on", x.minor AS amountMinor FROM (${parts[term]
        .map(
          (part) => `SELECT ${part.id} AS id, '${part.kind}' AS kind, ${part.text} AS text, ${part.client} AS client_id,
            ${part.invoice} AS invoice_id, ${part.on} AS day, ${part.minor} AS minor FROM ${part.from}
            WHERE ${currencyOf(part)} = @currency AND ${part.on} <= @asOf AND ${part.where} AND ${part.id} < @before`,
        )
        .join(' UNION ALL ')}) x JOIN client c ON c.id = x.client_id
      WHERE x.minor <> 0 ORDER BY x.id DESC LIMIT @count`,
    { currency, asOf, before: before(cursor), count: limit + 1 },
  );

const inDoubt = (kind: 'invoice' | 'payment' | 'refund', id: string): string =>
  `${id} IN (SELECT d.id FROM book_doubt d WHERE d.kind = '${kind}')`;

/**
 * What does not fit together as of a date, with its part of the difference: looked for among what is in doubt, as triggers
 * keep it. The equation says the same as these together:
 * what was ended is credited in full, what an account balance paid left it, what was given back to one came to it.
 */
export const faultsOf = (store: Store, asOf: string): Fault[] =>
  store.all(
    'books: faults',
    `SELECT 'invoice' AS kind, i.id, i.number, i.id AS invoiceId, i.client_id AS clientId, i.currency, ${rest} AS amountMinor
      FROM invoice i WHERE ${inDoubt('invoice', 'i.id')} AND i.issued_on <= @asOf AND ${isEnded} AND ${rest} <> 0
    UNION ALL
    SELECT CASE WHEN x.id IS NULL THEN 'balance_entry' ELSE 'payment' END, coalesce(x.id, e.id), coalesce(x.number, ''),
      x.invoice_id, coalesce(x.client_id, e.client_id), coalesce(x.currency, e.currency),
      coalesce(x.minor, 0) + coalesce(e.minor, 0)
      FROM (SELECT p.id, i.number, i.id AS invoice_id, i.client_id, p.currency, p.amount_minor AS minor FROM ${payments}
          WHERE ${inDoubt('payment', 'p.id')} AND p.method = 'account_balance' AND ${paidOn} <= @asOf) x
        FULL JOIN (SELECT min(id) AS id, coalesce(payment_id, id) AS of, client_id, currency, sum(amount_minor) AS minor
          FROM balance_entry WHERE (${inDoubt('payment', 'payment_id')} OR (payment_id IS NULL AND ${inDoubt('payment', 'id')}))
            AND kind = 'payment' AND entered_on <= @asOf GROUP BY of, currency) e
        ON e.of = x.id AND e.currency = x.currency
      WHERE coalesce(x.minor, 0) + coalesce(e.minor, 0) <> 0
    UNION ALL
    SELECT CASE WHEN x.id IS NULL THEN 'balance_entry' ELSE 'refund' END, coalesce(x.id, e.id), coalesce(x.number, ''),
      x.invoice_id, coalesce(x.client_id, e.client_id), coalesce(x.currency, e.currency),
      coalesce(e.minor, 0) - coalesce(x.minor, 0)
      FROM (SELECT r.id, i.number, i.id AS invoice_id, i.client_id, r.currency, r.amount_minor AS minor
          FROM refund r JOIN invoice i ON i.id = r.invoice_id
          WHERE ${inDoubt('refund', 'r.id')} AND r.destination = 'account_balance' AND r.refunded_on <= @asOf) x
        FULL JOIN (SELECT min(id) AS id, refund_id AS of, client_id, currency, sum(amount_minor) AS minor
          FROM balance_entry WHERE ${inDoubt('refund', 'refund_id')} AND kind = 'refund' AND entered_on <= @asOf
          GROUP BY of, currency) e
        ON e.of = x.id AND e.currency = x.currency
      WHERE coalesce(e.minor, 0) - coalesce(x.minor, 0) <> 0
    UNION ALL
    -- At any time the sums that an invoice keeps are those of its rows, and it is open just as long as they leave something.
    SELECT 'invoice', i.id, i.number, i.id, i.client_id, i.currency, 0
      FROM (SELECT f.*, (SELECT coalesce(sum(p.amount_minor), 0) FROM payment p WHERE p.invoice_id = f.id) AS paid,
          (SELECT coalesce(sum(r.amount_minor), 0) FROM refund r WHERE r.invoice_id = f.id) AS refunded,
          (SELECT coalesce(sum(n.total_minor), 0) FROM credit_note n WHERE n.invoice_id = f.id) AS credited
        FROM invoice f WHERE ${inDoubt('invoice', 'f.id')}) i
      WHERE i.issued_on <= @asOf AND (i.paid_minor <> i.paid OR i.refunded_minor <> i.refunded
        OR i.credited_minor <> i.credited OR (i.status IN ('Unpaid', 'Partly paid')) =
          (i.total_minor - i.credited_minor - i.paid_minor + i.refunded_minor = 0))`,
    { asOf },
  );
