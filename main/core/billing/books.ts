import type {
  BookFault,
  Books,
  bookCalls as api,
  BookTerms,
  CurrencyBooks,
} from '../../../preload/api/billing-books.ts';
import type { Output, Parsed } from '../../../preload/api/contract.ts';
import { cut } from '../store/index.ts';
import { bookDifference, noTerms } from './books-rules.ts';
import * as rows from './books-store.ts';
import type { BillingDeps } from './deps.ts';

/** Faults of one currency that are shown. */
const maxFaults = 100;

/** A term may come in several parts. */
function termsFrom(parts: ReturnType<typeof rows.termsOf>): BookTerms {
  let terms = noTerms;
  for (const { term, minor } of parts) {
    const name = `${term}Minor` as const;
    terms = { ...terms, [name]: terms[name] + minor };
  }
  return terms;
}

function shownFault(fault: rows.Fault): BookFault {
  const { currency: _, ...shown } = fault;
  return shown;
}

/** The books at any instant (spec 2.4, 2.16 invariant 4): whether they agree, and what is behind each term. */
export function bookkeeping({ store, brand }: Pick<BillingDeps, 'store' | 'brand'>) {
  /**
   * The book equation by currency as of the end of a business date, today unless one is given. A difference comes with the
   * rows behind it: their parts add up to it. Reads one state of the database.
   */
  const books = (asOf: string = brand.businessDate()): Books =>
    store.snapshot(() => {
      const faults = rows.faultsOf(store, asOf);
      const currencies = rows.currenciesOf(store).flatMap((currency): CurrencyBooks[] => {
        const found = rows.termsOf(store, { asOf, currency });
        if (found.every(({ count }) => count === 0)) return [];
        const terms = termsFrom(found);
        const own = faults.filter((fault) => fault.currency === currency);
        const differenceMinor = bookDifference(terms);
        const books = {
          currency,
          ...terms,
          differenceMinor,
          faults: own.slice(0, maxFaults).map(shownFault),
          agrees: differenceMinor === 0 && own.length === 0,
        };
        return [books];
      });
      return { asOf, currencies };
    });

  /** A page of the rows that make up a term of the equation, newest first. */
  const bookRows = (input: Parsed<typeof api.bookRows>): Output<typeof api.bookRows> =>
    cut(rows.rowsOf(store, input), input.limit);

  return { books, bookRows };
}
