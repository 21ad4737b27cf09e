import type { InvoiceKind, InvoiceStatus } from '../../../preload/api/billing.ts';
import type { BrandService } from '../brand/index.ts';
import type { ClientsService } from '../clients/index.ts';
import type { RatesService } from '../rates/index.ts';
import type { Row, Store, Writer } from '../store/index.ts';

/** What billing needs from others; the composition root gives it (billing imports neither orders nor provisioning). */
export interface BillingDeps {
  readonly store: Store;
  readonly brand: Pick<BrandService, 'businessDate' | 'numbers' | 'settings' | 'taxRates'>;
  readonly clients: Pick<ClientsService, 'buyerOf'>;
  readonly rates: Pick<RatesService, 'rateFor'>;
  /** What is frozen on a line at issue beside its own columns: the product it is of, and how its revenue is recognised. */
  readonly saleTerms: (line: {
    readonly orderId: string | null;
    readonly itemLine: number | null;
    readonly contractProductId: string | null;
  }) => Row;
  /**
   * Told inside the transaction that settles an invoice, for what it was issued for: an order becomes Active, a contract
   * product gets its next period. What is written through `writer` names the payment as its cause. `paidOn` is the business date on which it was settled.
   */
  readonly onInvoicePaid: (writer: Writer, invoice: SettledInvoice, paidOn: string) => void;
  /**
   * Told inside the transaction in which a person cancels or writes off an invoice: what it was issued for will not be
   * paid. `writer` names the invoice as the cause. Not told where another area ends an invoice itself.
   */
  readonly onInvoiceEnded: (writer: Writer, invoice: EndedInvoice) => void;
  /** Told inside the transaction that gives money back for an invoice: commissions on it are taken back. */
  readonly onRefunded: (writer: Writer, refund: RefundedInvoice) => void;
  /** Told after the commit of a payment that settled an invoice: provisioning looks at its queue. */
  readonly afterPaid: () => void;
}

/** An invoice that has just been settled. `orderId`: null for a renewal or a change. */
export interface SettledInvoice {
  readonly id: string;
  readonly kind: InvoiceKind;
  readonly orderId: string | null;
  /** The business date on which the last of its money came: staff may enter it days later. */
  readonly receivedOn: string;
}

/** An invoice that has just been cancelled or written off. */
export interface EndedInvoice extends Omit<SettledInvoice, 'receivedOn'> {
  readonly status: Extract<InvoiceStatus, 'Cancelled' | 'Written off'>;
}

/** What was just given back of an invoice. Minor units of its currency. */
export interface RefundedInvoice extends Omit<SettledInvoice, 'receivedOn'> {
  readonly refundId: string;
  readonly amountMinor: number;
}
