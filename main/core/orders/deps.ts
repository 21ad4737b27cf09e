import type { InvoiceTax, RefundDestination } from '../../../preload/api/billing.ts';
import type { Product } from '../../../preload/api/catalogue.ts';
import type { Trial } from '../../../preload/api/catalogue-product.ts';
import type { FieldError } from '../../../preload/api/errors.ts';
import type { BasketQuote, CheckoutMethod, OrderEnding } from '../../../preload/api/orders.ts';
import type { Language, Money } from '../../../preload/api/values.ts';
import type { BillingService, IssueInvoice } from '../billing/index.ts';
import type { BrandService } from '../brand/index.ts';
import type { CatalogueService } from '../catalogue/index.ts';
import type { ClientsService } from '../clients/index.ts';
import type { ContractChangesService } from '../contract-changes/index.ts';
import type { ContractProductsService } from '../contract-products/index.ts';
import type { PromoCodesService } from '../promo-codes/index.ts';
import type { Store, Writer } from '../store/index.ts';
import type { TriggersService } from '../triggers/index.ts';

/** What orders need of billing; all that writes does it in the caller's transaction. */
export interface OrdersBilling extends Pick<BillingService, 'startPeriods' | 'linesOff'> {
  issueInvoice(writer: Writer, input: IssueInvoice): { id: string; isPaid: boolean; totalMinor: number };
  /** What an invoice of a client over these lines would say today, tax included. */
  quote(input: {
    readonly clientId: string;
    readonly currency: string;
    readonly lines: readonly { readonly amountMinor: number }[];
  }): { readonly tax: Money; readonly taxes: readonly InvoiceTax[]; readonly total: Money };
  /** Records a payment; what it settles is told on, as `recordPayment` does. */
  pay(
    writer: Writer,
    input: {
      readonly requestKey: string;
      readonly invoiceId: string;
      readonly amountMinor: number;
      readonly method: CheckoutMethod;
      readonly receivedOn: string;
      readonly reference: string;
    },
  ): void;
  /** Credits what is open of an invoice and cancels it. */
  cancelInvoice(writer: Writer, invoiceId: string, note: string): void;
  /** What of an invoice can still be given back, by where it would go; minor units. */
  refundable(invoiceId: string): Readonly<Record<RefundDestination, number>>;
  refund(
    writer: Writer,
    input: {
      readonly requestKey: string;
      readonly invoiceId: string;
      readonly amountMinor: number;
      readonly destination: RefundDestination;
      readonly reference: string;
    },
  ): void;
}

/** What orders need of contract products beside those that they make. */
export interface OrdersContracts extends Pick<ContractProductsService, 'add' | 'orderPaid'> {
  /**
   * Ends the contract products of an order: what is not paid yet is Cancelled; what runs is terminated at the vendor, or
   * ends with the term that is paid for. Part of the caller's transaction.
   */
  cancelOrder(
    writer: Writer,
    orderId: string,
    how: {
      readonly immediate: boolean;
      readonly cause: string;
      /** Where goes what was paid for what will not be: a renewal in part, a change of product. */
      readonly destination: RefundDestination;
    },
  ): void;
  /** The money of their days from a day on was given back: they are not paid any more. Part of the caller's transaction. */
  daysGivenBack(writer: Writer, contractProductIds: readonly string[], on: string): void;
}

/** A trial as a line asks for it. */
export interface AskedTrial {
  readonly wanted: boolean;
  readonly quantity: number;
  /** Another line of the same order begins with the trial of the same product. */
  readonly isTaken: boolean;
}

/** What orders need of trials. */
export interface OrdersTrials {
  /** The trial that a line begins with, or null; and what is wrong with that. `clientId` null: not chosen yet. */
  check(
    clientId: string | null,
    product: Product,
    asked: AskedTrial,
  ): {
    readonly trial: Trial | null;
    readonly complaint: Partial<Record<'trial' | 'quantity', FieldError>> | null;
  };
  /** Keeps the terms of the trial that a new contract product begins with. In the caller's transaction. */
  add(
    writer: Writer,
    of: { readonly contractProductId: string; readonly clientId: string; readonly productId: string },
    trial: Trial,
  ): void;
  /** Text of an invoice line of nothing. */
  readonly text: (productName: string, days: number, language: Language) => string;
}

/** What a basket says of a line's trial. */
export type TrialProblem = BasketQuote['lines'][number]['trialProblem'];

/** What orders need of other areas; the composition root gives it. */
export interface OrdersDeps {
  readonly store: Store;
  readonly brand: Pick<BrandService, 'businessDate' | 'settings' | 'numbers'>;
  readonly clients: Pick<ClientsService, 'find' | 'findBuyer'>;
  readonly catalogue: Pick<CatalogueService, 'findProduct' | 'getProduct' | 'store'>;
  readonly billing: OrdersBilling;
  readonly contractProducts: OrdersContracts;
  readonly contractChanges: Pick<ContractChangesService, 'unused'>;
  readonly trials: OrdersTrials;
  readonly promoCodes: Pick<PromoCodesService, 'check' | 'reserve' | 'commit' | 'release'>;
  readonly triggers: Pick<TriggersService, 'fire'>;
  /** Days after which an unpaid order expires, in force for a client; 0: never. */
  readonly settings: { number(name: 'unpaid_order_days', of: { readonly clientId: string }): number };
  /** Told in the transaction that ends an order, or decides that it ends: a request that waits is answered by it. */
  readonly onEnding: (writer: Writer, orderId: string, ending: OrderEnding) => void;
  /** Told after a commit that may have queued purchases or terminations: provisioning looks at its queue. */
  readonly afterQueued: () => void;
}
