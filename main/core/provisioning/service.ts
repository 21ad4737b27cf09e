import type {
  Operation,
  OperationCounts,
  OperationDetail,
  operations,
  OperationStatus,
  Outage,
} from '../../../preload/api/operations.ts';
import type { Output, Parsed } from '../../../preload/api/contract.ts';
import { actorName, AppError, type Clock, type Context, type Log, notFound } from '../kernel/index.ts';
import type { ConnectionsService } from '../connections/index.ts';
import { isDuplicate, type Store, type Writer } from '../store/index.ts';
import { gateCalls } from './gate.ts';
import { createJournal, type ProvisioningEffects } from './journal.ts';
import { defaultTimings, later, type Machine, type ProvisioningTimings } from './machine.ts';
import type { OperationRequest, StoredOperation } from './operation.ts';
import { countQueued } from './due.ts';
import { countNeedingPerson, countOperations, type OperationListing, pageOfOperations } from './list.ts';
import { ofOneDesk, type SendingRights } from './rights.ts';
import { chargesOf } from './rules.ts';
import { Runner } from './runner.ts';
import {
  findOperation,
  knownVendorIds,
  openOperation,
  operationDetail,
  operationsOf,
  shownOperation,
} from './store.ts';
import { tokenOf } from './token.ts';
import { Turns } from './turns.ts';
import {
  type CallMeta,
  codeOf,
  type Outcome,
  type ReadVerbs,
  saysMissing,
  type VendorAccount,
  type VendorClient,
  type VendorLicense,
} from './vendor/index.ts';

export interface ProvisioningDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly connections: ConnectionsService;
  readonly vendor: VendorClient;
  readonly effects: ProvisioningEffects;
  readonly timings?: Partial<ProvisioningTimings>;
  /** Absent: nobody is asked. */
  readonly rights?: SendingRights;
}

export type Provisioning = ReturnType<typeof createProvisioning>;

/** Buying without buying twice (design 4): stores intended vendor calls, carries each out once, finds out what became of it. */
export function createProvisioning(deps: ProvisioningDeps) {
  const { store } = deps;
  const stopped = new AbortController();
  const journal = createJournal(store, deps.effects);
  const machine: Machine = {
    store,
    clock: deps.clock,
    log: deps.log,
    journal,
    connections: deps.connections,
    vendor: gateCalls(deps.vendor, (connectionId) => deps.connections.pace(connectionId).parallel, deps.clock),
    timings: { ...defaultTimings, ...deps.timings },
    rights: deps.rights ?? ofOneDesk,
    signal: stopped.signal,
    memory: new Map(),
    unreachable: new Map(),
    turns: new Turns(),
    wokenAt: '',
  };
  const runner = new Runner(machine);
  let unsubscribe: (() => void) | undefined;

  function detail(id: string): OperationDetail {
    const operation = operationDetail(store, id);
    if (!operation) throw notFound();
    return operation;
  }

  /** A rest that is over is none of those: the next one is on its way then, and will tell. */
  function outages(): Outage[] {
    return [...machine.unreachable].flatMap(([connectionId, { since, untilMs }]) => {
      const queued = countQueued(store, connectionId);
      if (queued === 0) return [];
      const connectionName = deps.connections.get(connectionId).name;
      const nextTryAt = later(machine, Math.max(0, untilMs - deps.clock.monotonic()));
      return [{ connectionId, connectionName, queued, unreachableSince: since, nextTryAt }];
    });
  }

  function find(id: string): StoredOperation {
    const operation = findOperation(store, id);
    if (!operation) throw notFound();
    return operation;
  }

  return {
    /**
     * Stores an intended vendor call inside the caller's transaction and answers with its id. It is sent after the
     * commit (the machine hears of it by itself). @throws AppError `license.operation_open`: one is under way
     */
    queue(writer: Writer, request: OperationRequest): string {
      const id = store.makeId();
      try {
        writer.insert('operation', {
          id,
          kind: request.kind,
          state: 'queued',
          connection_id: request.connectionId,
          contract_product_id: request.contractProductId,
          license_id: request.licenseId,
          token: tokenOf(id),
          attempt: 1,
          params: JSON.stringify(request.params),
          price_minor: request.priceMinor,
          currency: request.currency,
          expected_cost_minor: request.expectedCost?.amountMinor ?? null,
          expected_cost_currency: request.expectedCost?.currency ?? null,
          quoted_cost_minor: null,
          quoted_cost_currency: null,
          held_for: null,
          before_state: null,
          told: null,
          vendor_id: request.vendorId,
          error_code: null,
          vendor_message: null,
          absent_reads: 0,
          first_absent_at: null,
          next_check_at: null,
          asked_by: actorName(writer.context.principal),
          cause: request.cause,
          sent_at: null,
          settled_at: null,
          other_desk: null,
        });
      } catch (error) {
        if (isDuplicate(error)) throw new AppError('license.operation_open', { cause: error });
        throw error;
      }
      journal.writeEvent(writer, id, 'queued', 'queued', request.cause);
      return id;
    },

    /**
     * Takes an intended call back inside the caller's transaction: it never is sent. False, and nothing changes, where it
     * was sent already or a person decided to send it again.
     */
    withdraw(writer: Writer, id: string): boolean {
      const { state, attempt } = find(id);
      if (state !== 'queued' || attempt > 1) return false;
      const detail = actorName(writer.context.principal);
      journal.applyIn(writer, id, { event: 'abandon', code: 'abandoned', detail });
      return true;
    },

    /** Looks at once for what is due. Not needed after `queue`: the commit wakes the machine. */
    kick: (): void => runner.kick(),

    /** What an earlier run left in `sending` becomes `unknown` (design 4.6); then the machine runs. */
    start(): void {
      unsubscribe ??= store.onChanged(({ area }) => {
        // New operations, and connections that were corrected.
        if (area === 'operations' || area === 'connections') runner.kick();
      });
      runner.start();
    },

    /** Starts nothing more and waits for calls that are on their way: their outcome is stored before this resolves. */
    async stop(): Promise<void> {
      unsubscribe?.();
      stopped.abort();
      await runner.stop();
    },

    /** Resolves when nothing is running and nothing is due now. */
    idle: (): Promise<void> => runner.idle(),

    /** Those that need a person first, then newest first. */
    list: ({
      cursor,
      limit,
      ...listing
    }: OperationListing & { cursor?: string | undefined; limit: number }): Output<typeof operations.list> =>
      pageOfOperations(store, listing, { cursor, limit }),

    /** How many there are of each group. */
    counts: (filter: Parsed<typeof operations.counts>): OperationCounts => countOperations(store, filter),

    /** What the vendor's ledger has of an operation. @throws AppError `not_found`, and as `ask` */
    async charges(id: string, context: Context): Promise<Output<typeof operations.charges>> {
      const { sentAt, vendorId, connectionId } = find(id);
      if (sentAt === null) return { readAt: store.now(), rows: [] };
      const ledger = await ask(connectionId, context, (vendor, account, meta) => vendor.listExpenses(account, meta));
      const known = vendorId === null ? knownVendorIds(store, connectionId) : new Set<string>();
      return { readAt: store.now(), rows: chargesOf(ledger, { at: sentAt, vendorId, known }) };
    },

    /** How many need a person, and what waits for a vendor that cannot be reached. */
    status: (): OperationStatus => ({ needsPerson: countNeedingPerson(store), outages: outages() }),

    /** One operation with its history. @throws AppError `not_found` */
    get: detail,

    /**
     * Reads the vendor now for an `accepted`, `unknown` or `absent` operation; never sends one.
     * @throws AppError `not_found`, `connection.credentials_stopped`
     */
    async check(id: string): Promise<OperationDetail> {
      await runner.inLane(find(id).connectionId, id, async () => {
        const operation = find(id);
        if (operation.state !== 'accepted' && operation.state !== 'unknown' && operation.state !== 'absent') return;
        if (deps.connections.get(operation.connectionId).credentialsStopped)
          throw new AppError('connection.credentials_stopped');
        await runner.step(operation);
      });
      return detail(id);
    },

    /**
     * A person's decision to send an absent operation once more, with the same token. The vendor's list is read again
     * before anything is sent. @throws AppError `not_found`, `operation.wrong_state`
     */
    retry(id: string, context: Context): OperationDetail {
      store.transaction(context, (writer) => {
        const operation = find(id);
        machine.memory.delete(id);
        journal.applyIn(writer, id, {
          event: 'retry',
          code: 'retried',
          detail: actorName(context.principal),
          error: null,
          patch: {
            attempt: operation.attempt + 1,
            absent_reads: 0,
            first_absent_at: null,
            next_check_at: null,
            ...(operation.kind === 'create' ? { vendor_id: null } : {}),
          },
        });
      });
      return detail(id);
    },

    /** A person's decision to give up an absent, refused or queued operation. @throws AppError as `retry` */
    abandon(id: string, context: Context): OperationDetail {
      store.transaction(context, (writer) => {
        journal.applyIn(writer, id, { event: 'abandon', code: 'abandoned', detail: actorName(context.principal) });
      });
      return detail(id);
    },

    /** A person's word that a held operation may be sent: at the price of now, or after another desk. @throws AppError as `retry` */
    release(id: string, context: Context): OperationDetail {
      store.transaction(context, (writer) => {
        const { heldFor, quotedCost } = find(id);
        if (heldFor === null) throw new AppError('operation.wrong_state', { params: { state: 'queued' } });
        journal.applyIn(writer, id, {
          event: 'release',
          code: heldFor === 'other_desk' ? 'released_after_desk' : 'released',
          detail: actorName(context.principal),
          error: null,
          patch: {
            held_for: null,
            other_desk: null,
            ...(heldFor === 'price_changed'
              ? {
                  expected_cost_minor: quotedCost?.amountMinor ?? null,
                  expected_cost_currency: quotedCost?.currency ?? null,
                }
              : {}),
            quoted_cost_minor: null,
            quoted_cost_currency: null,
            next_check_at: null,
          },
        });
      });
      return detail(id);
    },

    /** What waits for its next try is tried now, in the order it was asked for: the network is back. */
    tryNow: (): void => runner.wake(),

    /** One operation as lists show it, or undefined. */
    shown: (id: string): Operation | undefined => shownOperation(store, id),

    /** The unsettled operation of a contract product, or undefined. */
    openOperation: (contractProductId: string): StoredOperation | undefined => openOperation(store, contractProductId),

    /** The newest operations of a contract product, newest first. */
    operationsOf: (contractProductId: string, limit: number): Operation[] =>
      operationsOf(store, contractProductId, limit),

    ask,

    /**
     * Reads one license from the vendor. null: the vendor says that there is none of this number.
     * @throws AppError as `ask`
     */
    readLicense: (connectionId: string, vendorId: string, context: Context): Promise<VendorLicense | null> =>
      ask(connectionId, context, async (vendor, account, meta): Promise<Outcome<VendorLicense | null>> => {
        const outcome = await vendor.readLicense(account, vendorId, meta);
        return saysMissing(outcome) ? { kind: 'ok', value: null } : outcome;
      }),
  };

  /**
   * Reads something from the vendor with the account of a connection. For readings only: what changes anything is an
   * operation. @throws AppError `connection.credentials_stopped`, `vault.*`, `vendor.*`
   */
  async function ask<T>(
    connectionId: string,
    context: Context,
    read: (vendor: ReadVerbs, account: VendorAccount, meta: CallMeta) => Promise<Outcome<T>>,
  ): Promise<T> {
    const account = await deps.connections.accountFor(connectionId);
    if (account.credentialsStopped) throw new AppError('connection.credentials_stopped');
    const outcome = await read(deps.vendor, account, { tag: context.traceId, signal: stopped.signal });
    if (outcome.kind === 'ok') return outcome.value;
    if (outcome.kind === 'auth')
      store.transaction(context, (writer) => deps.connections.stopCredentials(writer, account));
    throw new AppError(codeOf(outcome), {
      ...(outcome.message === '' ? {} : { params: { message: outcome.message } }),
      retry: outcome.kind === 'unknown' || outcome.kind === 'not_sent',
    });
  }
}
