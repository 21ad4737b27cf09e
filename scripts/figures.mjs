// What the tests of an acceptance run have noted, put together to its figures.

/**
 * Puts noted figures together. A line of the file is a JSON object: name → value, as `figure(name, value)` of the tests
 * writes it. A name that is noted again replaces what was there; a list is joined to it, sorted, each value once, so
 * that every test adds what it covers (`rows`).
 *
 * A name `total:part` is a part of the figure `total`, so that several tests, files and runners make one figure:
 * - yes or no becomes `{ caught, of }`: how many parts are true, of how many; the false ones are named in `missed`
 *   (`planted:late-intent` → `planted`);
 * - numbers are added up, in objects and in objects below them each by its name (`kills:core` and `kills:packaged` →
 *   `kills`); anything else is taken over.
 * @param {string} text lines of JSON objects
 * @returns {Record<string, unknown>} the figures by name
 */
export function figuresOf(text) {
  const noted = new Map();
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    for (const [name, value] of Object.entries(JSON.parse(line))) {
      noted.set(name, Array.isArray(value) ? united(noted.get(name), value) : value);
    }
  }
  const figures = {};
  for (const [name, value] of noted) {
    const [total, part] = split(name);
    figures[total] = part === undefined ? value : together(figures[total], part, value);
  }
  return figures;
}

/** Both lists in one, sorted, each value once. */
function united(before, list) {
  const all = [...new Set([...(Array.isArray(before) ? before : []), ...list])];
  return all.toSorted((a, b) => (typeof a === 'number' && typeof b === 'number' ? a - b : `${a}` < `${b}` ? -1 : 1));
}

/** `planted:late-intent` → total and part; a name without a colon has no part. */
function split(name) {
  const at = name.indexOf(':');
  return at === -1 ? [name, undefined] : [name.slice(0, at), name.slice(at + 1)];
}

function together(total, part, value) {
  if (typeof value !== 'boolean') return added(total, value);
  const { caught = 0, of = 0, missed = [] } = total ?? {};
  const all = value ? missed : [...missed, part];
  return { caught: caught + Number(value), of: of + 1, ...(all.length > 0 ? { missed: all } : {}) };
}

function added(a, b) {
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  if (!isRecord(a) || !isRecord(b)) return b;
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return Object.fromEntries(
    [...names].map((name) => [name, Object.hasOwn(b, name) ? added(a[name], b[name]) : a[name]]),
  );
}

const isRecord = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
