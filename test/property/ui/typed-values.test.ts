import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMoney, minorToDecimal } from '../../../renderer/i18n/format.ts';
import { parseDateText } from '../../../renderer/ui/date-input.ts';
import { formatScaled, parseScaled } from '../../../renderer/ui/decimal-input.ts';

const amount = fc.integer({ min: -9_000_000_000_000, max: 9_000_000_000_000 });
const exponent = fc.constantFrom(0, 2, 3, 4);
const tag = fc.constantFrom('en-GB', 'ru-RU');

describe('typed amounts', () => {
  it('what a field shows of an amount reads back as the same amount, in both languages', () => {
    fc.assert(
      fc.property(amount, exponent, tag, (minor, digits, locale) => {
        expect(parseScaled(formatScaled(minor, digits, locale), digits, locale)).toEqual({ ok: true, value: minor });
      }),
    );
  });

  it('never rounds: more decimals than the currency has are a problem, unless they are zeros', () => {
    expect(parseScaled('5.001', 2, 'en-GB')).toEqual({ ok: false, problem: 'precision' });
    expect(parseScaled('5.000', 2, 'en-GB')).toEqual({ ok: true, value: 500 });
    expect(parseScaled('1.5', 0, 'en-GB')).toEqual({ ok: false, problem: 'precision' });
    expect(parseScaled('99999999999999999', 2, 'en-GB')).toEqual({ ok: false, problem: 'range' });
    for (const text of ['abc', '1.2.3', '--1', '.', '1e5', '0x10']) {
      expect(parseScaled(text, 2, 'en-GB'), text).toEqual({ ok: false, problem: 'format' });
    }
  });

  it('shows money exactly, however large', () => {
    fc.assert(
      fc.property(amount, (minor) => {
        const digits = formatMoney(minor, 'EUR', 'en', { display: 'none' }).replaceAll(/[^\d]/g, '');
        expect(BigInt(digits)).toBe(BigInt(Math.abs(minor)));
      }),
    );
    expect(minorToDecimal(-5, 2)).toBe('-0.05');
    expect(formatMoney(1250, 'JPY', 'en', { display: 'code' })).toBe('1,250\u00a0JPY');
  });
});

describe('typed dates', () => {
  it('reads each real date in each notation, and no date that is not there', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
        (date) => {
          const iso = date.toISOString().slice(0, 10);
          const [year = '', month = '', day = ''] = iso.split('-');
          for (const text of [iso, `${day}.${month}.${year}`, `${Number(day)}/${Number(month)}/${year.slice(2)}`]) {
            expect(parseDateText(text), text).toBe(iso);
          }
        },
      ),
    );
    for (const text of ['31.02.2026', '2026-13-01', '29.02.2027', 'tomorrow', ''])
      expect(parseDateText(text)).toBeNull();
  });
});
