import type { ChangeQuote, ContractChange, contractChanges } from '../../../preload/api/contract-changes.ts';
import type { RefundDestination } from '../../../preload/api/billing.ts';
import type { Parsed } from '../../../preload/api/contract.ts';
import type { ErrorCode } from '../../../preload/api/errors.ts';
import {
  actorName,
  AppError,
  type Context,
  type DueStep,
  notFound,
  plainMoney,
  type StepOutcome,
  type StepSource,
} from '../kernel/index.ts';
import { keptRate } from '../rates/index.ts';
import type { Store, Writer } from '../store/index.ts';
import { changePlanner, type Plan, type PlanDeps, type Target } from './plan.ts';
import { lineText, next } from './rules.ts';
import { changeSettling, type SettledOperation, type SettleDeps } from './settle.ts';
import { giveBack, type GivenBack } from './spread.ts';
import * as rows from './store.ts';

/** What changes need of other areas; the composition root gives it. */
export interface ContractChangesDeps extends Omit<PlanDeps, 'licenses'>, Omit<SettleDeps, 'licenses'> {
  readonly store: Store;
  readonly licenses: PlanDeps['licenses'] &
    SettleDeps['licenses'] & {
      /** Holds what is asked for to the client and license it was meant for (spec 99, 101). @throws AppError */
      checkGuards(contractProductId: string, given: Pick<Confirm, 'customerIdentifier' | 'licenseKey'>): void;
    };
  /** Told after the commit of what queued an operation: provisioning looks at its queue. */
  readonly afterQueued: () => void;
}

export type ContractChangesService = ReturnType<typeof contractChangesService>;

type Confirm = Parsed<typeof contractChanges.confirm>;

/** Upgrades and downgrades of what clients own, with their money (spec 2.7, 95). */
export function contractChangesService(deps: ContractChangesDeps) {
  const { store, brand, clients, billing } = deps;
  const planner = changePlanner(deps);
  const settling = changeSettling(deps, planner);

  /** What a change of today comes to. @throws AppError as `plan` says */
  const quote = (input: Parsed<typeof contractChanges.quote>): ChangeQuote => planner.shown(planner.plan(input));

  /** The changes of a contract product, newest first. @throws AppError `not_found` */
  function list({ contractProductId }: Parsed<typeof contractChanges.list>): ContractChange[] {
    planner.contractOf(contractProductId);
    return rows.listChanges(store, { contractProductId });
  }

  function get(id: string): ContractChange {
    const [found] = rows.listChanges(store, { id });
    if (!found) throw notFound();
    return found;
  }

  /**
   * Asks for a change at the sums that were seen. An upgrade gets an invoice and waits for its money; anything else is
   * asked of the vendor at once. The same `requestKey` asks once and answers with the same change.
   * @throws AppError as `quote`, `order.price_changed` (params old, new), `input.invalid` (customerIdentifier),
   * `license.other_client`, `license.other_license`, `conflict.changed_meanwhile`: the key asked for another change
   */
  function confirm(input: Confirm, context: Context): ContractChange {
    const done = store.transaction(context, (writer) => {
      const before = rows.changeByKey(store, input.requestKey);
      if (before) {
        if (!isSame(before, input)) throw new AppError('conflict.changed_meanwhile');
        return { id: before.id, isQueued: false };
      }
      const plan = planner.plan(input);
      deps.licenses.checkGuards(plan.contract.id, input);
      const { currency } = plan.contract;
      if (plan.dueMinor !== input.expectedDueMinor) {
        throw new AppError('order.price_changed', {
          params: { old: plainMoney(input.expectedDueMinor, currency), new: plainMoney(plan.dueMinor, currency) },
        });
      }
      closeCancelled(writer, plan.contract.id);
      const id = write(writer, input.requestKey, plan, 'change', input.downgrade);
      const change = find(id);
      if (plan.dueMinor <= 0) {
        settling.ask(writer, change);
        return { id, isQueued: true };
      }
      const invoice = issue(writer, plan);
      writer.update('contract_change', id, { invoice_id: invoice.id });
      if (invoice.isPaid) settling.paid(writer, find(id));
      return { id, isQueued: invoice.isPaid };
    });
    if (done.isQueued) deps.afterQueued();
    return get(done.id);
  }

  function find(id: string): rows.ChangeRow {
    const change = rows.changeById(store, id);
    if (!change) throw notFound();
    return change;
  }

  /** A change whose invoice was cancelled in Billing is over, so that another one can be asked for. */
  function closeCancelled(writer: Writer, contractProductId: string): void {
    const open = rows.openChange(store, contractProductId);
    if (open?.invoice_status === 'Cancelled') settling.giveUp(writer, open);
  }

  function write(
    writer: Writer,
    requestKey: string,
    { contract, target, on, parts, creditMinor, chargeMinor, dueMinor }: Omit<Plan, 'renewal'>,
    kind: rows.ChangeRow['kind'],
    downgrade: Confirm['downgrade'],
  ): string {
    const id = store.makeId();
    writer.insert('contract_change', {
      id,
      request_key: requestKey,
      contract_product_id: contract.id,
      kind,
      status: dueMinor > 0 ? 'Awaiting payment' : 'Paid',
      from_product_id: contract.product_id,
      from_product_name: contract.product_name,
      from_package: contract.package_identifier,
      to_product_id: target.productId,
      to_product_name: target.productName,
      to_package: target.packageIdentifier,
      currency: contract.currency,
      from_price_minor: contract.price_minor,
      to_price_minor: target.priceMinor,
      to_price_rate: keptRate(target.priceRate),
      changed_on: on,
      period_ends_on: parts[0]?.to ?? on,
      parts: JSON.stringify(parts),
      credit_minor: creditMinor,
      charge_minor: chargeMinor,
      downgrade,
      invoice_id: null,
      operation_id: null,
      error_code: null,
      asked_by: actorName(writer.context.principal),
      settled_at: null,
    });
    writer.touch('contractProducts', contract.id);
    return id;
  }

  function issue(writer: Writer, plan: Plan): { id: string; isPaid: boolean } {
    const { contract, target, on, parts, dueMinor } = plan;
    const client = clients.find(contract.client_id);
    if (!client) throw notFound();
    const text = lineText(
      { from: contract.product_name, to: target.productName },
      parts,
      contract.currency,
      client.language,
    );
    return billing.issueInvoice(writer, {
      kind: 'change',
      orderId: null,
      clientId: client.id,
      currency: contract.currency,
      dueOn: null,
      lines: [
        {
          text,
          amountMinor: dueMinor,
          period: { from: on, to: parts.at(-1)?.to ?? on },
          itemLine: null,
          contractProductId: contract.id,
        },
      ],
    });
  }

  /** A person's word on a change that is under way. @throws AppError `not_found`, `change.wrong_state`, and of the act */
  function decide(
    id: string,
    context: Context,
    from: rows.ChangeRow['status'],
    act: (writer: Writer, change: rows.ChangeRow) => void,
  ): ContractChange {
    store.transaction(context, (writer) => {
      const change = find(id);
      if (change.status !== from) throw new AppError('change.wrong_state');
      act(writer, change);
    });
    return get(id);
  }

  return {
    quote,
    confirm,
    list,

    /** Takes back a change that is not paid. @throws AppError `not_found`, `change.wrong_state` */
    cancel: (id: string, context: Context): ContractChange =>
      decide(id, context, 'Awaiting payment', (writer, change) => settling.giveUp(writer, change)),

    /** Asks the vendor again for a change that is paid. @throws AppError `not_found`, `change.wrong_state`, `license.*` */
    retry(id: string, context: Context): ContractChange {
      const change = decide(id, context, 'Paid', settling.askAgain);
      deps.afterQueued();
      return change;
    },

    /** Gives up a change that is paid; its money goes into the account balance. @throws AppError as `cancel` */
    giveBack: (id: string, context: Context): ContractChange =>
      decide(id, context, 'Paid', (writer, change) => settling.giveUp(writer, change)),

    /** The invoice of a change was settled. Part of the transaction that settles it; others are left alone. */
    invoicePaid(writer: Writer, invoiceId: string): void {
      const change = rows.changeByInvoice(store, invoiceId);
      if (change) settling.paid(writer, change);
    },

    /** A person cancelled or wrote off the invoice of a change: it is called off with it. Others are left alone. */
    invoiceEnded(writer: Writer, invoiceId: string): void {
      const change = rows.changeByInvoice(store, invoiceId);
      if (change?.status === 'Awaiting payment') settling.giveUp(writer, change);
    },

    /**
     * Contract products end: a change of theirs that was not asked of the vendor is given up, and what was paid for it goes
     * where it is said. Part of the caller's transaction. @throws AppError `billing.*`: it cannot go there
     */
    contractsEnding(writer: Writer, contractProductIds: readonly string[], destination: RefundDestination): void {
      for (const id of contractProductIds) {
        const open = rows.openChange(store, id);
        if (open && next(open.status, 'gaveUp') !== null) settling.giveUp(writer, open, destination);
      }
    },

    /**
     * What comes back to each invoice where contract products end on a day: what was paid for the days from then on, at the
     * price in force (spec 2.1, 2.7). Nothing is written.
     */
    unused: (contractProductIds: readonly string[], on: string): GivenBack[] =>
      giveBack(
        contractProductIds.flatMap((id) => [...rows.unusedOf(store, id, on).values()].flatMap(({ unused }) => unused)),
        (invoiceId) => rows.fundsOf(store, invoiceId),
      ).given,

    /** An operation came to its end. Part of the transaction that settles it, before the contract product is written. */
    settled: (writer: Writer, operation: SettledOperation): void => settling.settled(writer, operation),

    /**
     * What a trial would move to at its end, or why it cannot. @throws AppError as `quote`, of the product alone
     */
    target: (contractProductId: string, productId: string): Target =>
      planner.targetOf(planner.contractOf(contractProductId), { productId }),

    /**
     * Moves a contract product to another one without money, at the end of its trial. Part of the caller's transaction;
     * `onTrialMoved` is told how it came out. Nothing is written where it throws.
     * @throws AppError as `target`, `change.not_active`, `change.open`, `license.*`
     */
    moveTrial(writer: Writer, contractProductId: string, productId: string): void {
      const contract = planner.contractOf(contractProductId);
      const target = planner.targetOf(contract, { productId });
      const why = planner.obstacle(contract, target);
      if (why !== null) throw new AppError(why as ErrorCode);
      const nothing = { creditMinor: 0, chargeMinor: 0, dueMinor: 0, parts: [] };
      const plan = { contract, target, on: brand.businessDate(), ...nothing };
      settling.ask(writer, find(write(writer, store.makeId(), plan, 'trial', 'none')));
    },

    /** What falls due with time: a change that nobody paid for by the end of its period is called off. */
    steps: expirySteps(),
  };

  function expirySteps(): StepSource<Writer> {
    const kind = 'change.expire';
    const steps = (after: string, until: string, limit: number): DueStep[] =>
      rows.expired(store, { after, until }, limit).map(({ id, on, ...of }) => ({
        kind,
        cause: `contract_change/${id}/expire`,
        on,
        entity: 'contract_product',
        entityId: of.contract_product_id,
        clientId: of.client_id,
      }));
    return {
      kinds: [kind],
      due: (asOf, limit) => steps('', asOf, limit),
      ahead: steps,
      perform(writer, step): StepOutcome {
        const change = rows.openChange(store, step.entityId);
        const isDue = change?.status === 'Awaiting payment' && step.cause === `contract_change/${change.id}/expire`;
        if (!change || !isDue) return { did: 'skipped', why: 'not_due' };
        settling.giveUp(writer, change);
        return { did: 'done' };
      },
    };
  }
}

/** Whether a form asks for what its key asked for already. */
const isSame = (before: rows.ChangeRow, input: Confirm): boolean =>
  before.contract_product_id === input.contractProductId &&
  before.to_product_id === input.productId &&
  (input.priceMinor === undefined || before.to_price_minor === input.priceMinor) &&
  before.charge_minor - before.credit_minor === input.expectedDueMinor &&
  before.downgrade === input.downgrade;
