import { z } from 'zod';
import { call } from './contract.ts';
import { guards } from './licenses.ts';
import { ById, CalendarDate, Id, Instant, Money } from './values.ts';

/** How far a change is (spec 2.7). `Paid`: the vendor could not be asked yet, a person decides. */
export const ChangeStatus = z.enum(['Awaiting payment', 'Paid', 'At the vendor', 'Done', 'Refused', 'Cancelled']);
export type ChangeStatus = z.output<typeof ChangeStatus>;
/** What becomes of what a downgrade leaves over: back the way it came, into the client's account balance, nothing. */
export const Downgrade = z.enum(['refund', 'account_balance', 'none']);
export type Downgrade = z.output<typeof Downgrade>;

/** One paid period and what its rest is worth before and after. `to` is the day after its last one. */
export const ChangePart = z.strictObject({
  from: CalendarDate,
  to: CalendarDate,
  /** Days from the day of the change on, that day included. */
  daysLeft: z.int(),
  daysInPeriod: z.int(),
  /** Of the price that was really paid, and of the new one; each rounded half up. */
  credit: Money,
  charge: Money,
});

/** What a change comes to today. */
export const ChangeQuote = z.strictObject({
  contractProductId: Id,
  productId: Id,
  productName: z.string(),
  packageIdentifier: z.string(),
  packageName: z.string().nullable(),
  /** Of a term: what is paid now, and from the next renewal on. */
  oldPrice: Money,
  newPrice: Money,
  /** The day the sums are of. */
  changedOn: CalendarDate,
  /** The running period first; further ones are paid ahead. */
  parts: z.array(ChangePart),
  credit: Money,
  charge: Money,
  /** `charge` − `credit`; below zero: what a downgrade leaves over. */
  due: Money,
  /** What the invoice of an upgrade asks for: `due` with taxes that come on top. Nothing for a downgrade. */
  total: Money,
  /** Stays as it is. */
  renewsOn: CalendarDate.nullable(),
  /** The invoice of the next period is there already: it is credited and made again at the new price. */
  renewalInvoiceNumber: z.string().nullable(),
});
export type ChangeQuote = z.output<typeof ChangeQuote>;

export const ContractChange = z.strictObject({
  id: Id,
  contractProductId: Id,
  /** `trial`: what a trial moves to at its end, without money. */
  kind: z.enum(['change', 'trial']),
  status: ChangeStatus,
  fromProductName: z.string(),
  toProductId: Id,
  toProductName: z.string(),
  fromPrice: Money,
  toPrice: Money,
  changedOn: CalendarDate,
  credit: Money,
  charge: Money,
  due: Money,
  downgrade: Downgrade,
  /** What was given back, taxes included. */
  given: Money,
  invoiceId: Id.nullable(),
  invoiceNumber: z.string().nullable(),
  /** What is still to pay of its invoice. */
  open: Money,
  operationId: Id.nullable(),
  /** Error code of what stands or stood in the way. */
  errorCode: z.string().nullable(),
  /** The vendor's own words of a refusal; empty: none. */
  vendorMessage: z.string(),
  askedBy: z.string(),
  createdAt: Instant,
  settledAt: Instant.nullable(),
});
export type ContractChange = z.output<typeof ContractChange>;

const target = {
  contractProductId: Id,
  productId: Id,
  /** Another price of a term than the catalogue's, minor units of the contract's currency. */
  priceMinor: z.int().min(0, 'too_small').optional(),
};

/** Upgrade and downgrade with money (spec 2.7, 95). */
export const contractChanges = {
  /** What a change of today comes to; changes nothing. */
  quote: call({ right: 'contracts.read', input: z.strictObject(target), output: ChangeQuote }),
  /**
   * Asks for it at the sums that were seen. An upgrade is invoiced and waits for its money; the vendor is asked after that,
   * and contract and price change when the vendor has done it. What a downgrade leaves over is given back then.
   */
  confirm: call({
    right: 'licenses.act',
    input: z.strictObject({
      /** Made once per form: pressing twice asks once. */
      requestKey: Id,
      ...target,
      ...guards,
      /** `due` as it was seen; another one now means `order.price_changed`. */
      expectedDueMinor: z.int(),
      downgrade: Downgrade.default('none'),
    }),
    output: ContractChange,
  }),
  /** Of one contract product, newest first. */
  list: call({
    right: 'contracts.read',
    input: z.strictObject({ contractProductId: Id }),
    output: z.array(ContractChange),
  }),
  /** Takes back a change that is not paid; its invoice is cancelled. */
  cancel: call({ right: 'licenses.act', input: ById, output: ContractChange }),
  /** Asks the vendor for a change that is paid and could not be asked for before. */
  retry: call({ right: 'licenses.act', input: ById, output: ContractChange }),
  /** Gives up a change that is paid: its money goes into the client's account balance. */
  giveBack: call({ right: 'licenses.act', input: ById, output: ContractChange }),
};
