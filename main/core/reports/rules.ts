import type { OverdueAge } from '../../../preload/api/reports.ts';
import { addDays } from '../kernel/index.ts';

/** The first and the last day past due of each age; no last one: open. The oldest ends the list. */
export const ages: Readonly<Record<OverdueAge, { readonly from: number; readonly to: number | null }>> = {
  week: { from: 1, to: 7 },
  fortnight: { from: 8, to: 14 },
  month: { from: 15, to: 30 },
  older: { from: 31, to: null },
};

/** Due dates of an age, both with: `[oldest, newest]`. */
export const datesOf = (age: OverdueAge, today: string): readonly [string, string] => {
  const { from, to } = ages[age];
  return [to === null ? '0000-00-00' : addDays(today, -to), addDays(today, -from)];
};

/** Sums of amounts by currency, in the order of their codes. */
export function moneySums() {
  const sums = new Map<string, number>();
  return {
    add(currency: string, amountMinor: number): void {
      sums.set(currency, (sums.get(currency) ?? 0) + amountMinor);
    },
    list: (): { currency: string; amountMinor: number }[] =>
      [...sums]
        .map(([currency, amountMinor]) => ({ currency, amountMinor }))
        .toSorted((a, b) => (a.currency < b.currency ? -1 : 1)),
  };
}

/** Where a page of a list by date goes on: after this date and id. */
export interface DateCursor {
  readonly on: string;
  readonly id: string;
}
export const noCursor: DateCursor = { on: '', id: '' };
export const writeCursor = ({ on, id }: DateCursor): string => `${on} ${id}`;
/** What a page handed out; anything else begins at the start. */
export function readCursor(text: string | undefined): DateCursor {
  const match = /^(\d{4}-\d{2}-\d{2}) (\S+)$/.exec(text ?? '');
  return match ? { on: match[1] ?? '', id: match[2] ?? '' } : noCursor;
}
