/**
 * Tariffs of the sandbox. The codes are the EU ones of ispmanager-api 2.1. THE PRICES ARE INVENTED: no current price of the vendor is
 * known here, and these figures are round on purpose so that nobody takes them for real ones.
 */

/** Price in minor units by period in months. */
export type PriceByPeriod = Readonly<Record<number, number>>;

export interface SandboxTariff {
  /** Tariff code, sent as `pricelist`. */
  id: string;
  name: string;
  intname: string;
  trial: boolean;
  prices: PriceByPeriod;
  /** Price of one unit by addon parameter name. */
  addons: Readonly<Record<string, PriceByPeriod>>;
}

/** The period the vendor uses for a trial. */
export const TRIAL_PERIOD = -100;

/** Periods for which prices exist, in months. */
const PAID_PERIODS: readonly number[] = [1, 12];

/** The paid periods of an installation, `further` ones included, shortest first. */
export function paidPeriods(further: readonly number[]): number[] {
  return [...new Set([...PAID_PERIODS, ...further])].toSorted((one, other) => one - other);
}

export const defaultTariffs: readonly SandboxTariff[] = [
  { id: '55239', name: 'ispmanager 6 trial', intname: 'ispmgr6_trial', trial: true, prices: {}, addons: {} },
  {
    id: '55240',
    name: 'ispmanager 6 business trial',
    intname: 'ispmgr6_business_trial',
    trial: true,
    prices: {},
    addons: {},
  },
  {
    id: '55227',
    name: 'ispmanager 6 lite',
    intname: 'ispmgr6_lite',
    trial: false,
    prices: { 1: 500, 12: 5000 },
    addons: {},
  },
  {
    id: '55228',
    name: 'ispmanager 6 pro',
    intname: 'ispmgr6_pro',
    trial: false,
    prices: { 1: 1000, 12: 10_000 },
    addons: {},
  },
  {
    id: '55229',
    name: 'ispmanager 6 host',
    intname: 'ispmgr6_host',
    trial: false,
    prices: { 1: 1500, 12: 15_000 },
    addons: {},
  },
  {
    id: '55230',
    name: 'ispmanager 6 business',
    intname: 'ispmgr6_business',
    trial: false,
    prices: { 1: 2000, 12: 20_000 },
    addons: { addon_55236: { 1: 400, 12: 4000 } },
  },
];

/**
 * Price in minor units of a tariff with its addons for one period, or null when the tariff is not sold for that period. A period of `further` that has no
 * price of its own costs so many months.
 */
export function priceOf(
  tariff: SandboxTariff,
  period: number,
  addons: Readonly<Record<string, number>> = {},
  further: readonly number[] = [],
): number | null {
  if (tariff.trial) return period === TRIAL_PERIOD ? 0 : null;
  const priceIn = (prices: PriceByPeriod): number | undefined =>
    prices[period] ?? (further.includes(period) && prices[1] !== undefined ? prices[1] * period : undefined);
  const base = priceIn(tariff.prices);
  if (base === undefined) return null;
  let total = base;
  for (const [name, quantity] of Object.entries(addons)) total += (priceIn(tariff.addons[name] ?? {}) ?? 0) * quantity;
  return total;
}
