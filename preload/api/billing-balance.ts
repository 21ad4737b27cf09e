import { z } from 'zod';
import { AmountMinor, ReceivedMethod } from './billing-values.ts';
import { call } from './contract.ts';
import { CalendarDate, Currency, Id, Instant, Money, PageInput, optionalLine, page } from './values.ts';

/** Why an account balance moved: money came in, it paid an invoice, a refund or a commission came to it, it was paid out. */
export const BalanceKind = z.enum(['deposit', 'payment', 'refund', 'payout', 'commission']);
export type BalanceKind = z.output<typeof BalanceKind>;

export const BalanceEntry = z.strictObject({
  id: Id,
  kind: BalanceKind,
  /** Below nothing: it went from the balance. */
  amount: Money,
  /** How the money came in or went out; empty: none did. */
  method: z.union([ReceivedMethod, z.literal('')]),
  enteredOn: CalendarDate,
  reference: z.string(),
  recordedBy: z.string(),
  createdAt: Instant,
  /** The invoice that it paid or gave back. Null, and an empty number: of none. */
  invoiceId: Id.nullable(),
  invoiceNumber: z.string(),
});
export type BalanceEntry = z.output<typeof BalanceEntry>;

/** What a client has, by currency; a currency without entries is not among them. */
export const Balances = z.strictObject({ balances: z.array(Money) });

const moved = {
  /** Made once per form: pressing twice moves once. */
  requestKey: Id,
  clientId: Id,
  currency: Currency,
  amountMinor: AmountMinor,
  method: ReceivedMethod,
  reference: optionalLine(200),
};

export const balanceCalls = {
  getBalance: call({ right: 'billing.read', input: z.strictObject({ clientId: Id }), output: Balances }),
  /** Newest first. */
  listBalanceEntries: call({
    right: 'billing.read',
    input: z.strictObject({ clientId: Id, ...PageInput }),
    output: page(BalanceEntry),
  }),
  /** Records money that staff received ahead of any invoice. */
  deposit: call({
    right: 'billing.record',
    input: z.strictObject({ ...moved, receivedOn: CalendarDate }),
    output: Balances,
  }),
  /** Records that staff handed out what a client had; never more than that. */
  payOut: call({ right: 'billing.record', input: z.strictObject(moved), output: Balances }),
};
