import { create } from 'zustand';
import { useCall } from '../../app/query.ts';
import { todayIn } from '../../workbench/today.ts';

/** Times that reports are asked for. */
export const presets = ['month', 'lastMonth', 'quarter', 'year', 'twelve', 'custom'] as const;
export type Preset = (typeof presets)[number];

export interface Period {
  /** First and last day, both with. */
  readonly from: string;
  readonly to: string;
}

/** The date so many months later, on the first of its month. */
function monthStart(day: string, months: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
}

const dayBefore = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

/** The days of a preset that is not chosen by hand, as seen on a day. */
export function periodOf(preset: Exclude<Preset, 'custom'>, today: string): Period {
  switch (preset) {
    case 'month':
      return { from: monthStart(today, 0), to: today };
    case 'lastMonth':
      return { from: monthStart(today, -1), to: dayBefore(monthStart(today, 0)) };
    case 'quarter':
      return { from: monthStart(today, -2), to: today };
    case 'year':
      return { from: `${today.slice(0, 4)}-01-01`, to: today };
    case 'twelve':
      return { from: monthStart(today, -11), to: today };
  }
}

/** What is chosen, the same for all reports, as long as the application is open. */
interface Chosen {
  readonly preset: Preset;
  readonly custom: Period | null;
  /** Null: every currency. */
  readonly currency: string | null;
}
const useChosen = create<Chosen>()(() => ({ preset: 'twelve', custom: null, currency: null }));

export interface ChosenPeriod {
  readonly preset: Preset;
  readonly period: Period;
  readonly choose: (preset: Preset) => void;
  readonly setCustom: (period: Period) => void;
}

/** The time that reports are of. A date that cannot be read leaves the time as it was. */
export function usePeriod(): ChosenPeriod {
  const { data: brand } = useCall('brand', 'get', {});
  const { preset, custom } = useChosen();
  const today = todayIn(brand?.timeZone);
  const period = preset === 'custom' ? (custom ?? periodOf('twelve', today)) : periodOf(preset, today);
  return {
    preset,
    period,
    choose: (next) => useChosen.setState(next === 'custom' ? { preset: next, custom: period } : { preset: next }),
    setCustom: (next) => useChosen.setState({ preset: 'custom', custom: next }),
  };
}

/** The currency that reports are of; null: all. */
export const useCurrency = (): readonly [string | null, (currency: string | null) => void] => [
  useChosen((state) => state.currency),
  (currency) => useChosen.setState({ currency }),
];
