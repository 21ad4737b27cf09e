/** An element of an answer as it was read. Nothing is known of its shape. */
export type Tree = Readonly<Record<string, unknown>>;

const longestMessage = 500;

/** Reads one value in any of its wrappers: `v`, `{"$":v}`, `{"v":v}`, `[x]` (ispmanager-api 1.5). Null when it is none. */
export function unwrap(value: unknown): string | null {
  if (Array.isArray(value)) return value.length === 1 ? unwrap(value[0]) : null;
  if (!isTree(value)) return scalar(value);
  if (Object.hasOwn(value, '$')) return scalar(value['$']);
  if (Object.hasOwn(value, 'v')) return scalar(value['v']);
  // An element without text: `{}` or attributes only.
  return Object.keys(value).every((key) => key.startsWith('$')) ? '' : null;
}

function scalar(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'number') return null;
  // A whole number beyond 2^53 was rounded when it was read: another id than the one that was sent.
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value)) ? String(value) : null;
}

export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list in any of its forms: array, one object, absent. Null when it is something else, or a row is no object. */
export function rowsOf(value: unknown): readonly Tree[] | null {
  if (value === undefined || value === null || value === '') return [];
  const rows = Array.isArray(value) ? value : [value];
  return rows.every(isTree) ? rows : null;
}

/** Value of an attribute: `$name` in JSON and XML, bare in bjson. */
export const attribute = (tree: Tree, name: string): string | null => unwrap(tree[`$${name}`] ?? tree[name]);

/** The vendor's words for a person: one line, bounded, no control characters. */
export function clip(text: string): string {
  // oxlint-disable-next-line no-control-regex -- taking them out is the point
  const oneLine = text.replace(/[\u0000-\u001f\u007f\s]+/g, ' ');
  return oneLine.trim().slice(0, longestMessage);
}

/** `YYYY-MM-DD` of a date with or without a time; null when it is none, also for the zero date of databases. */
export function dateOf(text: string | null): string | null {
  const date = /^\d{4}-\d{2}-\d{2}(?=$|[ T])/.exec(text?.trim() ?? '')?.[0];
  return date === undefined || date.startsWith('0000') ? null : date;
}

/** A whole number, or null when it is absent, empty or not one. */
export function wholeOf(text: string | null): number | null {
  return text !== null && /^-?\d{1,9}$/.test(text.trim()) ? Number(text) : null;
}
