import { z } from 'zod';
import { call } from './contract.ts';
import { maxOrderQuantity } from './quantity.ts';
import {
  ById,
  CalendarDate,
  Currency,
  Id,
  Instant,
  Money,
  PageInput,
  TermMonths,
  optionalText,
  page,
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
  /** One without options, one with them, and all of them: (base + options) × quantity (spec 2.9). */
  basePrice: Money,
  unitPrice: Money,
  totalPrice: Money,
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
  /** Shown to people, e.g. `ORD-000001`. */
  number: z.string(),
  status: OrderStatus,
  clientId: Id,
  clientName: z.string(),
  productNames: z.string(),
  total: Money,
  createdAt: Instant,
});
export type OrderRow = z.output<typeof OrderRow>;
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
});
export type Order = z.output<typeof Order>;

/** The addresses in a text: separated by spaces, commas, semicolons or lines. */
export const addressesIn = (text: string): string[] => text.split(/[\s,;]+/).filter((part) => part !== '');

export const PlaceOrder = z.strictObject({
  /** Made once per form: the same key places one order however often it is sent. */
  requestKey: Id,
  clientId: Id,
  productId: Id,
  termMonths: TermMonths,
  currency: Currency,
  /** The total that the person saw; another one now means `order.price_changed`. */
  expectedTotalMinor: z.int(),
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
  /** Begins with the product's trial (spec 47, 48): it costs nothing now. */
  trial: z.boolean().default(false),
  /** Spec item 83. */
  notes: optionalText(),
});

export const orders = {
  place: call({ right: 'orders.place', input: PlaceOrder, output: Order }),
  /** Newest first. */
  list: call({
    right: 'orders.read',
    input: z.strictObject({ status: OrderStatus.optional(), clientId: Id.optional(), ...PageInput }),
    output: page(OrderRow),
  }),
  get: call({ right: 'orders.read', input: ById, output: Order }),
};
