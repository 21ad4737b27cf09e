import type { Product, Trial as ProductTrial } from '../../../preload/api/catalogue-product.ts';
import type { Parsed } from '../../../preload/api/contract.ts';
import { quantityProblem } from '../../../preload/api/quantity.ts';
import type { ContractTrial, TrialOffer, trials } from '../../../preload/api/trials.ts';
import { type CatalogueService, trialOf } from '../catalogue/index.ts';
import {
  AppError,
  type Context,
  type DueStep,
  fieldError,
  type StepOutcome,
  type StepSource,
} from '../kernel/index.ts';
import { licenseOf } from '../licenses/index.ts';
import type { Writer } from '../store/index.ts';
import { type EndsDeps, trialEnds } from './ends.ts';
import { canEnd, endNow, endOf, trialComplaint } from './rules.ts';
import * as rows from './store.ts';

/** What trials need of other areas; the composition root gives it. */
export interface TrialsDeps extends Omit<EndsDeps, 'licenses'> {
  readonly licenses: EndsDeps['licenses'] & {
    /** Holds an irreversible act to the license that was typed. @throws AppError `license.confirmation_mismatch` */
    checkConfirmation(contractProductId: string, confirmation: string): void;
  };
  readonly catalogue: Pick<CatalogueService, 'findProduct'>;
  /** Told after the commit of what queued an operation: provisioning looks at its queue. */
  readonly afterQueued: () => void;
}

/** What of a product decides about its trial. */
type TrialProduct = Pick<Product, 'id' | 'type' | 'purchaseType' | 'trial' | 'quantity'>;

export type TrialsService = ReturnType<typeof trialsService>;

/** Trials: how one is ordered, begins and ends (spec 47-52, 2.6). */
export function trialsService(deps: TrialsDeps) {
  const { store, brand, catalogue } = deps;
  const ends = trialEnds(deps);

  const nameOf = (productId: string | null): string | null =>
    productId === null ? null : (catalogue.findProduct(productId)?.name ?? null);

  /** What a product offers a client to begin with; null: nothing. @throws AppError `input.invalid` (productId not_found) */
  function offer({ clientId, productId }: Parsed<typeof trials.offer>): TrialOffer | null {
    const product = catalogue.findProduct(productId);
    if (!product) throw fieldError('productId', { code: 'not_found' });
    const trial = trialOf(product);
    if (trial === null) return null;
    return {
      days: trial.days,
      isForced: trial.isForced,
      isUsed: clientId !== null && rows.hadTrial(store, clientId, productId),
      endAction: trial.endAction,
      migrateProductName: trial.endAction === 'migrate' ? nameOf(trial.migrateProductId) : null,
    };
  }

  /**
   * The trial that a line of an order begins with, null: it is ordered without one; and what is wrong with that, by field:
   * trial (not_offered, trial_used, trial_forced, trial_bulk, trial_forced_bulk), quantity (quantity_one). `clientId` null: not chosen yet. `isTaken`:
   * another line of the order has the trial of this product.
   */
  function check(
    clientId: string | null,
    product: TrialProduct,
    { wanted, quantity, isTaken }: { readonly wanted: boolean; readonly quantity: number; readonly isTaken: boolean },
  ): { trial: ProductTrial | null; complaint: ReturnType<typeof trialComplaint> } {
    const trial = trialOf(product);
    const isUsed = isTaken || (clientId !== null && rows.hadTrial(store, clientId, product.id));
    const complaint = trialComplaint(
      wanted,
      { trial, isUsed, isSoldSingly: quantityProblem(product.quantity, 1) === null },
      quantity,
    );
    return { trial: wanted && complaint === null ? trial : null, complaint };
  }

  /** Keeps the terms of the trial that a new contract product begins with. Part of the caller's transaction. */
  function add(
    writer: Writer,
    of: { readonly contractProductId: string; readonly clientId: string; readonly productId: string },
    trial: ProductTrial,
  ): void {
    writer.insert('trial', {
      id: store.makeId(),
      contract_product_id: of.contractProductId,
      client_id: of.clientId,
      product_id: of.productId,
      state: 'ordered',
      days: trial.days,
      notice_days: trial.noticeDays,
      end_action: trial.endAction,
      migrate_product_id: trial.endAction === 'migrate' ? trial.migrateProductId : null,
      starts_on: null,
      ends_on: null,
      noticed_on: null,
      ended_on: null,
      error_code: null,
      error_detail: '',
    });
  }

  /**
   * The order of a contract product was settled: when its trial would end if its license were bought on that day, or
   * null: it begins with none. Its days count from the license (see `settled`).
   */
  function orderPaid(contractProductId: string, paidOn: string): string | null {
    const trial = rows.trialOfContract(store, contractProductId);
    return trial?.state === 'ordered' ? endOf(paidOn, trial.days) : null;
  }

  /** The trial that a contract product began with, or null. */
  function get(contractProductId: string): ContractTrial | null {
    const trial = rows.trialOfContract(store, contractProductId);
    if (!trial) return null;
    return {
      contractProductId,
      state: trial.state,
      days: trial.days,
      noticeDays: trial.notice_days,
      endAction: trial.end_action,
      migrateProductName: trial.migrate_product_name,
      startsOn: trial.starts_on,
      endsOn: trial.ends_on,
      price: { amountMinor: trial.price_minor, currency: trial.currency },
      errorCode: trial.error_code,
      errorDetail: trial.error_detail,
      canEnd: canEnd(trial.state) && trial.trial_ends_on !== null,
    };
  }

  /**
   * Ends a trial today because a person says so, or one that could not end by itself: that one keeps the day on which it
   * ended. @throws AppError `not_found`, `trial.wrong_state`, `license.*`, `input.invalid` (action not_offered)
   */
  function end(
    { contractProductId, action, confirmation }: Parsed<typeof trials.end>,
    context: Context,
  ): ContractTrial {
    store.transaction(context, (writer) => {
      const trial = ends.find(contractProductId);
      if (!canEnd(trial.state) || trial.trial_ends_on === null) throw new AppError('trial.wrong_state');
      if (action === 'migrate' && trial.migrate_product_id === null)
        throw fieldError('action', { code: 'not_offered' });
      if (action === 'cancel') deps.licenses.checkConfirmation(contractProductId, confirmation);
      const today = brand.businessDate();
      ends.end(writer, contractProductId, action, trial.state === 'failed' ? (trial.ends_on ?? today) : today);
    });
    deps.afterQueued();
    const trial = get(contractProductId);
    if (!trial) throw new AppError('not_found');
    return trial;
  }

  return {
    offer,
    check,
    add,
    orderPaid,
    get,
    end,
    /** An operation came to its end. Part of the transaction that settles it. */
    settled: ends.settled,
    /** The move at the end of a trial came out. Part of the transaction that settles it. */
    moved: ends.moved,
    /**
     * What falls due with time: that it ends soon, its end, the begin of one whose license was not bought for it, and the
     * vendor's renewal of one that lasts longer than the month that was bought.
     */
    steps: trialSteps(deps, ends),
  };
}

/** Months: a trial's license is bought and renewed for as little as the vendor sells (spec 2.6). */
const shortestTerm = 1;

/** The notice comes before the end: a trial may be so short that both are of one day. */
function trialSteps(
  { store, brand, licenses, triggers }: TrialsDeps,
  ends: ReturnType<typeof trialEnds>,
): StepSource<Writer> {
  const step = (kind: string, trial: rows.DueTrial): DueStep => ({
    kind,
    cause: `${kind}/${trial.contract_product_id}`,
    on: trial.on,
    entity: 'contract_product',
    entityId: trial.contract_product_id,
    clientId: trial.client_id,
  });
  const vendorStep = (trial: ReturnType<typeof rows.vendorDue>[number]): DueStep => {
    const base = step('trial.vendor', trial);
    return { ...base, cause: `${base.cause}/${trial.expires_on}` };
  };
  const between = (after: string, until: string, limit: number): DueStep[] =>
    [
      ...rows.noticesDue(store, after, until, limit).map((trial) => step('trial.notice', trial)),
      ...rows.endsDue(store, after, until, limit).map((trial) => step('trial.end', trial)),
    ]
      .toSorted((a, b) => (a.on === b.on ? 0 : a.on < b.on ? -1 : 1))
      .slice(0, limit);

  return {
    kinds: ['trial.begin', 'trial.vendor', 'trial.notice', 'trial.end'],
    due(asOf, limit) {
      const begins = rows.beginsDue(store, asOf, limit).map((trial) => step('trial.begin', trial));
      const vendor = rows.vendorDue(store, asOf, limit).map(vendorStep);
      return [...begins, ...vendor, ...between('', asOf, limit)].slice(0, limit);
    },
    ahead: between,
    perform(writer, { kind, entityId, on, cause }): StepOutcome {
      const trial = rows.trialOfContract(store, entityId);
      if (kind === 'trial.begin') {
        if (trial?.state !== 'ordered') return { did: 'skipped', why: 'not_due' };
        ends.begin(writer, trial);
        return { did: 'done' };
      }
      if (trial?.state !== 'running' || trial.ends_on === null) return { did: 'skipped', why: 'not_due' };
      if (kind === 'trial.vendor') {
        const license = licenseOf(store, entityId);
        // It ends on another day by now: somebody renewed it.
        if (license?.status !== 'active' || cause !== `${kind}/${entityId}/${license.expires_on}`)
          return { did: 'skipped', why: 'not_due' };
        licenses.queue(writer, 'renew', entityId, { termMonths: shortestTerm }, cause);
        return { did: 'done' };
      }
      if (kind === 'trial.end') {
        const end = endNow(trial.ends_on, trial);
        if (end.on > on) return { did: 'skipped', why: 'not_due' };
        ends.end(writer, entityId, end.action, end.on);
        return { did: 'done' };
      }
      if (trial.noticed_on !== null) return { did: 'skipped', why: 'not_due' };
      writer.update('trial', trial.id, { noticed_on: brand.businessDate() });
      triggers.fire(writer, 29, `trial/${trial.id}/notice`, {
        entity: 'contract_product',
        id: entityId,
        clientId: trial.client_id,
      });
      return { did: 'done' };
    },
  };
}
