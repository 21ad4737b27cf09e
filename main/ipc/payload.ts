/** The largest input of a call, in bytes of its approximate serialised form (quality 1.2). */
export const maxPayloadBytes = 256 * 1024;
/** What may be larger than other inputs, in bytes: a text that is saved, a picture (2 MiB in base64). */
const largerInputs: Readonly<Record<string, number>> = {
  'window.saveFile': 16 * 1024 * 1024,
  'brand.setLogo': 3 * 1024 * 1024,
  'catalogue.addImage': 3 * 1024 * 1024,
  'transfer.readText': 8 * 1024 * 1024,
};
/** The largest input of a channel (`area.verb`). */
export const limitOf = (channel: string): number => largerInputs[channel] ?? maxPayloadBytes;

const maxDepth = 20;

/**
 * Whether an input is plain data (objects, arrays, strings, numbers, booleans, null, undefined) within the size and
 * depth that a call may have. Stops counting at the limit, so a huge input costs no more than an allowed one.
 */
export function withinLimits(input: unknown, limit = maxPayloadBytes): boolean {
  let left = limit;
  const fits = (value: unknown, depth: number): boolean => {
    if (depth > maxDepth) return false;
    switch (typeof value) {
      case 'string':
        // Length first: a byte count of a huge text is work in itself. Each UTF-16 unit is at most three bytes.
        left -= value.length * 3 > left ? Buffer.byteLength(value.slice(0, left + 1)) : value.length;
        return left >= 0;
      case 'number':
      case 'boolean':
      case 'undefined':
        left -= 8;
        return left >= 0;
      case 'object': {
        left -= 2;
        if (value === null) return left >= 0;
        if (Array.isArray(value)) return left >= value.length && value.every((item) => fits(item, depth + 1));
        const prototype: unknown = Object.getPrototypeOf(value);
        if (prototype !== Object.prototype && prototype !== null) return false;
        for (const key of Object.keys(value)) {
          if (!fits(key, depth + 1) || !fits((value as Record<string, unknown>)[key], depth + 1)) return false;
        }
        return left >= 0;
      }
      default:
        return false;
    }
  };
  return fits(input, 0);
}
