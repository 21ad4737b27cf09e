import type { Output } from '../../../preload/api/contract.ts';
import type { Invoice } from '../../../preload/api/billing.ts';
import { isProvisional } from '../../../preload/api/document-number.ts';
import type { DocumentRef, paper, PaperDocument } from '../../../preload/api/documents.ts';
import type { Language, Money } from '../../../preload/api/values.ts';
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
  readonly billing: Pick<BillingService, 'getInvoice' | 'getCreditNote'>;
}

export type DocumentsService = ReturnType<typeof documentsService>;

/** Invoices and credit notes as they are printed (spec 2.4): what was frozen at their issue, and what was paid. Nothing is written. */
export function documentsService({ store, brand, assets, billing }: DocumentsDeps) {
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
    frozen: rows.Frozen,
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
    const { number, status, issuedOn, dueOn, lines, payments, due, ...sums } = billing.getInvoice(id);
    return {
      kind: 'invoice',
      id,
      number,
      ...head(frozen(id), language),
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
      net: less(sums.total, sums.tax),
      taxes: sums.taxes,
      tax: sums.tax,
      total: sums.total,
      settlement: { paid: sums.paid, refunded: sums.refunded, credited: sums.credited, due },
      // Who recorded it is the house's own business.
      payments: payments.map(({ receivedOn, method, reference, amount }) => ({
        receivedOn,
        method,
        reference,
        amount,
      })),
      creditNotes: sums.creditNotes.map((note) => ({
        number: note.number,
        issuedOn: note.issuedOn,
        total: note.total,
      })),
      base: baseOf(sums),
    };
  }

  /** Who is who on an invoice, as frozen at its issue. */
  function frozen(invoiceId: string): rows.Frozen {
    const row = rows.frozenOn(store, invoiceId);
    if (!row) throw notFound();
    return row;
  }

  function creditNote(id: string, language: Language | undefined): PaperDocument {
    const { number, issuedOn, invoiceId, invoiceNumber, reason, line, total, tax, taxes } = billing.getCreditNote(id);
    return {
      ...bare(frozen(invoiceId), total, language),
      kind: 'credit_note',
      id,
      number,
      issuedOn,
      // Its note is what staff wrote for each other: it stays off the paper.
      credits: { invoiceNumber, reason, line },
      net: less(total, tax),
      taxes,
      tax,
    };
  }

  function receipt(paymentId: string, language: Language | undefined): PaperDocument {
    const row = rows.findPayment(store, paymentId);
    if (!row) throw notFound();
    return {
      ...bare(row, { amountMinor: row.amount_minor, currency: row.currency }, language),
      kind: 'receipt',
      id: paymentId,
      number: `${row.invoice_number}-${row.ordinal}`,
      issuedOn: row.received_on,
      receipt: { invoiceNumber: row.invoice_number, method: row.method, reference: row.reference },
    };
  }

  /** What a document over one sum says beside that; tax is not told apart. */
  function bare(parties: rows.Frozen, total: Money, language: Language | undefined) {
    return {
      ...head(parties, language),
      dueOn: null,
      status: null,
      credits: null,
      receipt: null,
      lines: [],
      net: total,
      taxes: [],
      tax: { ...total, amountMinor: 0 },
      total,
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
   * A paper is given out with the number that it keeps: until the team hub has given it, there is none.
   * @throws AppError `document.command_line`: it has no windows to print from; `document.number_pending`; `not_found`
   */
  function checkPrintable(ref: DocumentRef, { principal }: Context): void {
    if (principal.kind === 'staff' && principal.via === 'command-line') throw new AppError('document.command_line');
    const { number, credits } = get(ref);
    if (isProvisional(number) || isProvisional(credits?.invoiceNumber ?? ''))
      throw new AppError('document.number_pending', { retry: true });
  }

  return { get, ofPaper, checkPrintable };
}

/** A period of no length is the day of a one-off payment. */
const lastDay = (from: string, to: string): string => (to > from ? addDays(to, -1) : from);

/** What is left of a sum without another one of its currency. */
const less = (sum: Money, part: Money): Money => ({ ...sum, amountMinor: sum.amountMinor - part.amountMinor });

/** In the brand's own currency there is nothing to say. */
const baseOf = ({ base, total }: Pick<Invoice, 'base' | 'total'>): PaperDocument['base'] =>
  base === null || base.total.currency === total.currency ? null : { ...base, currency: base.total.currency };
