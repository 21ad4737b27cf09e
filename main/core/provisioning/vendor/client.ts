import type { Money } from '../../../../preload/api/values.ts';
import type { Clock, Log } from '../../kernel/index.ts';
import { callVendor, type CallTrace, type VendorAccount } from './call.ts';
import { readBalance } from './balance.ts';
import {
  expenseOfRow,
  isVendorId,
  licenseOfForm,
  licenseOfRow,
  type VendorExpense,
  type VendorLicense,
} from './license.ts';
import { spacer } from './limiter.ts';
import { readAllRows } from './list.ts';
import type { Failure, Outcome } from './outcome.ts';
import { type Format, unwrap, valueOf, type VendorDocument } from './parse.ts';

export interface VendorClientOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** One limit for a whole call, milliseconds. */
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
  readonly format?: Format;
  /** Reads of one connection start at least this far apart (ispmanager-api 8: one a second). */
  readonly minReadIntervalMs?: number;
  /** Waits before a read is repeated; as many repeats as entries. Money calls are never repeated. */
  readonly readRetryMs?: readonly number[];
  /** Further certificate authorities, for tests. */
  readonly ca?: string;
  readonly observe?: (trace: CallTrace) => void;
}

export interface OrderParams {
  readonly pricelist: string;
  /** Months: 1 or 12. */
  readonly period: number;
  /** Empty: not sent. */
  readonly ip: string;
  /** Goes into licname and remoteid; how the order is found again. */
  readonly token: string;
}

/** How a call is known in logs, and how it can be called off while it waits (never once it is on its way). */
export interface CallMeta {
  readonly tag: string;
  readonly signal?: AbortSignal;
}

/** The verbs that are used of the vendor's API. None throws for what the vendor or the network does. */
export interface VendorClient {
  /** Signs in and reads the balance; null: not told, never 0 (ispmanager-api 4.8). */
  probe(account: VendorAccount, meta: CallMeta): Promise<Outcome<{ balance: Money | null }>>;
  /** All licenses of the account. A list that is not complete is `unknown`, never an absence (ispmanager-api 3). */
  listLicenses(account: VendorAccount, meta: CallMeta): Promise<Outcome<VendorLicense[]>>;
  /** All charges, under the same rule (ispmanager-api 4.8). */
  listExpenses(account: VendorAccount, meta: CallMeta): Promise<Outcome<VendorExpense[]>>;
  /** `soft.edit` without `sok` (ispmanager-api 4.1). */
  readLicense(account: VendorAccount, vendorId: string, meta: CallMeta): Promise<Outcome<VendorLicense>>;
  /** Buys: charged at once, no automatic renewal (ispmanager-api 2). Without an id in the answer: `unknown`. */
  orderLicense(account: VendorAccount, order: OrderParams, meta: CallMeta): Promise<Outcome<{ vendorId: string }>>;
  /** `soft.suspend`, `soft.resume`, `soft.delete` for one license; success says only that it was taken (ispmanager-api 4.3, 4.4). */
  act(account: VendorAccount, action: VendorAction, vendorId: string, meta: CallMeta): Promise<Outcome<null>>;
}
export type VendorAction = 'suspend' | 'resume' | 'delete';

/** The client, the same for live and sandbox: only the address differs. */
export function createVendorClient(options: VendorClientOptions): VendorClient {
  const { clock, log, format = 'json', readRetryMs = [1000, 3000] } = options;
  const space = spacer(clock, options.minReadIntervalMs ?? 1000);
  const call = (account: VendorAccount, func: string, params: Record<string, string>, meta: CallMeta) =>
    callVendor(account, func, params, meta.tag, {
      format,
      log,
      timeoutMs: options.timeoutMs ?? 60_000,
      maxBytes: options.maxBytes ?? 1_000_000,
      monotonic: () => clock.monotonic(),
      observe: options.observe,
      ...(options.ca === undefined ? {} : { ca: options.ca }),
    });

  /** A read may be repeated after a failure on the way, never after an answer (design 4.2). */
  async function read(
    account: VendorAccount,
    func: string,
    params: Record<string, string>,
    meta: CallMeta,
  ): Promise<Outcome<VendorDocument>> {
    for (let attempt = 0; ; attempt += 1) {
      await space(account.connectionId, meta.signal);
      const outcome = await call(account, func, params, meta);
      const wait = readRetryMs[attempt];
      if (outcome.kind === 'ok' || outcome.kind === 'refused' || outcome.kind === 'auth') return outcome;
      if (wait === undefined || meta.signal?.aborted) return outcome;
      await clock.sleep(wait, meta.signal);
    }
  }

  return {
    probe: (account, meta) => readBalance((func) => read(account, func, {}, meta)),

    async listLicenses(account, meta) {
      return readAllRows(
        (params) => read(account, 'soft', params, meta),
        (row) => licenseOfRow(row, format),
        (row) => row.vendorId,
      );
    },

    async listExpenses(account, meta) {
      return readAllRows(
        (params) => read(account, 'expense', params, meta),
        (row) => expenseOfRow(row, format),
        (row) => row.id,
      );
    },

    async readLicense(account, vendorId, meta) {
      if (!isVendorId(vendorId)) return broken('not a license id');
      const outcome = await read(account, 'soft.edit', { elid: vendorId }, meta);
      if (outcome.kind !== 'ok') return outcome;
      const license = licenseOfForm(outcome.value, vendorId, format);
      return license ? { kind: 'ok', value: license } : broken('not the form of this license');
    },

    async orderLicense(account, order, meta) {
      const outcome = await call(
        account,
        'soft.order.param',
        {
          pricelist: order.pricelist,
          period: String(order.period),
          ...(order.ip === '' ? {} : { ip: order.ip }),
          licname: order.token,
          remoteid: order.token,
          autoprolong: 'null',
          skipbasket: 'on',
          clicked_button: 'finish',
          sok: 'ok',
        },
        meta,
      );
      if (outcome.kind !== 'ok') return outcome;
      // Bare, and as model.id or id in any wrapper; `field` looks at both (ispmanager-api 2.2).
      const id = valueOf(outcome.value.field('id') ?? unwrap(outcome.value.root['id']), format)?.trim() ?? null;
      if (!isVendorId(id)) return broken('success without a license id');
      return { kind: 'ok', value: { vendorId: id } };
    },

    async act(account, action, vendorId, meta) {
      if (!isVendorId(vendorId))
        return { kind: 'refused', type: 'missed', object: 'elid', message: 'not a license id' };
      const outcome = await call(
        account,
        `soft.${action}`,
        { elid: vendorId, ...(action === 'delete' ? { sok: 'ok' } : {}) },
        meta,
      );
      if (outcome.kind !== 'ok') return outcome;
      if (outcome.value.root['warning'] !== undefined) return broken('done with a warning');
      return outcome.value.ok === null ? broken('neither ok nor error') : { kind: 'ok', value: null };
    },
  };
}

const broken = (message: string): Failure => ({ kind: 'unknown', code: 'vendor.broken_answer', message });
