const withPlaces = (places: number, codes: string): (readonly [string, number])[] =>
  codes.split(' ').map((code) => [code, places] as const);

/**
 * Currencies whose smallest unit is not a hundredth (ISO 4217). A list of our own: what Intl says comes from CLDR, which
 * differs from ISO 4217 for a score of currencies (HUF, IDR, COP, …) and between versions, so core and a page could take
 * one stored amount for two prices.
 */
const exponents: ReadonlyMap<string, number> = new Map([
  ...withPlaces(0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'),
  ...withPlaces(3, 'BHD IQD JOD KWD LYD OMR TND'),
  ...withPlaces(4, 'CLF UYW'),
]);

/** Decimal places of a currency by ISO 4217: 2 for most, 0 JPY, 3 KWD, 4 CLF. */
export const currencyExponent = (currency: string): number => exponents.get(currency) ?? 2;
