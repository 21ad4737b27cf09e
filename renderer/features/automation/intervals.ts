import { definitionOf, type SettingName } from '../../../preload/api/automation-settings.ts';
import type { EffectiveSetting } from '../../../preload/api/automation.ts';
import type { Translate } from '../../i18n/provider.tsx';

/** The choice of a level that says nothing. */
export const inherit = 'inherit';

/** What the form of intervals holds: the level's own values; null or `inherit`: it says nothing. */
export interface IntervalValues {
  values: Record<string, number | string | null>;
  [key: string]: Record<string, number | string | null>;
}

export const intervalValues = (settings: readonly EffectiveSetting[]): IntervalValues => ({
  values: Object.fromEntries(
    settings.map(({ name, own }) => [
      name,
      definitionOf(name).kind === 'number' ? (own === null ? null : Number(own)) : (own ?? inherit),
    ]),
  ),
});

/** The call's values. What was emptied is inherited again. */
export const intervalInput = ({ values }: IntervalValues): Partial<Record<SettingName, string | null>> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, value === null || value === inherit ? null : String(value)]),
  );

/** A value as people read it. */
export function intervalText(t: Translate, name: SettingName, value: string): string {
  const { kind } = definitionOf(name);
  if (kind === 'yes_no') return t(`intervals.${value}`);
  return kind === 'choice' ? t(`intervals.${name}.${value}`) : value;
}
