import type { billing as api, Invoice } from '../../../preload/api/billing.ts';
import type { Output, Parsed } from '../../../preload/api/contract.ts';
import { notFound, type Context } from '../kernel/index.ts';
import { accountBalances } from './balance.ts';
import { bookkeeping } from './books.ts';
import { findNote, listNotes, notesOf } from './credit-store.ts';
import { credits } from './credits.ts';
import type { BillingDeps } from './deps.ts';
import { invoicing } from './issue.ts';
import { payments } from './pay.ts';
import * as rows from './store.ts';
import { creditedTaxes } from './tax.ts';

export type BillingService = ReturnType<typeof billingService>;

/** Invoices, the money received for them and given back, account balances and the books (spec 2.4, 2.14, X3). */
export function billingService(deps: BillingDeps) {
  const { store, brand } = deps;
  const balance = accountBalances(deps);
  const invoices = invoicing(deps);
  const paying = payments({ ...deps, balance });
  const crediting = credits({ ...deps, balance });

  /** A page of invoices, newest first or as was asked; `open`: those that still take money. */
  const listInvoices = (input: Parsed<typeof api.listInvoices>): Output<typeof api.listInvoices> =>
    rows.listInvoices(store, input, brand.businessDate());

  /** One invoice with all that belongs to it. @throws AppError `not_found` */
  function getInvoice(id: string): Invoice {
    const found = rows.findInvoice(store, id, brand.businessDate());
    if (!found) throw notFound();
    return found;
  }

  /** A page of credit notes, newest first or as was asked. */
  const listCreditNotes = (input: Parsed<typeof api.listCreditNotes>): Output<typeof api.listCreditNotes> =>
    listNotes(store, input);

  /** A credit note with its part of the tax at each rate of its invoice. @throws AppError `not_found` */
  function getCreditNote(id: string): Output<typeof api.getCreditNote> {
    const note = findNote(store, id);
    if (!note) throw notFound();
    const notes = notesOf(store, note.invoiceId);
    const taxes = rows.taxRows(store, note.invoiceId);
    const at = notes.findIndex((each) => each.id === id);
    const parts = creditedTaxes(
      taxes,
      notes.map(({ total }) => total.amountMinor),
    )[at];
    return {
      ...note,
      taxes: taxes.map((tax, of) => rows.taxShown({ ...tax, ...parts?.[of] }, note.total.currency)),
    };
  }

  /** @throws AppError as `pay` */
  function recordPayment(input: Parsed<typeof api.recordPayment>, context: Context): Invoice {
    paying.recordPayment(input, context);
    return getInvoice(input.invoiceId);
  }

  /** @throws AppError as `credits.endInvoice` */
  function endInvoice(
    ending: 'cancelled' | 'write_off',
    input: Parsed<typeof api.cancelInvoice>,
    context: Context,
  ): Invoice {
    crediting.endInvoice(ending, input, context);
    return getInvoice(input.invoiceId);
  }

  /** @throws AppError as `credits.creditPart` */
  function creditPart(input: Parsed<typeof api.creditPart>, context: Context): Invoice {
    crediting.creditPart(input, context);
    return getInvoice(input.invoiceId);
  }

  /** @throws AppError as `refund` */
  function refundNow(input: Parsed<typeof api.refund>, context: Context): Invoice {
    crediting.refundNow(input, context);
    return getInvoice(input.invoiceId);
  }

  return {
    listInvoices,
    getInvoice,
    listCreditNotes,
    getCreditNote,
    recordPayment,
    endInvoice,
    creditPart,
    refundNow,
    ...invoices,
    pay: paying.pay,
    cancelInvoice: crediting.cancelInvoice,
    writeOff: crediting.writeOff,
    creditLine: crediting.creditLine,
    linesOff: crediting.linesOff,
    refund: crediting.refund,
    refundable: crediting.refundable,
    credit: balance.credit,
    balanceOf: balance.balanceOf,
    getBalance: balance.getBalance,
    listBalanceEntries: balance.listEntries,
    deposit: balance.deposit,
    payOut: balance.payOut,
    ...bookkeeping(deps),
  };
}
