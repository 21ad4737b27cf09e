import { describe, expect, test } from 'vitest';
import { formatSpan, lastDay } from '../../../renderer/i18n/format.ts';

describe('a span of dates', () => {
  test('is read with its last day, as on paper', () => {
    expect(formatSpan('2028-02-01', '2028-03-01', 'en')).toBe('1 Feb 2028 – 29 Feb 2028');
    expect(formatSpan('2028-12-31', '2029-01-31', 'ru')).toBe('31 дек. 2028 – 30 янв. 2029');
  });

  test('of one day, or of none, is that day', () => {
    expect(formatSpan('2026-11-30', '2026-12-01', 'en')).toBe('30 Nov 2026');
    expect(formatSpan('2026-11-30', '2026-11-30', 'en')).toBe('30 Nov 2026');
  });

  test('goes over the end of a year', () => {
    expect(lastDay('2027-01-01')).toBe('2026-12-31');
  });
});
