import type { BookTerms } from '../../../preload/api/billing-books.ts';

/**
 * The book equation (spec 2.4, 2.16 invariant 4), of one currency as of the end of a business date, all in minor units:
 *
 *     invoiced − credited = received + granted − paid out − account balances + receivables
 *
 * - invoiced: totals of invoices issued by then, tax included, whatever became of them
 * - credited: totals of credit notes issued by then: of what was cancelled, written off or given back
 * - received: money that came in by then: payments that staff received and deposits. Not payments from an account balance,
 *   which move what had come in before
 * - granted: credit that no money stands behind: commissions, and refunds of no invoice
 * - paid out: money that left by then: refunds the way they came, and payouts of account balances
 * - account balances: sum of all entries by then: what is owed to clients
 * - receivables: of each invoice issued by then that was not cancelled or written off by then, its total without what was
 *   credited and paid for it, with what was given back
 *
 * Each term is summed from its own rows. Dates are those of the business: a payment counts from the day on which it was
 * received, but not before the invoice it pays for was issued; before, there is nothing it could be for.
 */
export const bookDifference = (terms: BookTerms): number =>
  terms.invoicedMinor -
  terms.creditedMinor -
  (terms.receivedMinor + terms.grantedMinor - terms.paidOutMinor - terms.balancesMinor + terms.receivablesMinor);

/** Nothing booked yet. */
export const noTerms: BookTerms = {
  invoicedMinor: 0,
  creditedMinor: 0,
  receivedMinor: 0,
  grantedMinor: 0,
  paidOutMinor: 0,
  balancesMinor: 0,
  receivablesMinor: 0,
};
