import { isIP } from 'node:net';
import type { OrderStatus } from '../../../preload/api/orders.ts';
import type { Language, TermMonths } from '../../../preload/api/values.ts';

export type OrderEvent = 'paid';

/** The machine of spec 2.1, as far as it is built: placing makes `Awaiting payment`, money makes Active. */
export const machine: Readonly<Record<OrderStatus, Readonly<Partial<Record<OrderEvent, OrderStatus>>>>> = {
  'Awaiting payment': { paid: 'Active' },
  Active: {},
  Cancelled: {},
};

/** Where an event leads from a status, or null: it means nothing there. */
export const next = (status: OrderStatus, event: OrderEvent): OrderStatus | null => machine[status][event] ?? null;

/** An IP address as the vendor takes it: nothing, or IPv4 or IPv6 without a zone (spec item 100). */
export const isAddress = (text: string): boolean => text === '' || (isIP(text) !== 0 && !text.includes('%'));

const terms: Readonly<Record<Language, Readonly<Record<TermMonths, string>>>> = {
  en: { 1: '1 month', 12: '12 months' },
  ru: { 1: '1 месяц', 12: '12 месяцев' },
};

/** Text of an invoice line in the buyer's language, frozen at issue: `ispmanager 6 lite, 1 month`. */
export const lineText = (productName: string, termMonths: TermMonths, language: Language): string =>
  `${productName}, ${terms[language][termMonths]}`;

/** Says on an order of nothing where its license came from; in the client's language, who may read it. */
export const takenOverNote: Readonly<Record<Language, string>> = {
  en: 'Taken over from the vendor account',
  ru: 'Принято из аккаунта вендора',
};
