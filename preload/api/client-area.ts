import { z } from 'zod';
import { cancellationReason } from './cancellations.ts';
import { call } from './contract.ts';
import { BrandColors, Entered, NewPassword, Password } from './entrance.ts';
import { BasketQuote, ContractStatus, orders, OrderStatus, PlaceOrder } from './orders.ts';
import { VendorStatus } from './contract-products.ts';
import { ById, CalendarDate, Empty, Id, Instant, Language, Money } from './values.ts';

/**
 * The calls of the client area's window. They take no client id: which client it is, is bound to the window by the
 * main process, never said by the page.
 */
export const clientArea = {
  me: call({
    right: 'self.read',
    input: Empty,
    output: z.strictObject({
      name: z.string(),
      email: z.string(),
      language: Language,
      brandName: z.string(),
      /** The brand's logo, see `entrance.logo`; null: none. */
      logoAssetId: Id.nullable(),
      colors: BrandColors,
      theme: z.enum(['light', 'dark', 'system']),
      environment: z.enum(['live', 'sandbox']),
      /** Name of the staff member who opened the window on the client's behalf; null: the client logged in. */
      actingStaff: z.string().nullable(),
    }),
  }),
  orders: call({
    right: 'self.read',
    input: Empty,
    output: z.array(
      z.strictObject({
        id: Id,
        /** Provisional until the team hub has given it (`document-number.ts`). */
        number: z.string(),
        status: OrderStatus,
        productNames: z.string(),
        total: Money,
        createdAt: Instant,
        /** Spec 83: as staff see them. */
        notes: z.string(),
        /** A request to cancel it that waits for a decision. */
        pendingRequestId: Id.nullable(),
        /** What was ordered, how many and with which options and attributes (spec 60). */
        items: z.array(
          z.strictObject({
            productName: z.string(),
            quantity: z.int(),
            choices: z.array(z.strictObject({ name: z.string(), value: z.string() })),
          }),
        ),
      }),
    ),
  }),
  /** What a basket costs the client now, as `orders.quote` says it. */
  quote: call({ right: 'self.read', input: orders.quote.input.omit({ clientId: true }), output: BasketQuote }),
  /** Places an order for oneself, as `orders.place` does: of products that clients can see, to be paid later (R8, X1). */
  placeOrder: call({
    right: 'self.act',
    input: PlaceOrder.omit({ clientId: true, payment: true }),
    output: z.strictObject({ id: Id, number: z.string(), status: OrderStatus, total: Money }),
  }),
  /** Asks to cancel an order of one's own (spec 88); one request of an order waits at a time. */
  requestCancellation: call({
    right: 'self.act',
    input: z.strictObject({
      requestKey: Id,
      orderId: Id,
      reason: cancellationReason,
      openTicket: z.boolean().default(false),
    }),
    output: z.strictObject({ id: Id }),
  }),
  /** Takes a request of one's own back. */
  withdrawCancellation: call({ right: 'self.act', input: ById, output: z.strictObject({ id: Id }) }),
  products: call({
    right: 'self.read',
    input: Empty,
    output: z.array(
      z.strictObject({
        id: Id,
        name: z.string(),
        status: ContractStatus,
        licenseStatus: VendorStatus.nullable(),
        licenseKey: z.string().nullable(),
        ip: z.string(),
        nextDueOn: CalendarDate.nullable(),
      }),
    ),
  }),
  /**
   * Changes the password of who logged in by one; staff who opened the window set it on their own page. Other windows have
   * to give the new one. Errors: `input.invalid` currentPassword: wrong_password; `login.wait` (params seconds).
   */
  changePassword: call({
    right: 'self.act',
    input: z.strictObject({ currentPassword: Password, newPassword: NewPassword }),
    output: Entered,
  }),
  /** Ends what `entrance.logIn` began: the window is a visitor's again. */
  logOut: call({ right: 'self.act', input: Empty, output: Empty }),
};
