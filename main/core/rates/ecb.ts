import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { z } from 'zod';
import { CalendarDate } from '../../../preload/api/values.ts';
import { rateText } from './rules.ts';

/** The European Central Bank's reference rates of the newest working day, published for anyone to use. */
export const ecbAddress = 'https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml';

/** Ten times what the file has had for years. */
const maxBytes = 64 * 1024;
const timeoutMs = 15_000;

/** Rates of one day, as they were read. */
export interface DayOfRates {
  readonly date: string;
  readonly rates: readonly { readonly currency: string; readonly rate: string }[];
}

/**
 * The text at an address: https only, no redirect, bounded in size and time. Throws what the network throws.
 * @param ca a further certificate authority, for tests; checks are never switched off
 */
export async function readText(address: string, signal: AbortSignal, ca?: string): Promise<string> {
  if (!address.startsWith('https:')) throw new Error('not https');
  // Loaded when it is first needed: most desks never convert.
  const { default: got } = await import('got');
  const stream = got.stream(address, {
    headers: { 'user-agent': 'reseller-console' },
    followRedirect: false,
    retry: { limit: 0 },
    // A small file may say that it is a huge one.
    decompress: false,
    http2: false,
    timeout: { request: timeoutMs },
    signal,
    https: { rejectUnauthorized: true, ...(ca === undefined ? {} : { certificateAuthority: ca }) },
  });
  let status = 0;
  stream.on('response', ({ statusCode }: { statusCode: number }) => {
    status = statusCode;
  });
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Leaving the loop drops the connection.
    if (size > maxBytes) throw new Error('too long');
    chunks.push(chunk);
  }
  if (status !== 200) throw new Error(`status ${status}`);
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
}

const one = <T extends z.ZodType>(item: T) => z.union([z.array(item), item.transform((value) => [value])]);
const File = z.object({
  Envelope: z.object({
    Cube: z.object({
      Cube: z.object({
        time: CalendarDate,
        Cube: one(z.object({ currency: z.string().regex(/^[A-Z]{3}$/), rate: z.string() })),
      }),
    }),
  }),
});

/**
 * What the bank's file says, or null when it is not exactly that: well-formed, no DTD, one day not after `today`, each
 * currency once with a positive rate. A file that is partly strange is not believed at all.
 */
export function ratesIn(text: string, today: string): DayOfRates | null {
  if (text.length > maxBytes || /<!(DOCTYPE|ENTITY)/i.test(text)) return null;
  if (XMLValidator.validate(text) !== true) return null;
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    removeNSPrefix: true,
    parseAttributeValue: false,
    parseTagValue: false,
    processEntities: false,
  });
  let tree: unknown;
  try {
    tree = parser.parse(text);
  } catch {
    return null;
  }
  const read = File.safeParse(tree);
  if (!read.success) return null;
  const { time, Cube: cubes } = read.data.Envelope.Cube.Cube;
  const rates: { currency: string; rate: string }[] = [];
  const seen = new Set<string>(['EUR']);
  for (const { currency, rate: raw } of cubes) {
    const rate = rateText(raw);
    if (rate === null || seen.has(currency)) return null;
    seen.add(currency);
    rates.push({ currency, rate });
  }
  // Without the dollar it is not the list that is meant.
  return time > today || !seen.has('USD') ? null : { date: time, rates };
}
