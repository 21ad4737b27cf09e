import { z } from 'zod';

/** UUIDv7 in text; the id of every row. */
export const Id = z.uuid();
/** Calendar date `YYYY-MM-DD` in the brand's time zone. */
export const CalendarDate = z.iso.date();
/** Instant, UTC, ISO 8601 with milliseconds. */
export const Instant = z.iso.datetime();
/** ISO 4217 code, upper case. */
export const Currency = z.string().regex(/^[A-Z]{3}$/, 'invalid');
/** Money: whole minor units of `currency` (cents for EUR); never a float. */
export const Money = z.strictObject({ amountMinor: z.int(), currency: Currency });
export type Money = z.output<typeof Money>;

/** Text of one line, trimmed, 1 to `max` characters. */
export const line = (max = 200) => z.string().trim().min(1, 'required').max(max, 'too_long');
/** Text of one line that may be empty. */
export const lineOrEmpty = (max = 200) => z.string().trim().max(max, 'too_long');
/** Longer text with line breaks that may be empty. */
export const textOrEmpty = (max = 20_000) => z.string().max(max, 'too_long');
/** Optional text: empty stays empty. */
export const optionalLine = (max = 200) => lineOrEmpty(max).default('');
/** Optional longer text with line breaks. */
export const optionalText = (max = 20_000) => textOrEmpty(max).default('');
/** An e-mail address, in one writing of each letter: what nobody can tell apart is one address. */
export const Email = z.string().trim().normalize('NFKC').max(254, 'too_long').pipe(z.email('not_email'));

/** Languages the screens and messages exist in. */
export const Language = z.enum(['en', 'ru']);
export type Language = z.output<typeof Language>;

/**
 * Length of a payment term in months. The vendor documents 1 and 12 only (ispmanager-api 2), so no other
 * term can be sold until a renewal schedule bridges the difference.
 */
export const TermMonths = z.union([z.literal(1), z.literal(12)]);
export type TermMonths = z.output<typeof TermMonths>;

/**
 * A payment term that a price can be set for, in months; 0: one-off, no term. More than can be sold today, see
 * `TermMonths`.
 */
export const PriceTerm = z.union([
  z.literal(0),
  z.literal(1),
  z.literal(2),
  z.literal(3),
  z.literal(6),
  z.literal(12),
  z.literal(24),
  z.literal(36),
]);
export type PriceTerm = z.output<typeof PriceTerm>;

/**
 * A language that texts for clients are written in: a short BCP 47 tag (`de`, `pt-BR`, `sr-Latn`). Any number of them;
 * the screens exist in `Language` only.
 */
export const ContentLanguage = z.string().regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/, 'invalid');
/** Exact decimal text without sign, as exchange rates and percentages are kept: never a float. */
export const Decimal = z
  .string()
  .trim()
  .regex(/^\d{1,12}(\.\d{1,12})?$/, 'invalid');
/** Colour `#rrggbb`, in lower case. */
export const HexColor = z
  .string()
  .trim()
  .regex(/^#[0-9a-f]{6}$/i, 'invalid')
  .transform((text) => text.toLowerCase());

/** What a list call takes. `cursor` is the opaque value of the page before. */
export const PageInput = { cursor: z.string().max(500).optional(), limit: z.int().min(1).max(200).default(100) };
/** The order of a list, by one of these; the newest first where none is asked for. */
export const sortInput = <const By extends readonly string[]>(by: By) => ({
  sort: z.strictObject({ by: z.enum(by), isDescending: z.boolean().default(false) }).optional(),
});
/** Records that the search of a list looks at, for each index it asks: the newest that hold its words. */
export const maxFound = 2000;
/** Words that all stand in a record of a list or in the client that it is of. */
export const searchInput = { search: lineOrEmpty(200).optional() };
/** One page of rows, at most 200; `nextCursor` null at the end. */
export const page = <T extends z.ZodType>(row: T) =>
  z.strictObject({
    rows: z.array(row),
    nextCursor: z.string().nullable(),
    /** Of a search: so many records hold its words that only the newest of them were looked at; there may be more. */
    isCut: z.boolean().optional(),
  });

/**
 * The fields of a new record: those that have a default need not be given. A change (`.partial()` of the same fields)
 * must have no defaults, or it would reset what it does not name.
 */
export function withDefaults<
  Shape extends z.ZodRawShape,
  const Defaults extends { readonly [K in keyof Shape]?: z.input<Shape[K]> },
>(shape: Shape, defaults: Defaults): WithDefaults<Shape, Defaults> {
  const made = Object.entries(shape).map(([name, field]) => {
    const value: unknown = Object.hasOwn(defaults, name) ? defaults[name] : undefined;
    return [name, value === undefined ? field : (field as z.ZodType).default(value)];
  });
  return Object.fromEntries(made) as WithDefaults<Shape, Defaults>;
}
type WithDefaults<Shape extends z.ZodRawShape, Defaults> = {
  [K in keyof Shape]: K extends keyof Defaults ? z.ZodDefault<Shape[K]> : Shape[K];
};

export const Empty = z.strictObject({});
export const ById = z.strictObject({ id: Id });
