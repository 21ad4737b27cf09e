import { describe, expect, it } from 'vitest';
import { ratesIn } from '../../../main/core/rates/ecb.ts';
import { bankFile } from '../support/bank.ts';

const today = '2026-03-10';
const usual = bankFile('2026-03-09', { USD: '1.0837', JPY: '161.37', GBP: '0.84055', IDR: '17734.13' });

describe('the European Central Bank’s file', () => {
  it('is read as it is published', () => {
    expect(ratesIn(usual, today)).toEqual({
      date: '2026-03-09',
      rates: [
        { currency: 'USD', rate: '1.0837' },
        { currency: 'JPY', rate: '161.37' },
        { currency: 'GBP', rate: '0.84055' },
        { currency: 'IDR', rate: '17734.13' },
      ],
    });
    expect(ratesIn(bankFile(today, { USD: '1.0' }), today)?.rates).toEqual([{ currency: 'USD', rate: '1' }]);
  });

  it.each([
    ['nothing', ''],
    ['a web page', '<!DOCTYPE html><html><body>Sign in</body></html>'],
    ['a page without a doctype', '<html><body>Sign in</body></html>'],
    ['JSON', '{"USD":1.08}'],
    ['cut off', usual.slice(0, -30)],
    ['a DTD with an entity', usual.replace('?>', '?><!DOCTYPE e [<!ENTITY a "1.08">]>')],
    ['an entity declaration in small letters', usual.replace('?>', '?><!doctype e>')],
    ['a day after today', bankFile('2026-03-11', { USD: '1.08' })],
    ['a day that is none', bankFile('2026-02-30', { USD: '1.08' })],
    ['no dollar', bankFile('2026-03-09', { JPY: '161.37' })],
    ['no rates', bankFile('2026-03-09', {})],
    ['a rate of nothing', bankFile('2026-03-09', { USD: '0' })],
    ['a negative rate', bankFile('2026-03-09', { USD: '-1.08' })],
    ['a rate that is no number', bankFile('2026-03-09', { USD: '1.08', JPY: 'N/A' })],
    ['an exponent', bankFile('2026-03-09', { USD: '1e3' })],
    ['a comma', bankFile('2026-03-09', { USD: '1,08' })],
    ['a currency that is no code', bankFile('2026-03-09', { USD: '1.08', usd: '1' })],
    ['the euro itself', bankFile('2026-03-09', { USD: '1.08', EUR: '1' })],
    ['a currency twice', usual.replace('JPY', 'USD')],
    ['too long a file', usual.replace('</gesmes:subject>', `${'x'.repeat(70_000)}</gesmes:subject>`)],
  ])('is not believed when it is %s', (_, text) => {
    expect(ratesIn(text, today)).toBeNull();
  });
});
