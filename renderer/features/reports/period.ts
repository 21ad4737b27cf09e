import { create } from 'zustand';
import { useCall } from '../../app/query.ts';
import { todayIn } from '../../workbench/today.ts';
import { type Period, periodOf, type Preset } from './periods.ts';

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
