import type { SelectOption } from '../../ui/index.ts';

let made: readonly SelectOption[] | null = null;

/** Offset of a zone now, as text: `UTC+3`. */
function offsetOf(timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' }).formatToParts();
  const offset = parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
  return offset.replace('GMT', 'UTC');
}

/** All time zones of the IANA database that this runtime can compute dates in; `current` is among them in any case. */
export function timeZoneOptions(current: string): readonly SelectOption[] {
  made ??= [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])].map((id) => ({
    id,
    label: id,
    description: offsetOf(id),
  }));
  return made.some((option) => option.id === current) ? made : [{ id: current, label: current }, ...made];
}
