import { z } from 'zod';
import { call } from './contract.ts';
import {
  ById,
  CalendarDate,
  Currency,
  Decimal,
  Empty,
  Id,
  Instant,
  Money,
  PageInput,
  line,
  optionalText,
  page,
  sortInput,
} from './values.ts';

/** What a fixed code takes off an order, in one currency. Minor units. */
const Amount = z.strictObject({ currency: Currency, amountMinor: z.int().min(1, 'too_small') });
const Amounts = z.array(Amount).max(200, 'too_big');
/** More than nothing, and at most all of it. */
const Percent = Decimal.refine((text) => Number(text) > 0 && Number(text) <= 100, 'invalid');

const count = z.int().min(1, 'too_small').max(1_000_000_000, 'too_big').nullable();

const fields = {
  isActive: z.boolean(),
  name: line(200),
  description: optionalText(2000),
  /** Compared without regard to case; no spaces, so that it can be dictated. */
  code: z.string().trim().min(1, 'required').max(50, 'too_long').regex(/^\S+$/, 'invalid'),
  kind: z.enum(['percent', 'fixed']),
  /** Of a percentage; null of a fixed one. */
  percent: Percent.nullable(),
  /** Of a fixed one, once for an order, for each currency in which it works; empty of a percentage. */
  amounts: Amounts,
  scope: z.enum(['all', 'selected']),
  /** What it is taken from where products are selected; an own percentage or own amounts go before the code's. */
  products: z
    .array(z.strictObject({ productId: Id, percent: Percent.nullable(), amounts: Amounts }))
    .max(200, 'too_big'),
  /** All of these must be in the basket. */
  mandatoryProductIds: z.array(Id).max(50, 'too_big'),
  /** How many discounted licenses an order must and may have; null: no limit. */
  minQuantity: count,
  maxQuantity: count,
  /** First and last day on which it can be used; null: open. */
  startsOn: CalendarDate.nullable(),
  endsOn: CalendarDate.nullable(),
  /** Null: Unlimited. */
  maxUses: count,
  maxUsesPerClient: count,
  /** True: renewals are discounted too; false: the first invoice only. */
  isRecurring: z.boolean(),
};

export const PromoCodeRow = z.strictObject({
  id: Id,
  code: z.string(),
  name: z.string(),
  isActive: z.boolean(),
  kind: z.enum(['percent', 'fixed']),
  percent: z.string().nullable(),
  amounts: z.array(Money),
  startsOn: CalendarDate.nullable(),
  endsOn: CalendarDate.nullable(),
  maxUses: z.int().nullable(),
  /** Reserved by an order and committed by its payment; released ones do not count. */
  reserved: z.int(),
  committed: z.int(),
});
export type PromoCodeRow = z.output<typeof PromoCodeRow>;

export const PromoCode = z.strictObject({
  id: Id,
  ...fields,
  description: z.string(),
  products: z.array(
    z.strictObject({
      productId: Id,
      productName: z.string(),
      percent: z.string().nullable(),
      amounts: z.array(Amount),
    }),
  ),
  mandatoryProducts: z.array(z.strictObject({ productId: Id, productName: z.string() })),
  mandatoryProductIds: z.array(Id),
  reserved: z.int(),
  committed: z.int(),
  updatedAt: Instant,
});
export type PromoCode = z.output<typeof PromoCode>;

/** One use of a code. */
export const PromoUse = z.strictObject({
  id: Id,
  orderId: Id,
  orderNumber: z.string(),
  clientId: Id,
  clientName: z.string(),
  state: z.enum(['reserved', 'committed', 'released']),
  discount: Money,
  at: Instant,
});
export type PromoUse = z.output<typeof PromoUse>;

/** Discounts of orders (spec 2.8). */
export const promoCodes = {
  /** Newest first; `search` matches code and name. */
  list: call({
    right: 'orders.read',
    input: z.strictObject({
      search: z.string().trim().max(200).default(''),
      isActive: z.boolean().optional(),
      ...sortInput(['code', 'createdAt']),
      ...PageInput,
    }),
    output: page(PromoCodeRow),
  }),
  get: call({ right: 'orders.read', input: ById, output: PromoCode }),
  create: call({ right: 'catalogue.write', input: z.strictObject(fields), output: PromoCode }),
  update: call({ right: 'catalogue.write', input: z.strictObject({ id: Id, ...fields }), output: PromoCode }),
  /** Only one that no order used: others are switched off. */
  delete: call({ right: 'catalogue.write', input: ById, output: Empty }),
  /** Its uses, newest first. */
  uses: call({ right: 'orders.read', input: z.strictObject({ id: Id, ...PageInput }), output: page(PromoUse) }),
  /** Orders whose code had no use left in the team when the hub was asked, oldest first. */
  refusedUses: call({
    right: 'orders.read',
    input: Empty,
    output: z.strictObject({
      rows: z.array(z.strictObject({ orderId: Id, orderNumber: z.string(), code: z.string() })),
    }),
  }),
  /** Of an order: it keeps its discount all the same. */
  keepUse: call({ right: 'orders.place', input: ById, output: Empty }),
};
