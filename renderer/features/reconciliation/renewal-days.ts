import type { Outlook } from '../../../preload/api/reconciliation.ts';

/** What renewals of a day cost, minor units. */
export interface RenewalDay {
  readonly date: string;
  readonly automatic: number;
  readonly manual: number;
  readonly count: number;
}

/** The currency that the chart is in: the account's, else that of the first total. */
export const chartCurrency = ({ balance, totals }: Outlook): string =>
  balance?.currency ?? totals[0]?.currency ?? 'EUR';

/** Costs by day, every day of the time; in one currency, since amounts of two cannot stand on one axis. */
export function renewalDays(outlook: Outlook, currency: string): RenewalDay[] {
  const days = new Map<string, RenewalDay>();
  for (let at = Date.parse(outlook.today); at <= Date.parse(outlook.until); at += 86_400_000) {
    const date = new Date(at).toISOString().slice(0, 10);
    days.set(date, { date, automatic: 0, manual: 0, count: 0 });
  }
  for (const { expiresOn, cost, isAutomatic } of outlook.renewals) {
    const day = days.get(expiresOn);
    if (!day) continue;
    const amount = cost?.currency === currency ? cost.amountMinor : 0;
    days.set(expiresOn, {
      ...day,
      automatic: day.automatic + (isAutomatic ? amount : 0),
      manual: day.manual + (isAutomatic ? 0 : amount),
      count: day.count + 1,
    });
  }
  return [...days.values()];
}
