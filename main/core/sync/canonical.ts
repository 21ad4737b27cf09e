/** What a value of a field can be. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * JSON text with sorted keys and without spaces: equal values are equal text, at each desk and at the hub.
 * Throws on numbers that JSON cannot say.
 */
export function canonical(value: Json): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError('not a number of JSON');
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonical).join(',')}]`;
  const parts = Object.keys(value)
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key] ?? null)}`);
  return `{${parts.join(',')}}`;
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** The value of a text that another desk wrote; one that is no JSON stands for itself, so that a person can see it. */
export function readable(text: string): Json {
  try {
    return parsed(text);
  } catch {
    return text;
  }
}

/** The value of a canonical text. */
export const parsed = (text: string): Json => JSON.parse(text) as Json;
