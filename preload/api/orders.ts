import { z } from 'zod';
import { call } from './contract.ts';
import {
  ById,
  CalendarDate,
  Currency,
  Id,
  Instant,
  Money,
  PageInput,
  TermMonths,
  optionalLine,
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

export const OrderItem = z.strictObject({
  id: Id,
  productId: Id,
  productName: z.string(),
  termMonths: TermMonths,
  unitPrice: Money,
  ip: z.string(),
  contractProductId: Id,
  contractStatus: ContractStatus,
});
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

export const PlaceOrder = z.strictObject({
  /** Made once per form: the same key places one order however often it is sent. */
  requestKey: Id,
  clientId: Id,
  productId: Id,
  termMonths: TermMonths,
  currency: Currency,
  /** What the person saw; another price now means `order.price_changed`. */
  expectedTotalMinor: z.int(),
  /** Optional for the vendor (spec 2.10); IPv4 or IPv6. */
  ip: optionalLine(45),
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
