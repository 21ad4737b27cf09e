import { expect, it } from 'vitest';
import { currencyExponent } from '../../preload/api/currencies.ts';

// ISO 4217, list one; the same wherever it runs.
it.each([
  ['EUR', 2],
  ['HUF', 2],
  ['IDR', 2],
  ['COP', 2],
  ['JPY', 0],
  ['VND', 0],
  ['XOF', 0],
  ['KWD', 3],
  ['IQD', 3],
  ['CLF', 4],
  ['UYW', 4],
])('%s has %i decimal places', (code, places) => {
  expect(currencyExponent(code)).toBe(places);
});
