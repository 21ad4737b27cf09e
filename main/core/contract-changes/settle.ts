import type { Language } from '../../../preload/api/values.ts';
import type { ErrorCode } from '../../../preload/api/errors.ts';
import type { RefundDestination } from '../../../preload/api/billing.ts';
import type { BillingService } from '../billing/index.ts';
import type { BrandService } from '../brand/index.ts';
import type { ClientsService } from '../clients/index.ts';
import { AppError } from '../kernel/index.ts';
import type { OperationParams, StoredOperation } from '../provisioning/index.ts';
import type { Store, Writer } from '../store/index.ts';
import type { TriggersService } from '../triggers/index.ts';
import type { Planner } from './plan.ts';
import { cancelledNote, next, renewalNote } from './rules.ts';
import { giveBack, takeOut } from './spread.ts';
import * as rows from './store.ts';

/** What changes need of billing. All in the caller's transaction. */
export interface ChangeBilling extends Pick<BillingService, 'issueInvoice'> {
  /** A credit note for what is open; the invoice is Cancelled. */
  cancelInvoice(writer: Writer, invoiceId: string, note: string): void;
  refund(
    writer: Writer,
    refund: {
      readonly requestKey: string;
      readonly invoiceId: string;
      readonly amountMinor: number;
      readonly destination: 'original' | 'account_balance';
      readonly reference: string;
    },
  ): void;
}

/** What carrying out a change needs. */
export interface SettleDeps {
  readonly store: Store;
  readonly brand: Pick<BrandService, 'businessDate'>;
  readonly clients: Pick<ClientsService, 'find'>;
  readonly billing: ChangeBilling;
  readonly licenses: {
    /** Queues a change of tariff; answers with the operation's id. @throws AppError `license.*` */
    queueChange(
      writer: Writer,
      contractProductId: string,
      to: { readonly package: string; readonly contract: NonNullable<OperationParams['contract']> },
      cause: string,
    ): string;
  };
  readonly renewals: {
    /** Has the next period of a contract product billed anew, at the price of now: its part of an open invoice is called off. */
    redo(writer: Writer, contractProductId: string, invoiceId: string, note: string): void;
  };
  readonly triggers: TriggersService;
  /** Told how the move at the end of a trial came out: null, or why not. */
  readonly onTrialMoved: (writer: Writer, contractProductId: string, why: ErrorCode | null) => void;
}

/** The part of an operation that a change hangs on. */
export type SettledOperation = Pick<
  StoredOperation,
  'id' | 'kind' | 'state' | 'contractProductId' | 'errorCode' | 'params'
>;

/** Carries out changes, in the caller's transactions (spec 2.7: anything changes only with the vendor's success). */
export function changeSettling(deps: SettleDeps, { contractOf, isVendors }: Planner) {
  const { store, brand, clients, billing, renewals, triggers } = deps;

  const causeOf = (change: rows.ChangeRow): string => `contract_change/${change.id}`;
  const languageOf = (clientId: string): Language => clients.find(clientId)?.language ?? 'en';

  function move(writer: Writer, change: rows.ChangeRow, event: Parameters<typeof next>[1], patch = {}): void {
    const status = next(change.status, event);
    if (status === null) throw new AppError('change.wrong_state');
    const isOver = status === 'Done' || status === 'Refused' || status === 'Cancelled';
    writer.update('contract_change', change.id, {
      status,
      ...(isOver ? { settled_at: store.now() } : {}),
      ...patch,
    });
    writer.touch('contractProducts', change.contract_product_id);
  }

  /**
   * Its money is there, or none is needed: the vendor is asked; where the tariff stays the change is done at once.
   * @throws AppError `license.*`: it cannot be asked for now, and nothing was written
   */
  function ask(writer: Writer, change: rows.ChangeRow): void {
    const contract = contractOf(change.contract_product_id);
    if (!isVendors(contract, { packageIdentifier: change.to_package })) {
      finish(writer, change);
      return;
    }
    const operationId = deps.licenses.queueChange(
      writer,
      contract.id,
      {
        package: change.to_package,
        contract: {
          productId: change.to_product_id,
          productName: change.to_product_name,
          priceMinor: change.to_price_minor,
        },
      },
      causeOf(change),
    );
    move(writer, change, 'asked', { operation_id: operationId, error_code: null });
  }

  /**
   * The invoice of a change was settled. The vendor is asked, or (the license is under something else, the days that were
   * paid for are over) it waits for a person with the reason: the payment stands in any case.
   */
  function paid(writer: Writer, change: rows.ChangeRow): void {
    if (next(change.status, 'paid') === null) return;
    move(writer, change, 'paid');
    const now = { ...change, status: 'Paid' as const };
    const hold = (why: ErrorCode): void => move(writer, now, 'held', { error_code: why });
    if (brand.businessDate() >= change.period_ends_on) {
      hold('change.expired');
      return;
    }
    if (isOvertaken(change)) {
      hold('change.renewal_paid');
      return;
    }
    try {
      ask(writer, now);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      hold(error.code);
    }
  }

  /**
   * Whether a period was paid that the sums of a change know nothing of: it was billed at the old price, and would run on at
   * it with the new product.
   */
  function isOvertaken(change: rows.ChangeRow): boolean {
    const known = new Set(rows.doneChange(change).parts.map(({ to }) => to));
    return rows
      .periodsFrom(store, change.contract_product_id, change.changed_on)
      .some(({ state, ends_on: to }) => state === 'paid' && !known.has(to));
  }

  /**
   * Asks the vendor again because a person says so; that something has overtaken the change is said to them once instead.
   * @throws AppError as `ask`
   */
  function askAgain(writer: Writer, change: rows.ChangeRow): void {
    if (isOvertaken(change) && change.error_code !== 'change.renewal_paid')
      move(writer, change, 'held', { error_code: 'change.renewal_paid' });
    else ask(writer, change);
  }

  /** What came of the vendor's operation. One of no change of ours still changed the product: that is told (trigger 5, 19). */
  function settled(writer: Writer, operation: SettledOperation): void {
    if (operation.kind !== 'changePackage' || operation.contractProductId === null) return;
    const change = rows.changeByOperation(store, operation.id);
    if (!change) {
      const { contract: becomes } = operation.params;
      if (operation.state === 'succeeded' && becomes)
        tell(writer, contractOf(operation.contractProductId), becomes.priceMinor, `operation/${operation.id}`);
      return;
    }
    if (change.status !== 'At the vendor') return;
    if (operation.state === 'succeeded') finish(writer, change);
    else refuse(writer, change, operation.errorCode ?? 'vendor.refused');
  }

  /** Contract, tariff and price become the new ones, the credit of a downgrade is given, a renewal that is billed is made anew. */
  function finish(writer: Writer, change: rows.ChangeRow): void {
    const contract = contractOf(change.contract_product_id);
    tell(writer, contract, change.to_price_minor, causeOf(change));
    writer.update('contract_product', contract.id, {
      product_id: change.to_product_id,
      product_name: change.to_product_name,
      package_identifier: change.to_package,
      price_minor: change.to_price_minor,
      price_rate: change.to_price_rate,
    });
    writer.touch('orders', contract.order_id);
    if (change.kind === 'trial') {
      move(writer, change, 'settled');
      deps.onTrialMoved(writer, contract.id, null);
      return;
    }
    const given = giveCredit(writer, change);
    const periods = rows.periodsFrom(store, contract.id, change.changed_on);
    // From here on the rest of these periods is paid at the new price: the base of a second change. One that was paid for
    // while the vendor was asked cost what it was billed at.
    const changed = new Set(rows.doneChange(change).parts.map(({ to }) => to));
    for (const { id, state, ends_on: to } of periods)
      if (state === 'paid' && changed.has(to))
        writer.update('contract_period', id, { price_minor: change.to_price_minor });
    const why = given.why ?? redoRenewal(writer, contract, periods);
    move(writer, change, 'settled', { given_minor: given.minor, error_code: why });
  }

  /**
   * Gives back what a downgrade leaves over, with its taxes, out of what was paid for these days and never more than
   * that. What cannot be given is said, not lost: the vendor's success stands.
   */
  function giveCredit(writer: Writer, change: rows.ChangeRow): { minor: number; why: ErrorCode | null } {
    const owed = change.credit_minor - change.charge_minor;
    if (owed <= 0 || change.downgrade === 'none') return { minor: 0, why: null };
    const { contract_product_id: id, changed_on: on } = change;
    const over = takeOut(rows.unusedOf(store, id, on), rows.doneChange(change), on);
    const { given, shortMinor } = giveBack(over, (invoiceId) => rows.fundsOf(store, invoiceId));
    const found = over.reduce((sum, { netMinor }) => sum + netMinor, 0);
    let why: ErrorCode | null = shortMinor > 0 || found < owed ? 'change.credit_short' : null;
    let minor = 0;
    for (const { invoiceId, amountMinor } of given) {
      try {
        billing.refund(writer, {
          // It is known by it that the price of days went back, not days.
          requestKey: `${causeOf(change)}/${invoiceId}`,
          invoiceId,
          amountMinor,
          destination: change.downgrade === 'refund' ? 'original' : 'account_balance',
          reference: `${change.from_product_name} → ${change.to_product_name}`,
        });
        minor += amountMinor;
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        why = error.code;
      }
    }
    return { minor, why };
  }

  /** Takes back what is billed for the next period and has it billed at the new price. */
  function redoRenewal(
    writer: Writer,
    { id, client_id: clientId }: rows.ChangedContract,
    periods: readonly rows.PeriodRow[],
  ): ErrorCode | null {
    const billed = periods.find(({ state, invoice_id: id }) => state === 'billed' && id !== null);
    if (!billed?.invoice_id) return null;
    // Paid in part since: that money is for the period as it was billed.
    if (billed.invoice_status !== 'Unpaid') return 'change.renewal_kept';
    renewals.redo(writer, id, billed.invoice_id, renewalNote[languageOf(clientId)]);
    return null;
  }

  /** The vendor did not do it: nothing is changed, and the money of an upgrade goes into the account balance. */
  function refuse(writer: Writer, change: rows.ChangeRow, why: ErrorCode): void {
    move(writer, change, 'refused', { error_code: why, given_minor: giveBackOr(writer, change) });
    if (change.kind === 'trial') deps.onTrialMoved(writer, change.contract_product_id, why);
  }

  /** As `giveBackAll`, into the account balance; where it cannot be given back now nothing is, and the outcome stands. */
  function giveBackOr(writer: Writer, change: rows.ChangeRow): number {
    try {
      return giveBackAll(writer, change);
    } catch (error) {
      if (error instanceof AppError) return 0;
      throw error;
    }
  }

  /** What was paid of a change's own invoice goes back; answers with how much, minor units. @throws AppError `billing.*` */
  function giveBackAll(
    writer: Writer,
    change: rows.ChangeRow,
    destination: RefundDestination = 'account_balance',
  ): number {
    const invoice = change.invoice_id === null ? undefined : rows.invoiceMoney(store, change.invoice_id);
    const amountMinor = invoice ? invoice.paid_minor - invoice.refunded_minor : 0;
    if (!invoice || amountMinor <= 0) return 0;
    billing.refund(writer, {
      requestKey: store.makeId(),
      invoiceId: invoice.id,
      amountMinor,
      destination,
      reference: `${change.from_product_name} → ${change.to_product_name}`,
    });
    return amountMinor;
  }

  /**
   * A person, or time, gives up a change that was not asked of the vendor: its invoice is cancelled, its money goes into the
   * account balance, or where the end of the whole contract product sends it.
   */
  function giveUp(writer: Writer, change: rows.ChangeRow, destination?: RefundDestination): void {
    if (next(change.status, 'gaveUp') === null) throw new AppError('change.wrong_state');
    const invoice = change.invoice_id === null ? undefined : rows.invoiceMoney(store, change.invoice_id);
    if (invoice && (invoice.status === 'Unpaid' || invoice.status === 'Partly paid')) {
      const { client_id: clientId } = contractOf(change.contract_product_id);
      billing.cancelInvoice(writer, invoice.id, cancelledNote[languageOf(clientId)]);
    }
    // Of an invoice that was paid in part, the part.
    const isStrict = change.status === 'Paid' || destination !== undefined;
    const given = isStrict ? giveBackAll(writer, change, destination) : giveBackOr(writer, change);
    move(writer, change, 'gaveUp', { given_minor: given });
  }

  /** Trigger 5, and 19 where the price is another one. Before the contract product is written. */
  function tell(writer: Writer, contract: rows.ChangedContract, priceMinor: number, cause: string): void {
    const subject = { entity: 'contract_product', id: contract.id, clientId: contract.client_id } as const;
    triggers.fire(writer, 5, cause, subject);
    if (contract.price_minor !== priceMinor) triggers.fire(writer, 19, cause, subject);
  }

  return { ask, askAgain, paid, settled, giveUp };
}
