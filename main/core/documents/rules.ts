import type { PaperSize, Party } from '../../../preload/api/documents.ts';
import { Language } from '../../../preload/api/values.ts';

const fields = ['name', 'company', 'email', 'address', 'region', 'country', 'taxNumber', 'url'] as const;

/**
 * Somebody as frozen on an invoice (spec 2.4): the text that was written at its issue. What an older invoice does not
 * say is empty; what is not known here stays off the paper.
 */
export function partyOf(frozen: string): Party {
  const given = objectOf(frozen);
  const text = (field: string): string => (typeof given[field] === 'string' ? given[field] : '');
  return Object.fromEntries(fields.map((field) => [field, text(field)])) as Party;
}

function objectOf(json: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(json);
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** The language a document speaks: the one asked for, else the buyer's as frozen on it, else the brand's; English at last. */
export function languageOf(asked: Language | undefined, frozenBuyer: string, brandLanguage: string): Language {
  const spoken = (tag: unknown): Language | undefined => {
    // A brand may write in `en-US` or in a language that the product has no words for.
    const known = Language.safeParse(typeof tag === 'string' ? tag.split('-')[0] : undefined);
    return known.success ? known.data : undefined;
  };
  return asked ?? spoken(objectOf(frozenBuyer)['language']) ?? spoken(brandLanguage) ?? 'en';
}

/** Countries that print on Letter (CLDR, paperSize US-Letter). */
const letterCountries: ReadonlySet<string> = new Set('BZ CA CL CO CR GT MX NI PA PH PR SV US VE'.split(' '));

/** What a document is printed on: by the buyer's country; where it is not known, by the region of the brand's language. */
export function paperSizeOf(buyerCountry: string, brandLanguage: string): PaperSize {
  const country =
    buyerCountry === '' ? (brandLanguage.split('-').find((part) => /^[A-Z]{2}$/.test(part)) ?? '') : buyerCountry;
  return letterCountries.has(country.toUpperCase()) ? 'Letter' : 'A4';
}
