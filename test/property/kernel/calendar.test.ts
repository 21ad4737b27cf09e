import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, periodStart } from '../../../main/core/kernel/index.ts';

const date = fc
  .integer({ min: 0, max: 2_900_000 })
  .map((days) => Temporal.PlainDate.from('0050-01-01').add({ days }).toString());

describe('days of the calendar', () => {
  it('are counted as Temporal counts them, in every year of four digits', () => {
    fc.assert(
      fc.property(date, date, fc.integer({ min: -18_000, max: 18_000 }), (from, to, days) => {
        expect(addDays(from, days)).toBe(Temporal.PlainDate.from(from).add({ days }).toString());
        expect(daysBetween(from, to)).toBe(Temporal.PlainDate.from(from).until(to).days);
        expect(addDays(from, daysBetween(from, to))).toBe(to);
      }),
      { numRuns: 1000, seed: 20260301 },
    );
  });

  it('in terms of months are those of Temporal too, from each day of a month and in leap years', () => {
    fc.assert(
      fc.property(
        date,
        fc.constantFrom(1, 2, 3, 6, 12, 24, 36),
        fc.integer({ min: -16, max: 200 }),
        (anchor, term, n) => {
          const months = term * n;
          expect(periodStart(anchor, term, n)).toBe(Temporal.PlainDate.from(anchor).add({ months }).toString());
        },
      ),
      { numRuns: 1000, seed: 20260301 },
    );
    for (const anchor of ['2027-01-29', '2027-01-30', '2027-01-31', '2028-02-29', '1900-01-31', '2000-01-31'])
      for (let months = -30; months <= 30; months += 1)
        expect(periodStart(anchor, 1, months)).toBe(Temporal.PlainDate.from(anchor).add({ months }).toString());
    expect(() => periodStart('9999-12-31', 1, 1)).toThrow(RangeError);
  });

  it.each([
    '2026-02-29',
    '2026-02-30',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '',
    'today',
    '2026-03-10T00:00',
  ])('%j is none', (text) => {
    expect(() => addDays(text, 1)).toThrow(RangeError);
    expect(() => daysBetween('2026-01-01', text)).toThrow(RangeError);
    expect(() => periodStart(text, 1, 1)).toThrow(RangeError);
    expect(() => daysBetween(text, '2026-01-01')).toThrow(RangeError);
  });

  it('end with the year 9999', () => {
    expect(addDays('9999-12-30', 1)).toBe('9999-12-31');
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  });
});
