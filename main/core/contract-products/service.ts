import type { Operation, OperationKind, OperationState } from '../../../preload/api/operations.ts';
import type {
  Awaits,
  ContractProduct,
  contractProducts,
  LicenseAction,
} from '../../../preload/api/contract-products.ts';
import type { Output, Parsed } from '../../../preload/api/contract.ts';
import type { ContractStatus } from '../../../preload/api/orders.ts';
import { packageName } from '../catalogue/index.ts';
import { AppError, type Context, fieldError, isAddress, notFound } from '../kernel/index.ts';
import { cut, type Row, type Store, type Writer } from '../store/index.ts';
import type { TriggersService } from '../triggers/index.ts';
import { choicesOf } from './choices.ts';
import { eventOf, firstPeriod, isThere, next } from './rules.ts';
import * as rows from './store.ts';

/** Newest operations that a contract product's page shows. */
const shownOperations = 50;

/** What contract products need of the license and operation areas; the composition root gives it. */
export interface ContractProductsDeps {
  readonly store: Store;
  readonly licenses: {
    /** Queues the purchase, in the caller's transaction; answers with the operation's id. */
    queueCreate(writer: Writer, contractProductId: string, cause: string): string;
    /** For each action null, or the error code that says why not now. */
    availableActions(contractProductId: string): Record<LicenseAction, string | null>;
  };
  readonly provisioning: { operationsOf(contractProductId: string, limit: number): Operation[] };
  readonly triggers: TriggersService;
  readonly trials: {
    /** When the trial that a contract product begins with would end, were it bought on that day; null: none. */
    orderPaid(contractProductId: string, paidOn: string): string | null;
  };
  /** Told after the commit of a purchase that was queued here: provisioning looks at its queue. */
  readonly afterQueued: () => void;
}

/** What an order line hands over. Amounts in minor units of `currency`. */
export interface NewContractProduct {
  readonly productName: string;
  readonly orderItemId: string;
  readonly orderId: string;
  readonly clientId: string;
  readonly productId: string;
  readonly termMonths: number;
  readonly currency: string;
  readonly priceMinor: number;
  readonly connectionId: string;
  readonly packageIdentifier: string;
  readonly ip: string;
  /** Which of the licenses of its order line it is, from 0. */
  readonly index: number;
  /** What is still asked after the payment, before its license is bought (spec 66, 67). */
  readonly awaits: Awaits | null;
  /** It runs already, and is paid for: a license that was taken over. Without it the line is Pending until it is paid. */
  readonly running?: { readonly since: string; readonly until: string | null };
}

/** What of a contract product a person may set right by what the vendor has. */
export interface ContractCorrection {
  readonly status?: 'Active' | 'Suspended';
  readonly ip?: string;
  readonly packageIdentifier?: string;
}

/** The part of an operation that moves a contract's status. */
export interface SettledOperation {
  readonly id: string;
  readonly kind: OperationKind;
  readonly state: OperationState;
  readonly contractProductId: string | null;
  readonly params: {
    readonly pricelist: string;
    readonly ip: string;
    readonly contract?: { readonly productId: string; readonly productName: string; readonly priceMinor: number };
  };
}

export type ContractProductsService = ReturnType<typeof contractProductsService>;

/** What clients own after ordering (spec 2.2). */
export function contractProductsService({
  store,
  licenses,
  provisioning,
  triggers,
  trials,
  afterQueued,
}: ContractProductsDeps) {
  /** A page of contract products, newest first. */
  const list = ({
    cursor,
    limit,
    ...filter
  }: Parsed<typeof contractProducts.list>): Output<typeof contractProducts.list> =>
    cut(rows.listContractProducts(store, filter, { cursor, limit }), limit);

  /** One contract product with its license, newest operations and what can be done now. @throws AppError `not_found` */
  function get(id: string): ContractProduct {
    const found = rows.findContractProduct(store, id);
    if (!found) throw notFound();
    return {
      ...found.row,
      connectionId: found.connectionId,
      connectionName: found.connectionName,
      packageIdentifier: found.packageIdentifier,
      packageName: packageName(found.packageIdentifier),
      choices: choicesOf(store, found.orderItemId, found.row.price.currency),
      manualKey: found.manualKey,
      trackedQuantity: found.trackedQuantity,
      trackedAt: found.trackedAt,
      license: found.license,
      operations: provisioning.operationsOf(id, shownOperations),
      actions: licenses.availableActions(id),
    };
  }

  /**
   * Makes the contract product of an order line: Pending until it is paid (spec 2.2), or running already. Price, tariff and connection are
   * those of the sale; later changes of the product do not reach it. Part of the caller's transaction.
   */
  function add(writer: Writer, input: NewContractProduct): string {
    const id = store.makeId();
    writer.insert('contract_product', {
      id,
      order_item_id: input.orderItemId,
      line_index: input.index,
      order_id: input.orderId,
      client_id: input.clientId,
      product_id: input.productId,
      status: input.running ? 'Active' : 'Pending',
      term_months: input.termMonths,
      currency: input.currency,
      price_minor: input.priceMinor,
      // Unknown until the day of payment: see `firstPeriod`.
      anchor_date: input.running?.since ?? null,
      billed_to: input.running?.until ?? null,
      next_due_on: input.running?.until ?? null,
      connection_id: input.connectionId,
      package_identifier: input.packageIdentifier,
      ip: input.ip,
      product_name: input.productName,
      manual_key: '',
      tracked_quantity: null,
      tracked_at: null,
      awaits: input.awaits ?? '',
    });
    if (input.running && input.running.until !== null)
      writer.insert('contract_period', {
        id: store.makeId(),
        contract_product_id: id,
        number: 0,
        starts_on: input.running.since,
        ends_on: input.running.until,
        invoice_id: null,
        state: 'paid',
        currency: input.currency,
        price_minor: 0,
      });
    triggers.fire(writer, 4, `contract_product/${id}`, { entity: 'contract_product', id, clientId: input.clientId });
    return id;
  }

  /** Changes what a contract product costs from its next renewal on, because a person chose it. Part of the caller's transaction. */
  function reprice(writer: Writer, id: string, priceMinor: number): void {
    writer.update('contract_product', id, { price_minor: priceMinor });
  }

  /**
   * An order was paid on a business date: its Pending contract products start their first period, await activation and
   * each queues one purchase (spec 2.2, item 63), unless details are still to be given or confirmed (66, 67). Those in
   * another status are left alone. One that begins with a trial has no period before that ends (spec 2.6). Part of the
   * caller's transaction; answers with the days that each order line covers.
   */
  function orderPaid(writer: Writer, orderId: string, paidOn: string): Map<number, { from: string; to: string }> {
    const periods = new Map<number, { from: string; to: string }>();
    for (const contract of rows.contractsOfOrder(store, orderId)) {
      const status = next(contract.status, 'paid');
      if (status === null) continue;
      const trialEndsOn = trials.orderPaid(contract.id, paidOn);
      const period =
        trialEndsOn === null ? firstPeriod(paidOn, contract.term_months) : { from: paidOn, to: trialEndsOn };
      if (trialEndsOn === null) startPeriod(writer, contract, status, period);
      else writer.update('contract_product', contract.id, { status, trial_ends_on: trialEndsOn });
      if (contract.awaits === '') licenses.queueCreate(writer, contract.id, `order/${orderId}`);
      periods.set(contract.item_line, period);
    }
    return periods;
  }

  function startPeriod(
    writer: Writer,
    contract: ReturnType<typeof rows.contractsOfOrder>[number],
    status: ContractStatus,
    period: { readonly from: string; readonly to: string },
  ): void {
    writer.update('contract_product', contract.id, {
      status,
      anchor_date: period.from,
      billed_to: period.to,
      next_due_on: period.to,
    });
    writer.insert('contract_period', {
      id: store.makeId(),
      contract_product_id: contract.id,
      number: 0,
      starts_on: period.from,
      ends_on: period.to,
      invoice_id: contract.invoice_id,
      state: 'paid',
      currency: contract.currency,
      price_minor: contract.price_minor,
    });
  }

  /**
   * Gives or confirms the details that a paid contract product waits for, and queues its purchase in the same
   * transaction: it waits for nothing after that, so a second confirmation buys nothing.
   * @throws AppError `not_found`, `license.wrong_state`: it waits for nothing, or is not paid; `input.invalid` ip
   */
  function confirmDetails(
    { id, ip }: Parsed<typeof contractProducts.confirmDetails>,
    context: Context,
  ): ContractProduct {
    store.transaction(context, (writer) => {
      const contract = rows.contractState(store, id);
      if (!contract) throw notFound();
      if (contract.awaits === '' || contract.status !== 'Awaiting Activation')
        throw new AppError('license.wrong_state');
      if (!isAddress(ip)) throw fieldError('ip', { code: 'not_ip' });
      if (ip === '' && contract.awaits === 'details') throw fieldError('ip', { code: 'required' });
      writer.update('contract_product', id, { ip, awaits: '' });
      licenses.queueCreate(writer, id, `order/${contract.order_id}`);
      writer.touch('orders', contract.order_id);
    });
    afterQueued();
    return get(id);
  }

  /**
   * Sets right what a person found wrong in a running contract product. Only Active and Suspended can be set, from one
   * another: whatever else a status means (money, an end) has a way of its own. Part of the caller's transaction.
   * @throws AppError `not_found`, `license.wrong_state`
   */
  function correct(writer: Writer, id: string, correction: ContractCorrection): void {
    const contract = rows.contractState(store, id);
    if (!contract) throw notFound();
    const { status, ip, packageIdentifier } = correction;
    if (status !== undefined && contract.status !== 'Active' && contract.status !== 'Suspended')
      throw new AppError('license.wrong_state');
    const changed = writer.update('contract_product', id, {
      ...(status === undefined ? {} : { status }),
      ...(ip === undefined ? {} : { ip }),
      ...(packageIdentifier === undefined ? {} : { package_identifier: packageIdentifier }),
    });
    if (changed) writer.touch('orders', contract.order_id);
  }

  return { list, get, add, orderPaid, confirmDetails, reprice, correct };
}

/** What provisioning tells contract products; needs nothing but the store, so that it can be made first. */
export function contractEffects(store: Store) {
  return {
    /**
     * An operation came to its end: what the vendor has done moves the contract's status (spec 2.2); a refused or
     * abandoned one leaves it as it is (item 96: a license that cannot be suspended stays Active). Part of the
     * transaction that settles the operation, and never a reason to lose that: an outcome that does not fit the status
     * any more (somebody cancelled meanwhile) is noted in the history instead.
     */
    settled(writer: Writer, operation: SettledOperation): void {
      if (operation.state !== 'succeeded' || operation.contractProductId === null) return;
      const contract = rows.contractState(store, operation.contractProductId);
      if (!contract) return;
      const became = becomes(operation);
      if (Object.keys(became).length > 0) writer.update('contract_product', contract.id, became);
      const event = eventOf[operation.kind];
      if (event === null) return;
      const status = next(contract.status, event);
      if (status === null) {
        if (isThere(contract.status, event)) return;
        writer.note('contract_product', contract.id, {
          [`${operation.kind} succeeded while`]: [null, contract.status],
        });
        return;
      }
      // Cancelled: no new invoices (spec 2.2). What is paid for stays recorded in billed_to.
      writer.update(
        'contract_product',
        contract.id,
        status === 'Cancelled' ? { status, next_due_on: null } : { status },
      );
      // Orders show the status of what they sold.
      writer.touch('orders', contract.order_id);
    },
  };
}

/** What a contract product becomes when the vendor has done an operation: tariff and price both or neither (spec 95). */
function becomes({ kind, params }: SettledOperation): Row {
  switch (kind) {
    case 'create':
      return { package_identifier: params.pricelist, ip: params.ip };
    case 'edit':
      return { ip: params.ip };
    case 'changePackage':
      return {
        package_identifier: params.pricelist,
        ...(params.contract
          ? {
              product_id: params.contract.productId,
              product_name: params.contract.productName,
              price_minor: params.contract.priceMinor,
            }
          : {}),
      };
    default:
      return {};
  }
}
