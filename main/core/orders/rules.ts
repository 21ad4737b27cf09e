import type { DeferMode } from '../../../preload/api/catalogue-product.ts';
import type { Awaits } from '../../../preload/api/contract-products.ts';
import type { FieldError } from '../../../preload/api/errors.ts';
import type { OrderStatus } from '../../../preload/api/orders.ts';
import type { Language, TermMonths } from '../../../preload/api/values.ts';
import { addDays, isAddress, plainMoney } from '../kernel/index.ts';

export type OrderEvent = 'paid' | 'cancelled' | 'expired';

/**
 * The machine of spec 2.1: placing makes `Awaiting payment`, money makes Active. An end with the term leaves the order
 * Active: it is its contract products that end.
 */
export const machine: Readonly<Record<OrderStatus, Readonly<Partial<Record<OrderEvent, OrderStatus>>>>> = {
  'Awaiting payment': { paid: 'Active', cancelled: 'Cancelled', expired: 'Cancelled' },
  Active: { cancelled: 'Cancelled' },
  Cancelled: {},
};

/** Where an event leads from a status, or null: it means nothing there. */
export const next = (status: OrderStatus, event: OrderEvent): OrderStatus | null => machine[status][event] ?? null;

/**
 * What is wrong with the addresses given for so many licenses, or null (spec 65, 100): one each at most, no two alike,
 * and one for each where the product asks for all details before payment.
 */
export function addressComplaint(addresses: readonly string[], quantity: number, mode: DeferMode): FieldError | null {
  if (addresses.length > quantity) return { code: 'too_many_addresses', params: { maximum: quantity } };
  const wrong = addresses.find((address) => !isAddress(address));
  if (wrong !== undefined)
    return quantity === 1 ? { code: 'not_ip' } : { code: 'not_ip_in_list', params: { address: wrong } };
  const known = addresses.map((address) => address.toLowerCase());
  const twice = addresses.find((_, at) => known.indexOf(known[at] ?? '') < at);
  if (twice !== undefined) return { code: 'duplicate_address', params: { address: twice } };
  if (mode !== 'none' || addresses.length === quantity) return null;
  return quantity === 1 ? { code: 'required' } : { code: 'too_few_addresses', params: { minimum: quantity } };
}

/** What a contract product waits for between its payment and its purchase (spec 64-67). */
export const awaitsOf: Readonly<Record<DeferMode, Awaits | null>> = {
  not_asked: null,
  none: null,
  optional: 'confirmation',
  hidden: 'details',
};

const terms: Readonly<Record<Language, Readonly<Record<TermMonths, string>>>> = {
  en: { 1: '1 month', 12: '12 months' },
  ru: { 1: '1 месяц', 12: '12 месяцев' },
};

const times = (quantity: number): string => (quantity === 1 ? '' : ` × ${quantity}`);

/** Text of an invoice line in the buyer's language, frozen at issue: `ispmanager 6 lite, 1 month × 10`. */
export const lineText = (productName: string, termMonths: TermMonths, language: Language, quantity = 1): string =>
  `${productName}, ${terms[language][termMonths]}${times(quantity)}`;

/** Text of an invoice line of a priced option: `ispmanager 6 lite, Purpose: development × 10`. */
export const optionText = (
  productName: string,
  option: { readonly name: string; readonly value: string },
  quantity: number,
): string => `${productName}, ${option.name}: ${option.value}${times(quantity)}`;

const discountTexts: Readonly<Record<Language, string>> = { en: 'discount', ru: 'скидка' };

/** What an invoice line says of the code that lowered it: `, discount SPRING −1.00 EUR`; empty where it did not. */
export const discountText = (code: string, discountMinor: number, currency: string, language: Language): string =>
  discountMinor === 0 ? '' : `, ${discountTexts[language]} ${code} −${plainMoney(discountMinor, currency)}`;

/**
 * The day on which an unpaid order expires (spec 2.1): when it was unpaid for `days`, and never before the last day to pay
 * its invoice has passed; null: never. Dates `YYYY-MM-DD`.
 */
export function expiresOn(issuedOn: string, dueOn: string, days: number): string | null {
  if (days === 0) return null;
  const unpaidFor = addDays(issuedOn, days);
  const pastDue = addDays(dueOn, 1);
  return unpaidFor > pastDue ? unpaidFor : pastDue;
}

/** Says on an order of nothing where its license came from; in the client's language, who may read it. */
export const takenOverNote: Readonly<Record<Language, string>> = {
  en: 'Taken over from the vendor account',
  ru: 'Принято из аккаунта вендора',
};
