import { z } from 'zod';
import { RateUsed } from './catalogue-prices.ts';
import { Quote } from './catalogue-store.ts';
import { InvoiceTax } from './billing-values.ts';
import { call } from './contract.ts';
import { promoRefusals } from './errors.ts';
import { maxOrderQuantity } from './quantity.ts';
import {
  ById,
  CalendarDate,
  Currency,
  Empty,
  Id,
  Instant,
  Money,
  PageInput,
  TermMonths,
  optionalLine,
  optionalText,
  page,
  searchInput,
  sortInput,
} from './values.ts';

/** Exactly the guide's words (spec item 85). */
export const OrderStatus = z.enum(['Awaiting payment', 'Active', 'Cancelled']);
export type OrderStatus = z.output<typeof OrderStatus>;
/** Spec 2.2. */
export const ContractStatus = z.enum([
  'Pending',
  'Awaiting Activation',
  'Active',
  'Suspended',
  'Cancelled',
  'Closed',
  'Lapsed',
]);
export type ContractStatus = z.output<typeof ContractStatus>;

/** What was chosen of an option or attribute, as it was called and cost then (spec 57-60). */
export const OrderChoice = z.strictObject({
  kind: z.enum(['option', 'attribute']),
  name: z.string(),
  value: z.string(),
  /** Of one; null: an attribute is never priced. */
  price: Money.nullable(),
});
export type OrderChoice = z.output<typeof OrderChoice>;

export const OrderItem = z.strictObject({
  id: Id,
  productId: Id,
  productName: z.string(),
  termMonths: TermMonths,
  quantity: z.int(),
  /** One without options, one with them, and all of them: (base + options) × quantity (spec 2.9), before the discount. */
  basePrice: Money,
  unitPrice: Money,
  totalPrice: Money,
  /** At which its prices were converted (spec 2.14); null: they were set in the order's currency. */
  rate: RateUsed.nullable(),
  /** What the promo code took off it. */
  discount: Money,
  choices: z.array(OrderChoice),
  /** As asked for: an address for each license, in their order; empty: none. */
  ip: z.string(),
  /** Of the first license; each has a contract product of its own: `contractProducts.list` of the order. */
  contractProductId: Id,
  contractStatus: ContractStatus,
  /** How far all of them are: how many are in which status. */
  statuses: z.array(z.strictObject({ status: ContractStatus, count: z.int() })),
});
export type OrderItem = z.output<typeof OrderItem>;
export const OrderRow = z.strictObject({
  id: Id,
  /** Shown to people, e.g. `ORD-000001`; provisional until the team hub has given it (`document-number.ts`). */
  number: z.string(),
  status: OrderStatus,
  clientId: Id,
  clientName: z.string(),
  productNames: z.string(),
  total: Money,
  createdAt: Instant,
});
export type OrderRow = z.output<typeof OrderRow>;

/** X3: how an order is to be paid, chosen at the checkout. */
export const CheckoutMethod = z.enum(['bank_transfer', 'cash', 'card_terminal', 'account_balance']);
export type CheckoutMethod = z.output<typeof CheckoutMethod>;
/** How an order ends (spec 2.1): now, with the term that is paid for, or because nobody paid it. */
export const OrderEnding = z.enum(['immediate', 'end_of_term', 'unpaid']);
export type OrderEnding = z.output<typeof OrderEnding>;

export const Order = OrderRow.extend({
  /** X1: staff order on behalf of a client; both are recorded. */
  placedBy: z.string(),
  notes: z.string(),
  items: z.array(OrderItem),
  /** Empty: nothing was invoiced, the license was taken over from the vendor account. */
  invoiceId: z.union([Id, z.literal('')]),
  invoiceNumber: z.string(),
  paid: Money,
  due: Money,
  dueOn: z.union([CalendarDate, z.literal('')]),
  /** Of the total, which is after the discount and with tax. */
  discount: Money,
  tax: Money,
  /** The code that gave the discount; empty: none. */
  promoCode: z.string(),
  /** The team had no use of the code left when the hub was asked: a person decides. */
  isPromoRefused: z.boolean(),
  /** Empty: none was chosen, it was placed before there was a choice or taken over. */
  paymentMethod: z.union([CheckoutMethod, z.literal('')]),
  /** Set when somebody or time ended it. */
  ending: OrderEnding.nullable(),
  endingReason: z.string(),
  /** The day on which the last of its services ends, once that is decided; null: they go on. */
  endsOn: CalendarDate.nullable(),
  /** A request to cancel that waits for a decision. */
  pendingRequestId: Id.nullable(),
});
export type Order = z.output<typeof Order>;

/** The addresses in a text: separated by spaces, commas, semicolons or lines. */
export const addressesIn = (text: string): string[] => text.split(/[\s,;]+/).filter((part) => part !== '');

/** Lines that one order takes. */
export const maxOrderLines = 50;

/** What a line of a basket asks for. */
export const OrderLine = z.strictObject({
  productId: Id,
  termMonths: TermMonths,
  /** Spec 34-37: each one is a license and a contract product of its own. */
  quantity: z.int().min(1, 'quantity_small').max(maxOrderQuantity, 'quantity_big').default(1),
  /** The value chosen of each option and attribute (spec 57-60). */
  choices: z
    .array(z.strictObject({ optionId: Id, valueId: Id }))
    .max(200, 'too_big')
    .default([]),
  /**
   * Optional for the vendor (spec 2.10); IPv4 or IPv6. Of several licenses: an address each, in their order, as
   * `addressesIn` reads them. Needed for each where the product asks for all details (spec 65).
   */
  ip: optionalText(50_000),
  /** Begins with the product's trial (spec 47, 48): it costs nothing now. One of a product in an order. */
  trial: z.boolean().default(false),
});
export type OrderLine = z.output<typeof OrderLine>;

/** What a basket holds; all of it in one currency. */
const Basket = z.strictObject({
  currency: Currency,
  items: z.array(OrderLine).min(1, 'required').max(maxOrderLines, 'too_big'),
  /** Spec 84; empty: none. */
  promoCode: optionalLine(50),
});

export const PlaceOrder = Basket.extend({
  /** Made once per form: the same key places one order however often it is sent. */
  requestKey: Id,
  clientId: Id,
  /** What the person saw that is to be paid, after the discount and with tax; another sum now means `order.price_changed`. */
  expectedTotalMinor: z.int(),
  paymentMethod: CheckoutMethod.default('bank_transfer'),
  /** `Pay order & pay` (spec 85): what was received is recorded with the order. Null: it is paid later. */
  payment: z
    .strictObject({ receivedOn: CalendarDate, reference: optionalLine(200) })
    .nullable()
    .default(null),
  /** Spec item 83. */
  notes: optionalText(),
});

/** Why a promo code gives no discount; the codes are those of the refusal when an order is placed with it. */
export const PromoRefusal = z.strictObject({
  code: z.enum(promoRefusals),
  params: z.record(z.string(), z.union([z.string(), z.int()])),
});
export type PromoRefusal = z.output<typeof PromoRefusal>;

/** A basket with what it costs now (spec 82-84). Sums are null while a line has no price. */
export const BasketQuote = z.strictObject({
  lines: z.array(
    z.strictObject({
      productName: z.string(),
      /** Of a bundle: what is in it, each a license of its own; empty: it is one by itself. */
      parts: z.array(z.string()),
      quote: Quote,
      /** Before the discount; null: it cannot be ordered like this, `quote.problems` says why. */
      total: Money.nullable(),
      discount: Money,
      /** The product cannot be ordered at all now. */
      isUnavailable: z.boolean(),
      /** It begins with a trial of so many days, and costs nothing now. */
      trial: z.strictObject({ days: z.int() }).nullable(),
      /** What is wrong with ordering it with or without its trial, or null. */
      trialProblem: z
        .enum(['not_offered', 'trial_used', 'trial_forced', 'trial_bulk', 'trial_forced_bulk', 'quantity_one'])
        .nullable(),
    }),
  ),
  promo: z
    .union([
      z.strictObject({ isValid: z.literal(true), code: z.string(), name: z.string(), isRecurring: z.boolean() }),
      z.strictObject({ isValid: z.literal(false), refusal: PromoRefusal }),
    ])
    .nullable(),
  /** Before the discount, what it takes off, the tax, and what is to be paid: the invoice's total to the cent. */
  subtotal: Money.nullable(),
  discount: Money,
  tax: Money.nullable(),
  /** The tax by rate; empty: there is none, or it is not known yet. */
  taxes: z.array(InvoiceTax),
  total: Money.nullable(),
});
export type BasketQuote = z.output<typeof BasketQuote>;

/** Where the money of a cancelled order goes (spec 2.1). */
export const RefundChoice = z.enum(['none', 'original', 'account_balance']);
export type RefundChoice = z.output<typeof RefundChoice>;

/** The refund that a person saw, in minor units of the order's currency. */
export const ExpectedRefund = z.int().min(0).default(0);

/** What cancelling would do, said before it is done. */
export const CancelPreview = z.strictObject({
  status: OrderStatus,
  /** Licenses of the order that are not cancelled yet; the first ones of many. */
  contracts: z.array(
    z.strictObject({
      id: Id,
      productName: z.string(),
      ip: z.string(),
      status: ContractStatus,
      /** The day its paid term ends; null: it has not begun. */
      paidUntil: CalendarDate.nullable(),
    }),
  ),
  contractCount: z.int(),
  /** The day on which the last of them ends when it is not cancelled at once. */
  endsOn: CalendarDate.nullable(),
  /** The open invoice of the order, which a cancellation cancels. */
  openInvoice: z.strictObject({ number: z.string(), due: Money }).nullable(),
  /**
   * Invoices of its licenses that end with it: renewals and changes of product that are not paid, and changes that are paid
   * and were not asked of the vendor. What was paid of them goes back in any case, into the account balance where nothing
   * else is chosen.
   */
  endedInvoices: z.array(
    z.strictObject({ number: z.string(), kind: z.enum(['renewal', 'change']), due: Money, paid: Money }),
  ),
  /** What can be given back when it is cancelled at once, by invoice. */
  refunds: z.array(
    z.strictObject({
      invoiceId: Id,
      invoiceNumber: z.string(),
      /** For days that would not be used any more, or for something that will not be. */
      why: z.enum(['unused_days', 'not_begun']),
      amount: Money,
      /** How much of the amount can go there. */
      refundable: z.strictObject({ original: Money, account_balance: Money }),
    }),
  ),
  refundTotal: Money,
  /** Of the total: what goes into the account balance where `none` is chosen, for nothing will be done for it. */
  notBegunTotal: Money,
  promoCode: z.string(),
});
export type CancelPreview = z.output<typeof CancelPreview>;

export const orders = {
  /** What a basket costs now, with its discount and tax, and what keeps it from being ordered. */
  quote: call({
    right: 'orders.place',
    input: Basket.extend({
      /** Null: not chosen yet; then limits and taxes that hang on the client are left out. */
      clientId: Id.nullable(),
    }),
    output: BasketQuote,
  }),
  /** Places an order of one line or several: one invoice for all of them. */
  place: call({ right: 'orders.place', input: PlaceOrder, output: Order }),
  /** The ways to pay as the brand set them (X3), in the order in which they are offered. */
  paymentMethods: call({
    right: 'orders.read',
    input: Empty,
    output: z.array(z.strictObject({ method: CheckoutMethod, name: z.string(), isEnabled: z.boolean() })),
  }),
  setPaymentMethod: call({
    right: 'brand.write',
    input: z.strictObject({
      method: CheckoutMethod,
      /** Empty: the screens' own word. */
      name: optionalLine(60),
      isEnabled: z.boolean(),
    }),
    output: z.array(z.strictObject({ method: CheckoutMethod, name: z.string(), isEnabled: z.boolean() })),
  }),
  /** What `cancel` would do now. */
  previewCancel: call({ right: 'orders.cancel', input: ById, output: CancelPreview }),
  /**
   * Ends an order (spec 87). One that awaits payment is cancelled at once. An Active one: now, its licenses terminated and
   * the money of unused days refunded as chosen; or with the term that is paid for, and nothing is refunded.
   */
  cancel: call({
    right: 'orders.cancel',
    input: z.strictObject({
      requestKey: Id,
      id: Id,
      immediate: z.boolean(),
      reason: optionalText(2000),
      refund: RefundChoice.default('none'),
      /** What the preview said would be given back, in minor units: another sum is not given unseen. */
      expectedRefundMinor: ExpectedRefund,
    }),
    output: Order,
  }),
  /** Newest first. */
  list: call({
    right: 'orders.read',
    input: z.strictObject({
      status: OrderStatus.optional(),
      clientId: Id.optional(),
      ...searchInput,
      ...sortInput(['createdAt']),
      ...PageInput,
    }),
    output: page(OrderRow),
  }),
  get: call({ right: 'orders.read', input: ById, output: Order }),
};
