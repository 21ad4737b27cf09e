import type { ChangeStatus } from '../../../preload/api/contract-changes.ts';
import type { Language } from '../../../preload/api/values.ts';
import { daysBetween, plainMoney, portion } from '../kernel/index.ts';

/** A period that is paid for. Dates `YYYY-MM-DD`, `to` is the day after the last one; minor units. */
export interface PaidPeriod {
  readonly from: string;
  readonly to: string;
  /** What was really paid for the whole of it, after discounts. */
  readonly priceMinor: number;
}

/** What the rest of one period is worth, before and after. Minor units. */
export interface Part {
  readonly from: string;
  readonly to: string;
  readonly daysLeft: number;
  readonly daysInPeriod: number;
  readonly creditMinor: number;
  readonly chargeMinor: number;
}

/**
 * Credit and charge of a change on `on` (spec 2.7), each rounded half up by itself: by the days of the period that was
 * paid for, the day of the change counted and the day after the last one not. A period that is still to come is changed
 * as a whole.
 */
export function parts(periods: readonly PaidPeriod[], newPriceMinor: number, on: string): Part[] {
  return periods.map(({ from, to, priceMinor }) => {
    const daysInPeriod = daysBetween(from, to);
    const daysLeft = on <= from ? daysInPeriod : daysBetween(on, to);
    return {
      from,
      to,
      daysLeft,
      daysInPeriod,
      creditMinor: portion(priceMinor, daysLeft, daysInPeriod),
      chargeMinor: portion(newPriceMinor, daysLeft, daysInPeriod),
    };
  });
}

/** The sums of all parts. `dueMinor` below zero is what a downgrade leaves over. */
export function sums(all: readonly Part[]): { creditMinor: number; chargeMinor: number; dueMinor: number } {
  const creditMinor = all.reduce((sum, part) => sum + part.creditMinor, 0);
  const chargeMinor = all.reduce((sum, part) => sum + part.chargeMinor, 0);
  return { creditMinor, chargeMinor, dueMinor: chargeMinor - creditMinor };
}

/** `settled`: the vendor has done it. `gaveUp`: a person, or the end of the period it was asked in. */
export type ChangeEvent = 'paid' | 'asked' | 'held' | 'settled' | 'refused' | 'gaveUp';

/** The machine of a change (spec 2.7): money first, then the vendor, and only then is anything another thing. */
export const machine: Readonly<Record<ChangeStatus, Readonly<Partial<Record<ChangeEvent, ChangeStatus>>>>> = {
  'Awaiting payment': { paid: 'Paid', gaveUp: 'Cancelled' },
  Paid: { asked: 'At the vendor', held: 'Paid', settled: 'Done', gaveUp: 'Cancelled' },
  'At the vendor': { settled: 'Done', refused: 'Refused' },
  Done: {},
  Refused: {},
  Cancelled: {},
};

/** Where an event leads from a status, or null: it means nothing there. */
export const next = (status: ChangeStatus, event: ChangeEvent): ChangeStatus | null => machine[status][event] ?? null;

const words: Readonly<Record<Language, (from: string, to: string, days: string) => string>> = {
  en: (from, to, days) => `${to} in place of ${from}, ${days} days`,
  ru: (from, to, days) => `${to} вместо ${from}, ${days} дн.`,
};

/**
 * Text of the line of a change in the buyer's language, with the sums that it is the difference of:
 * `ispmanager 6 pro in place of ispmanager 6 lite, 15/31 days: 3.63 − 2.42 EUR`.
 */
export function lineText(
  names: { readonly from: string; readonly to: string },
  all: readonly Part[],
  currency: string,
  language: Language,
): string {
  const days = all.map(({ daysLeft, daysInPeriod }) => `${daysLeft}/${daysInPeriod}`).join(' + ');
  const { chargeMinor, creditMinor } = sums(all);
  const charge = plainMoney(chargeMinor, currency).split(' ')[0] ?? '';
  return `${words[language](names.from, names.to, days)}: ${charge} − ${plainMoney(creditMinor, currency)}`;
}

/** Says on the credit note of a renewal invoice why it was taken back. */
export const renewalNote: Readonly<Record<Language, string>> = {
  en: 'Made again at the new price after a change of the product',
  ru: 'Выставлен заново по новой цене после смены продукта',
};

/** Says on the credit note of a change's own invoice why it was taken back. */
export const cancelledNote: Readonly<Record<Language, string>> = {
  en: 'The change of the product was called off',
  ru: 'Смена продукта отменена',
};
