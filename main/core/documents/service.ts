import type { Output } from '../../../preload/api/contract.ts';
import type { DocumentRef, paper, PaperDocument } from '../../../preload/api/documents.ts';
import type { Language } from '../../../preload/api/values.ts';
import type { AssetsService } from '../assets/index.ts';
import type { BillingService } from '../billing/index.ts';
import type { BrandService } from '../brand/index.ts';
import { addDays, AppError, notFound, type Context, type Principal } from '../kernel/index.ts';
import type { Store } from '../store/index.ts';
import { languageOf, paperSizeOf, partyOf } from './rules.ts';
import * as rows from './store.ts';

/** What documents need of others; the composition root gives it. */
export interface DocumentsDeps {
  readonly store: Store;
  readonly brand: Pick<BrandService, 'settings'>;
  readonly assets: Pick<AssetsService, 'get'>;
  readonly billing: Pick<BillingService, 'getInvoice'>;
  /** The tax of a credit note by rate; empty: not told apart. */
  readonly creditNoteTaxes: (id: string) => PaperDocument['taxes'];
}

export type DocumentsService = ReturnType<typeof documentsService>;

/** Invoices and credit notes as they are printed (spec 2.4): what was frozen at their issue, and what was paid. Nothing is written. */
export function documentsService({ store, brand, assets, billing, creditNoteTaxes }: DocumentsDeps) {
  /**
   * A document with all that its paper shows, in the buyer's language unless another one is asked for.
   * @throws AppError `not_found`
   */
  function get({ kind, id, language }: DocumentRef): PaperDocument {
    switch (kind) {
      case 'invoice':
        return invoice(id, language);
      case 'credit_note':
        return creditNote(id, language);
      case 'receipt':
        return receipt(id, language);
    }
  }

  /** The brand as it is today, and who is who, of frozen texts. A seller that was not frozen is the brand by its name. */
  function head(
    frozen: { readonly buyer: string; readonly seller: string },
    asked: Language | undefined,
  ): Pick<PaperDocument, 'language' | 'size' | 'brand' | 'seller' | 'buyer'> {
    const { name, logoAssetId, accentColor, onAccentColor, headerColor, onHeaderColor, defaultLanguage } =
      brand.settings();
    const buyer = partyOf(frozen.buyer);
    const seller = partyOf(frozen.seller);
    return {
      language: languageOf(asked, frozen.buyer, defaultLanguage),
      size: paperSizeOf(buyer.country, defaultLanguage),
      brand: { name, logoAssetId, colors: { accentColor, onAccentColor, headerColor, onHeaderColor } },
      seller: { ...seller, name: seller.name === '' ? name : seller.name },
      buyer,
    };
  }

  function invoice(id: string, language: Language | undefined): PaperDocument {
    const row = rows.findInvoice(store, id);
    if (!row) throw notFound();
    const { number, status, issuedOn, dueOn, lines, payments, due } = billing.getInvoice(id);
    const money = (amountMinor: number) => ({ amountMinor, currency: row.currency });
    return {
      kind: 'invoice',
      id,
      number,
      ...head(row, language),
      issuedOn,
      dueOn,
      status,
      credits: null,
      receipt: null,
      lines: lines.map(({ text, amount, periodFrom, periodTo }) => ({
        text,
        amount,
        // Stored is the day after the last one; people read both ends as belonging to it.
        period:
          periodFrom === null || periodTo === null
            ? null
            : { from: periodFrom, lastDay: lastDay(periodFrom, periodTo) },
      })),
      net: money(row.total_minor - row.tax_minor),
      taxes: rows.taxesOf(store, id).map((tax) => ({
        name: tax.name,
        percent: tax.percent,
        isInclusive: tax.is_inclusive === 1,
        net: money(tax.net_minor),
        tax: money(tax.tax_minor),
      })),
      tax: money(row.tax_minor),
      total: money(row.total_minor),
      settlement: {
        paid: money(row.paid_minor),
        refunded: money(row.refunded_minor),
        credited: money(row.credited_minor),
        due,
      },
      // Who recorded it is the house's own business.
      payments: payments.map(({ receivedOn, method, reference, amount }) => ({
        receivedOn,
        method,
        reference,
        amount,
      })),
      creditNotes: rows.creditNotesOf(store, id).map((note) => ({
        number: note.number,
        issuedOn: note.issued_on,
        total: money(note.total_minor),
      })),
      base: baseOf(row),
    };
  }

  function creditNote(id: string, language: Language | undefined): PaperDocument {
    const row = rows.findCreditNote(store, id);
    if (!row) throw notFound();
    const money = (amountMinor: number) => ({ amountMinor, currency: row.currency });
    return {
      ...bare(row, row.total_minor, language),
      kind: 'credit_note',
      id,
      number: row.number,
      issuedOn: row.issued_on,
      // Its note is what staff wrote for each other: it stays off the paper.
      credits: { invoiceNumber: row.invoice_number, reason: row.reason },
      net: money(row.total_minor - row.tax_minor),
      taxes: creditNoteTaxes(id),
      tax: money(row.tax_minor),
    };
  }

  function receipt(paymentId: string, language: Language | undefined): PaperDocument {
    const row = rows.findPayment(store, paymentId);
    if (!row) throw notFound();
    return {
      ...bare(row, row.amount_minor, language),
      kind: 'receipt',
      id: paymentId,
      number: `${row.invoice_number}-${row.ordinal}`,
      issuedOn: row.received_on,
      receipt: { invoiceNumber: row.invoice_number, method: row.method, reference: row.reference },
    };
  }

  /** What a document over one sum says beside that; tax is not told apart. */
  function bare(
    row: { readonly buyer: string; readonly seller: string; readonly currency: string },
    totalMinor: number,
    language: Language | undefined,
  ) {
    const money = (amountMinor: number) => ({ amountMinor, currency: row.currency });
    return {
      ...head(row, language),
      dueOn: null,
      status: null,
      credits: null,
      receipt: null,
      lines: [],
      net: money(totalMinor),
      taxes: [],
      tax: money(0),
      total: money(totalMinor),
      settlement: null,
      payments: [],
      creditNotes: [],
      base: null,
    };
  }

  /**
   * The one document of a window that is printed, with the bytes of the logo.
   * @throws AppError `call.forbidden` to everybody else; `not_found`
   */
  function ofPaper(principal: Principal): Output<typeof paper.get> {
    if (principal.kind !== 'paper') throw new AppError('call.forbidden');
    const document = get(principal.document);
    const { logoAssetId } = document.brand;
    return { document, logo: logoAssetId === null ? null : assets.get(logoAssetId) };
  }

  /**
   * Whether a document can be printed for who asks; the shell does the rest after this said yes.
   * @throws AppError `document.command_line`: it has no windows to print from; `not_found`
   */
  function checkPrintable(ref: DocumentRef, { principal }: Context): void {
    if (principal.kind === 'staff' && principal.via === 'command-line') throw new AppError('document.command_line');
    get(ref);
  }

  return { get, ofPaper, checkPrintable };
}

/** A period of no length is the day of a one-off payment. */
const lastDay = (from: string, to: string): string => (to > from ? addDays(to, -1) : from);

function baseOf(row: rows.InvoiceRow): PaperDocument['base'] {
  const { base_currency: currency, base_rate: rate, base_total_minor: amountMinor } = row;
  if (currency === null || rate === null || amountMinor === null) return null;
  // In the brand's own currency there is nothing to say.
  if (currency === row.currency) return null;
  const { base_rate_on: rateOn, base_rate_source: rateSource } = row;
  return { currency, rate, rateOn, rateSource, total: { amountMinor, currency } };
}
