import type { balanceCalls as api, BalanceKind } from '../../../preload/api/billing-balance.ts';
import type { Output, Parsed } from '../../../preload/api/contract.ts';
import { isCurrency } from '../brand/index.ts';
import { actorName, AppError, fieldError, plainMoney, type Context } from '../kernel/index.ts';
import { cut, type Writer } from '../store/index.ts';
import * as rows from './balance-store.ts';
import type { BillingDeps } from './deps.ts';
import { clientExists } from './store.ts';

/** A movement of an account balance, in minor units: above nothing in, below out. */
interface Entry {
  readonly clientId: string;
  readonly currency: string;
  readonly amountMinor: number;
  readonly kind: BalanceKind;
  readonly requestKey?: string;
  readonly paymentId?: string;
  readonly refundId?: string;
  readonly method?: string;
  readonly enteredOn: string;
  readonly reference: string;
}

/** Credit that comes to a client from another area. Minor units; below nothing takes a commission back. */
export interface Credit {
  readonly clientId: string;
  readonly currency: string;
  readonly amountMinor: number;
  readonly kind: Extract<BalanceKind, 'commission' | 'refund'>;
  readonly reference: string;
}

/** What clients have with the reseller (spec 2.4): the sum of entries, in each currency apart, and never below nothing. */
export function accountBalances({ store, brand }: Pick<BillingDeps, 'store' | 'brand'>) {
  /**
   * Adds an entry in the caller's transaction; answers with its id.
   * @throws AppError `billing.balance_too_low` (params balance): there is not as much
   */
  function add(writer: Writer, entry: Entry): string {
    const { clientId, currency, amountMinor } = entry;
    const has = rows.balanceOf(store, clientId, currency);
    if (amountMinor < 0 && has + amountMinor < 0) {
      throw new AppError('billing.balance_too_low', { params: { balance: plainMoney(has, currency) } });
    }
    const id = store.makeId();
    writer.insert('balance_entry', {
      id,
      request_key: entry.requestKey ?? null,
      client_id: clientId,
      currency,
      amount_minor: amountMinor,
      kind: entry.kind,
      payment_id: entry.paymentId ?? null,
      refund_id: entry.refundId ?? null,
      method: entry.method ?? '',
      entered_on: entry.enteredOn,
      reference: entry.reference,
      recorded_by: actorName(writer.context.principal),
    });
    return id;
  }

  /**
   * Credits a client in the caller's transaction with what no money stands behind: a commission, or a refund of no invoice
   * (of an invoice: `refund`). Answers with the entry's id. @throws AppError `billing.balance_too_low` (params balance)
   */
  const credit = (writer: Writer, input: Credit): string => add(writer, { ...input, enteredOn: brand.businessDate() });

  /** What a client has in a currency, in minor units. */
  const balanceOf = (clientId: string, currency: string): number => rows.balanceOf(store, clientId, currency);

  const getBalance = (clientId: string): Output<typeof api.getBalance> => ({
    balances: rows.balancesOf(store, clientId),
  });

  /** A page of the entries of a client, newest first. */
  const listEntries = (input: Parsed<typeof api.listBalanceEntries>): Output<typeof api.listBalanceEntries> =>
    cut(rows.listEntries(store, input.clientId, { cursor: input.cursor, limit: input.limit }), input.limit);

  /** Moves money in or out, once for a key. */
  function move(
    input: Parsed<typeof api.payOut>,
    { kind, enteredOn }: { readonly kind: 'deposit' | 'payout'; readonly enteredOn: string },
    context: Context,
  ): Output<typeof api.getBalance> {
    const { requestKey, clientId, currency, method, reference } = input;
    const amountMinor = kind === 'deposit' ? input.amountMinor : -input.amountMinor;
    store.transaction(context, (writer) => {
      const before = rows.entryByKey(store, requestKey);
      if (before) {
        const same =
          before.client_id === clientId &&
          before.currency === currency &&
          before.amount_minor === amountMinor &&
          before.kind === kind &&
          before.method === method &&
          (kind === 'payout' || before.entered_on === enteredOn);
        if (!same) throw new AppError('conflict.changed_meanwhile');
        return;
      }
      if (!clientExists(store, clientId)) throw fieldError('clientId', { code: 'not_found' });
      if (!isCurrency(currency)) throw fieldError('currency', { code: 'invalid' });
      if (enteredOn > brand.businessDate()) throw fieldError('receivedOn', { code: 'in_future' });
      add(writer, { clientId, currency, amountMinor, kind, requestKey, method, enteredOn, reference });
    });
    return getBalance(clientId);
  }

  /**
   * Records money that staff received ahead of an invoice; the same key records once.
   * @throws AppError `input.invalid` (clientId not_found, currency, receivedOn in_future), `conflict.changed_meanwhile`
   */
  const deposit = (input: Parsed<typeof api.deposit>, context: Context): Output<typeof api.getBalance> =>
    move(input, { kind: 'deposit', enteredOn: input.receivedOn }, context);

  /**
   * Records today that staff handed out what a client had; the same key records once.
   * @throws AppError `billing.balance_too_low` (params balance), `input.invalid`, `conflict.changed_meanwhile`
   */
  const payOut = (input: Parsed<typeof api.payOut>, context: Context): Output<typeof api.getBalance> =>
    move(input, { kind: 'payout', enteredOn: brand.businessDate() }, context);

  return { add, credit, balanceOf, getBalance, listEntries, deposit, payOut };
}
