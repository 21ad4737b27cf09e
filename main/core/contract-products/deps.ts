import type { RefundDestination } from '../../../preload/api/billing.ts';
import type { LicenseAction } from '../../../preload/api/contract-products.ts';
import type { Operation } from '../../../preload/api/operations.ts';
import type { AutomationSettings } from '../automation/index.ts';
import type { BillingService } from '../billing/index.ts';
import type { BrandService } from '../brand/index.ts';
import type { ClientsService } from '../clients/index.ts';
import type { Context } from '../kernel/index.ts';
import type { Given, VendorAction } from '../licenses/index.ts';
import type { Store, Writer } from '../store/index.ts';
import type { TriggersService } from '../triggers/index.ts';

/** What contract products need of other areas; the composition root gives it. */
export interface ContractProductsDeps {
  readonly store: Store;
  readonly brand: Pick<BrandService, 'businessDate' | 'settings'>;
  readonly clients: Pick<ClientsService, 'find' | 'findBuyer'>;
  readonly billing: Pick<
    BillingService,
    | 'getInvoice'
    | 'issueInvoice'
    | 'cancelInvoice'
    | 'writeOff'
    | 'creditLine'
    | 'linesOff'
    | 'lineIds'
    | 'movePeriod'
    | 'refund'
    | 'refundable'
  >;
  readonly settings: Pick<AutomationSettings, 'effective' | 'number' | 'bounds' | 'isAnywhere'>;
  readonly licenses: {
    /** Queues the purchase, in the caller's transaction; answers with the operation's id. */
    queueCreate(writer: Writer, contractProductId: string, cause: string): string;
    /** Queues an action, in the caller's transaction; answers with the operation's id. @throws AppError `license.*` */
    queue(writer: Writer, action: VendorAction, contractProductId: string, given: Given, cause: string): string;
    /** For each action null, or the error code that says why not now. */
    availableActions(contractProductId: string): Record<LicenseAction, string | null>;
    /** Reads the license from the vendor into the mirror. */
    refresh(contractProductId: string, context: Context): Promise<unknown>;
  };
  readonly provisioning: {
    operationsOf(contractProductId: string, limit: number): Operation[];
    /** Takes an operation back that was not sent yet; false: it was. */
    withdraw(writer: Writer, id: string): boolean;
  };
  readonly trials: {
    /** When the trial that a contract product begins with would end, were it bought on that day; null: none. */
    orderPaid(contractProductId: string, paidOn: string): string | null;
  };
  readonly triggers: TriggersService;
  /** Holds what automation would do until a person releases it. Part of the caller's transaction. */
  readonly holdStep: (writer: Writer, holdKey: string, why: string) => void;
  /** Whether a person holds something: see `DueStep.holdKey`. */
  readonly isHeld: (holdKey: string) => boolean;
  /**
   * Told in the transaction in which contract products end: what other areas have under way for them is given up, and what
   * was paid for it goes to `destination`. @throws AppError `billing.*`: it cannot go there
   */
  readonly onContractsEnding: (
    writer: Writer,
    contractProductIds: readonly string[],
    destination: RefundDestination,
  ) => void;
  /** Told in the transaction in which a contract product goes on whose end was decided: its order does not end as a whole. */
  readonly onGoesOn: (writer: Writer, orderId: string) => void;
  /** What comes back to each invoice where contract products end on a day; minor units. Nothing is written. */
  readonly unusedOf: (
    contractProductIds: readonly string[],
    on: string,
  ) => readonly { readonly invoiceId: string; readonly amountMinor: number }[];
  /** Told after the commit of a purchase that was queued here: provisioning looks at its queue. */
  readonly afterQueued: () => void;
}
