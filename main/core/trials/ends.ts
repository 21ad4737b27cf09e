import type { Trial as ProductTrial } from '../../../preload/api/catalogue-product.ts';
import type { ErrorCode } from '../../../preload/api/errors.ts';
import type { BillingService } from '../billing/index.ts';
import type { BrandService } from '../brand/index.ts';
import type { ClientsService } from '../clients/index.ts';
import type { ContractChangesService } from '../contract-changes/index.ts';
import { AppError, notFound, periodStart } from '../kernel/index.ts';
import type { Given, VendorAction } from '../licenses/index.ts';
import { lineText } from '../orders/index.ts';
import type { StoredOperation } from '../provisioning/index.ts';
import type { Row, Store, Writer } from '../store/index.ts';
import type { TriggersService } from '../triggers/index.ts';
import { endOf, next, type TrialEvent } from './rules.ts';
import * as rows from './store.ts';

/** What the ends of a trial need of other areas; all in the caller's transaction. */
export interface EndsDeps {
  readonly store: Store;
  readonly brand: Pick<BrandService, 'businessDate'>;
  readonly clients: Pick<ClientsService, 'find'>;
  readonly billing: Pick<BillingService, 'issueInvoice'>;
  /** The first period after a trial was invoiced at nothing: what a payment would lead to. */
  readonly periodPaid: (writer: Writer, invoiceId: string, paidOn: string) => void;
  readonly changes: Pick<ContractChangesService, 'target' | 'moveTrial'>;
  readonly licenses: {
    /** Queues the end of the license. @throws AppError `license.*` */
    queueTerminate(writer: Writer, contractProductId: string, cause: string): string;
    /** Queues an action. @throws AppError `license.*` */
    queue(writer: Writer, action: VendorAction, contractProductId: string, given: Given, cause: string): string;
  };
  readonly triggers: TriggersService;
}

/** What of a trial waits for something that passes by itself: another run tries again. */
const passing: readonly ErrorCode[] = ['license.operation_open', 'change.open'];

/** The ends of trials (spec 51, 52, 2.6), each once: what is stored says that it was. */
export function trialEnds(deps: EndsDeps) {
  const { store, brand, clients, billing, changes, triggers } = deps;

  function find(contractProductId: string): rows.TrialRow {
    const trial = rows.trialOfContract(store, contractProductId);
    if (!trial) throw notFound();
    return trial;
  }

  /** @throws AppError `trial.wrong_state` */
  function move(writer: Writer, trial: Pick<rows.TrialRow, 'id' | 'state'>, event: TrialEvent, patch: Row = {}): void {
    const state = next(trial.state, event);
    if (state === null) throw new AppError('trial.wrong_state');
    writer.update('trial', trial.id, { state, ...patch });
  }

  const causeOf = (trial: Pick<rows.TrialRow, 'contract_product_id'>): string => `trial/${trial.contract_product_id}`;
  const fire = (writer: Writer, no: number, trial: rows.TrialRow): boolean =>
    triggers.fire(writer, no, `${causeOf(trial)}/end`, {
      entity: 'contract_product',
      id: trial.contract_product_id,
      clientId: trial.client_id,
    });

  /**
   * Ends a trial with `action` on `on`, the day after its last one. Part of the caller's transaction.
   * @throws AppError `trial.wrong_state`: it has ended; `license.operation_open`: the license is under something else
   */
  function end(writer: Writer, contractProductId: string, action: ProductTrial['endAction'], on: string): void {
    const trial = find(contractProductId);
    fire(writer, 28, trial);
    writer.update('trial', trial.id, {
      ends_on: on,
      ended_on: brand.businessDate(),
      error_code: null,
      error_detail: '',
    });
    if (action === 'continue') {
      move(writer, trial, 'continued');
      fire(writer, 33, trial);
      startPaying(writer, trial, on);
    } else if (action === 'migrate') migrate(writer, trial);
    else cancel(writer, trial);
  }

  /** The first paid period, anchored at the trial's end (spec 2.6), with its invoice: from here on it is renewed like any other. */
  function startPaying(writer: Writer, { contract_product_id: id }: rows.TrialRow, on: string): void {
    const contract = find(id);
    const { term_months: termMonths, currency, price_minor: amountMinor, client_id: clientId } = contract;
    const client = clients.find(clientId);
    if (!client) throw notFound();
    const period = { from: on, to: periodStart(on, termMonths, 1) };
    const invoice = billing.issueInvoice(writer, {
      kind: 'renewal',
      orderId: null,
      clientId,
      currency,
      dueOn: null,
      lines: [
        {
          text: lineText(contract.product_name, termMonths, client.language),
          amountMinor,
          period,
          itemLine: null,
          contractProductId: id,
        },
      ],
    });
    writer.update('contract_product', id, {
      trial_ends_on: null,
      anchor_date: on,
      // No period is paid yet: what is paid so far ends where the first one, number 0, begins.
      period_no: -1,
      billed_to: on,
      next_due_on: on,
    });
    writer.insert('contract_period', {
      id: store.makeId(),
      contract_product_id: id,
      number: 0,
      starts_on: period.from,
      ends_on: period.to,
      invoice_id: invoice.id,
      state: 'billed',
      currency,
      price_minor: amountMinor,
    });
    if (invoice.isPaid) deps.periodPaid(writer, invoice.id, brand.businessDate());
  }

  /** To the migration product, at the vendor where its tariff is another one. A target that cannot be sold changes nothing (spec 52). */
  function migrate(writer: Writer, trial: rows.TrialRow): void {
    const { contract_product_id: id, migrate_product_id: target } = trial;
    move(writer, trial, 'migrating');
    // A plan change is refused while the trial lasts, and this is the one that ends it.
    writer.update('contract_product', id, { trial_ends_on: null });
    try {
      if (target === null) throw new AppError('not_found');
      changes.moveTrial(writer, id, target);
    } catch (error) {
      if (!(error instanceof AppError) || passing.includes(error.code)) throw error;
      fail(writer, id, error);
    }
  }

  /** How the move came out. @see ContractChangesService.moveTrial */
  function moved(writer: Writer, contractProductId: string, why: ErrorCode | null): void {
    const trial = rows.trialOfContract(store, contractProductId);
    if (trial?.state !== 'migrating') return;
    if (why !== null) {
      fail(writer, contractProductId, { code: why });
      return;
    }
    move(writer, trial, 'migrated');
    fire(writer, 30, trial);
    startPaying(writer, trial, trial.ends_on ?? brand.businessDate());
  }

  /** What was to happen could not: the contract product is as it was, and staff see it (trigger 31 for a migration). */
  function fail(
    writer: Writer,
    contractProductId: string,
    { code, params }: Pick<AppError, 'code'> & { readonly params?: AppError['params'] },
  ): void {
    const trial = find(contractProductId);
    if (trial.state === 'migrating') fire(writer, 31, trial);
    move(writer, trial, 'failed', { error_code: code, error_detail: String(params?.['reason'] ?? '') });
    writer.update('contract_product', contractProductId, { trial_ends_on: trial.ends_on });
  }

  /** Ends the license at the vendor; the contract product is Cancelled when that is done (spec 2.2). */
  function cancel(writer: Writer, trial: rows.TrialRow): void {
    const { contract_product_id: id } = trial;
    try {
      deps.licenses.queueTerminate(writer, id, causeOf(trial));
      move(writer, trial, 'cancelling');
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'license.no_license') throw error;
      // There is nothing to end at the vendor any more.
      move(writer, trial, 'cancelled');
      writer.update('contract_product', id, { status: 'Cancelled', trial_ends_on: null, next_due_on: null });
      fire(writer, 2, trial);
      writer.touch('orders', trial.order_id);
    }
  }

  /** What an operation's end means for a trial. Part of the transaction that settles it. */
  function settled(
    writer: Writer,
    {
      kind,
      state,
      contractProductId,
      errorCode,
    }: Pick<StoredOperation, 'kind' | 'state' | 'contractProductId' | 'errorCode'>,
  ): void {
    if (contractProductId === null || (kind !== 'create' && kind !== 'terminate')) return;
    const trial = rows.trialOfContract(store, contractProductId);
    if (!trial) return;
    if (kind === 'create') {
      // One that was called off and brought back is paid for.
      if (state === 'succeeded' && trial.state === 'ordered' && trial.trial_ends_on !== null) begin(writer, trial);
    } else if (state === 'succeeded') {
      if (next(trial.state, 'cancelled') === null) return;
      move(writer, trial, 'cancelled', { ended_on: brand.businessDate() });
      writer.update('contract_product', contractProductId, { trial_ends_on: null });
    } else if (trial.state === 'cancelling') fail(writer, contractProductId, { code: errorCode ?? 'vendor.refused' });
  }

  /** Its license is there: the days of the trial count from here (trigger 32). */
  function begin(writer: Writer, trial: rows.TrialRow): void {
    const startsOn = brand.businessDate();
    const endsOn = endOf(startsOn, trial.days);
    move(writer, trial, 'begun', { starts_on: startsOn, ends_on: endsOn });
    writer.update('contract_product', trial.contract_product_id, { trial_ends_on: endsOn });
    triggers.fire(writer, 32, causeOf(trial), {
      entity: 'contract_product',
      id: trial.contract_product_id,
      clientId: trial.client_id,
    });
  }

  return { find, begin, end, moved, settled };
}
