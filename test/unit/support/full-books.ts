import { bookDifference, noTerms } from '../../../main/core/billing/books-rules.ts';
import type { Store } from '../../../main/core/store/index.ts';
import type { BookFault, BookTerms, CurrencyBooks } from '../../../preload/api/billing-books.ts';

// The books worked out from every document, without what triggers keep (migration 200): what those are held to.
const paidOn = 'max(p.received_on, i.issued_on)';
const payments = 'payment p JOIN invoice i ON i.id = p.invoice_id';
const isEnded = `(i.status IN ('Cancelled', 'Written off') AND NOT EXISTS (SELECT 1 FROM credit_note n
  WHERE n.invoice_id = i.id AND n.reason IN ('cancelled', 'write_off') AND n.issued_on > @asOf))`;
const rest = `i.total_minor
  - (SELECT coalesce(sum(n.total_minor), 0) FROM credit_note n WHERE n.invoice_id = i.id AND n.issued_on <= @asOf)
  - (SELECT coalesce(sum(p.amount_minor), 0) FROM payment p WHERE p.invoice_id = i.id AND ${paidOn} <= @asOf)
  + (SELECT coalesce(sum(r.amount_minor), 0) FROM refund r WHERE r.invoice_id = i.id AND r.refunded_on <= @asOf)`;

/** Amounts, each with its currency and day: one query for each kind of row of a term. Receivables are asked for by themselves. */
const rowsOf: Readonly<Record<Exclude<keyof BookTerms, 'receivablesMinor'>, readonly string[]>> = {
  invoicedMinor: ['SELECT currency, issued_on AS day, total_minor AS minor FROM invoice'],
  creditedMinor: ['SELECT currency, issued_on AS day, total_minor AS minor FROM credit_note'],
  receivedMinor: [
    `SELECT p.currency, ${paidOn} AS day, p.amount_minor AS minor FROM ${payments} WHERE p.method <> 'account_balance'`,
    "SELECT currency, entered_on AS day, amount_minor AS minor FROM balance_entry WHERE kind = 'deposit'",
  ],
  grantedMinor: [
    `SELECT currency, entered_on AS day, amount_minor AS minor FROM balance_entry
      WHERE kind = 'commission' OR (kind = 'refund' AND refund_id IS NULL)`,
  ],
  paidOutMinor: [
    `SELECT r.currency, r.refunded_on AS day, r.amount_minor AS minor FROM refund r JOIN invoice i ON i.id = r.invoice_id
      WHERE r.destination = 'original'`,
    "SELECT currency, entered_on AS day, -amount_minor AS minor FROM balance_entry WHERE kind = 'payout'",
  ],
  balancesMinor: ['SELECT currency, entered_on AS day, amount_minor AS minor FROM balance_entry'],
};

const receivables = [
  `SELECT i.currency, i.total_minor AS minor FROM invoice i WHERE i.issued_on <= @asOf AND NOT ${isEnded}`,
  `SELECT i.currency, -p.amount_minor AS minor FROM ${payments} WHERE ${paidOn} <= @asOf AND NOT ${isEnded}`,
  `SELECT i.currency, -c.total_minor AS minor FROM credit_note c JOIN invoice i ON i.id = c.invoice_id
    WHERE c.issued_on <= @asOf AND NOT ${isEnded}`,
  `SELECT i.currency, r.amount_minor AS minor FROM refund r JOIN invoice i ON i.id = r.invoice_id
    WHERE r.refunded_on <= @asOf AND NOT ${isEnded}`,
];

const shown = (fault: BookFault & { currency: string }): BookFault => {
  const { currency: _, ...rest } = fault;
  return rest;
};

/** The book equation by currency as of the end of a business date, as `billing.books` says it. */
export function fullBooks(store: Store, asOf: string): CurrencyBooks[] {
  const all = new Map<string, BookTerms>();
  const add = (term: keyof BookTerms, sql: string): void => {
    for (const { currency, minor } of store.all<{ currency: string; minor: number }>(sql, sql, { asOf })) {
      const terms = all.get(currency) ?? noTerms;
      all.set(currency, { ...terms, [term]: terms[term] + minor });
    }
  };
  for (const [term, queries] of Object.entries(rowsOf))
    for (const sql of queries) add(term as keyof BookTerms, `SELECT * FROM (${sql}) WHERE day <= @asOf`);
  for (const sql of receivables) add('receivablesMinor', sql);
  const faults = store.all<BookFault & { currency: string }>('full faults', faultsSql, { asOf });
  return [...all]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, terms]) => {
      const own = faults.filter((fault) => fault.currency === currency).map(shown);
      const differenceMinor = bookDifference(terms);
      return { currency, ...terms, differenceMinor, faults: own, agrees: differenceMinor === 0 && own.length === 0 };
    });
}

const faultsSql = `SELECT 'invoice' AS kind, i.id, i.number, i.id AS invoiceId, i.client_id AS clientId, i.currency, ${rest} AS amountMinor
      FROM invoice i WHERE i.issued_on <= @asOf AND ${isEnded} AND ${rest} <> 0
    UNION ALL
    SELECT CASE WHEN x.id IS NULL THEN 'balance_entry' ELSE 'payment' END, coalesce(x.id, e.id), coalesce(x.number, ''),
      x.invoice_id, coalesce(x.client_id, e.client_id), coalesce(x.currency, e.currency),
      coalesce(x.minor, 0) + coalesce(e.minor, 0)
      FROM (SELECT p.id, i.number, i.id AS invoice_id, i.client_id, p.currency, p.amount_minor AS minor FROM ${payments}
          WHERE p.method = 'account_balance' AND ${paidOn} <= @asOf) x
        FULL JOIN (SELECT min(id) AS id, coalesce(payment_id, id) AS of, client_id, currency, sum(amount_minor) AS minor
          FROM balance_entry WHERE kind = 'payment' AND entered_on <= @asOf GROUP BY of, currency) e
        ON e.of = x.id AND e.currency = x.currency
      WHERE coalesce(x.minor, 0) + coalesce(e.minor, 0) <> 0
    UNION ALL
    SELECT CASE WHEN x.id IS NULL THEN 'balance_entry' ELSE 'refund' END, coalesce(x.id, e.id), coalesce(x.number, ''),
      x.invoice_id, coalesce(x.client_id, e.client_id), coalesce(x.currency, e.currency),
      coalesce(e.minor, 0) - coalesce(x.minor, 0)
      FROM (SELECT r.id, i.number, i.id AS invoice_id, i.client_id, r.currency, r.amount_minor AS minor
          FROM refund r JOIN invoice i ON i.id = r.invoice_id
          WHERE r.destination = 'account_balance' AND r.refunded_on <= @asOf) x
        FULL JOIN (SELECT min(id) AS id, refund_id AS of, client_id, currency, sum(amount_minor) AS minor
          FROM balance_entry WHERE kind = 'refund' AND refund_id IS NOT NULL AND entered_on <= @asOf
          GROUP BY of, currency) e
        ON e.of = x.id AND e.currency = x.currency
      WHERE coalesce(e.minor, 0) - coalesce(x.minor, 0) <> 0
    UNION ALL
    -- At any time the sums that an invoice keeps are those of its rows, and it is open just as long as they leave something.
    SELECT 'invoice', i.id, i.number, i.id, i.client_id, i.currency, 0 FROM invoice i
      LEFT JOIN (SELECT invoice_id, sum(amount_minor) AS minor FROM payment GROUP BY invoice_id) p ON p.invoice_id = i.id
      LEFT JOIN (SELECT invoice_id, sum(amount_minor) AS minor FROM refund GROUP BY invoice_id) r ON r.invoice_id = i.id
      LEFT JOIN (SELECT invoice_id, sum(total_minor) AS minor FROM credit_note GROUP BY invoice_id) n
        ON n.invoice_id = i.id
      WHERE i.issued_on <= @asOf AND (i.paid_minor <> coalesce(p.minor, 0) OR i.refunded_minor <> coalesce(r.minor, 0)
        OR i.credited_minor <> coalesce(n.minor, 0) OR (i.status IN ('Unpaid', 'Partly paid')) =
          (i.total_minor - i.credited_minor - i.paid_minor + i.refunded_minor = 0))`;
