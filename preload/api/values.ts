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
/** Optional text: empty stays empty. */
export const optionalLine = (max = 200) => z.string().trim().max(max, 'too_long').default('');
/** Optional longer text with line breaks. */
export const optionalText = (max = 20_000) => z.string().max(max, 'too_long').default('');
export const Email = z.string().trim().max(254, 'too_long').pipe(z.email('not_email'));

/** Languages the screens and messages exist in. */
export const Language = z.enum(['en', 'ru']);
export type Language = z.output<typeof Language>;

/**
 * Length of a payment term in months. The vendor documents 1 and 12 only (ispmanager-api 2), so no other
 * term can be sold until a renewal schedule bridges the difference.
 */
export const TermMonths = z.union([z.literal(1), z.literal(12)]);
export type TermMonths = z.output<typeof TermMonths>;

/** What a list call takes. `cursor` is the opaque value of the page before. */
export const PageInput = { cursor: z.string().max(500).optional(), limit: z.int().min(1).max(200).default(100) };
/** One page of rows, at most 200; `nextCursor` null at the end. */
export const page = <T extends z.ZodType>(row: T) =>
  z.strictObject({ rows: z.array(row), nextCursor: z.string().nullable() });

export const Empty = z.strictObject({});
export const ById = z.strictObject({ id: Id });
