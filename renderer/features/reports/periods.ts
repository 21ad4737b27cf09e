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
