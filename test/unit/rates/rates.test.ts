import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bankFile } from '../support/bank.ts';
import { failure, makeShop, staff, type Shop } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
let asked: number;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
  asked = 0;
});
afterEach(async () => {
  await shop.services.rates.close();
  opened.done();
});

/** Lets the bank answer with a file, or with a failure. */
const bank = (answer: string | Error): void => {
  shop.outside.ratesFile = async () => {
    asked += 1;
    if (answer instanceof Error) throw answer;
    return answer;
  };
};
const read = () => shop.services.rates.readNow(staff);
const list = () => shop.call('rates', 'list', {});
const set = (currency: string, rate: string, date?: string) =>
  shop.call('rates', 'set', { currency, rate, ...(date === undefined ? {} : { date }) });
const convert = (amountMinor: number, from: string, to: string, on?: string) =>
  shop.call('rates', 'convert', {
    amount: { amountMinor, currency: from },
    to,
    ...(on === undefined ? {} : { on }),
  });
/** Waits until what was begun in the background is done. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('exchange rates', () => {
  it('are read from the bank and kept with their day', async () => {
    bank(bankFile('2026-03-09', { USD: '1.0837', JPY: '161.37', ZZZ: '1' }));
    const { rates, lastRead } = await read();
    expect(rates).toEqual([
      { currency: 'JPY', rate: '161.37', date: '2026-03-09', source: 'ecb' },
      { currency: 'USD', rate: '1.0837', date: '2026-03-09', source: 'ecb' },
    ]);
    expect(lastRead).toEqual({ at: opened.store.now(), errorCode: null });
    bank(bankFile('2026-03-10', { USD: '1.09' }));
    await read();
    expect(list().rates.map(({ currency, rate, date }) => [currency, rate, date])).toEqual([
      ['JPY', '161.37', '2026-03-09'],
      ['USD', '1.09', '2026-03-10'],
    ]);
    // A day is read once: the same answer changes nothing.
    const audit = shop.count('audit_entry');
    await read();
    expect(shop.count('audit_entry')).toBe(audit);
    expect(convert(1000, 'EUR', 'USD', '2026-03-09')?.amount.amountMinor).toBe(1084);
    expect(convert(1000, 'EUR', 'USD')?.amount.amountMinor).toBe(1090);
    expect(convert(1000, 'EUR', 'USD', '2026-03-08')).toBeNull();
  });

  it('stay as they are when the bank cannot be reached or says something else', async () => {
    set('USD', '1.08', '2026-03-01');
    bank(new Error('ENOTFOUND'));
    await expect(read()).rejects.toMatchObject({ code: 'rates.unreachable', retry: true });
    expect(list()).toMatchObject({ lastRead: { errorCode: 'rates.unreachable' }, rates: [{ rate: '1.08' }] });
    bank('<html></html>');
    await expect(read()).rejects.toMatchObject({ code: 'rates.broken_answer' });
    expect(list()).toMatchObject({ lastRead: { errorCode: 'rates.broken_answer' }, rates: [{ rate: '1.08' }] });
  });

  it('are entered by hand, of today or an earlier day; of one day that comes before what was read', async () => {
    expect(set('RUB', '0095.5000')).toEqual({ currency: 'RUB', rate: '95.5', date: '2026-03-10', source: 'manual' });
    expect(set('RUB', '96').rate).toBe('96');
    expect(shop.count('fx_rate')).toBe(1);
    bank(bankFile('2026-03-10', { USD: '1.0837' }));
    await read();
    set('USD', '1.2');
    expect(list().rates.at(-1)).toMatchObject({ currency: 'USD', rate: '1.2', source: 'manual' });
    set('USD', '1.1', '2026-03-09');
    expect(convert(100, 'EUR', 'USD')?.amount.amountMinor).toBe(120);
    const complaint = (work: () => unknown) => failure(work)?.fields;
    expect(complaint(() => set('EUR', '1'))).toEqual({ currency: { code: 'invalid' } });
    expect(complaint(() => set('QQQ', '1'))).toEqual({ currency: { code: 'invalid' } });
    expect(complaint(() => set('USD', '0.0'))).toEqual({ rate: { code: 'too_small' } });
    expect(complaint(() => set('USD', '1', '2026-03-11'))).toEqual({ date: { code: 'in_future' } });
    for (const rate of ['-1', '1e3', '', '1,2']) expect(() => set('USD', rate)).toThrow('rate');
  });

  it('go through the euro, with the older day and where they are from', async () => {
    bank(bankFile('2026-03-09', { USD: '1.25', JPY: '160' }));
    await read();
    expect(convert(1000, 'USD', 'JPY')).toEqual({
      amount: { amountMinor: 1280, currency: 'JPY' },
      rate: { from: 'USD', to: 'JPY', rate: '128', date: '2026-03-09', source: 'ecb' },
    });
    set('JPY', '200');
    expect(convert(1000, 'USD', 'JPY')?.rate).toMatchObject({ rate: '160', date: '2026-03-09', source: 'mixed' });
    expect(convert(1280, 'JPY', 'EUR')?.rate).toMatchObject({ rate: '0.005', date: '2026-03-10', source: 'manual' });
    expect(convert(7, 'USD', 'USD')).toEqual({ amount: { amountMinor: 7, currency: 'USD' }, rate: null });
    expect(convert(7, 'USD', 'GBP')).toBeNull();
  });

  it('are read in the background when something is converted and they are old, at most once an hour', async () => {
    bank(new Error('offline'));
    await settled();
    expect(asked).toBe(0);
    expect(convert(100, 'EUR', 'USD')).toBeNull();
    convert(100, 'EUR', 'USD');
    await settled();
    convert(100, 'EUR', 'USD');
    expect(asked).toBe(1);
    opened.clock.advance(60 * 60 * 1000);
    bank(bankFile('2026-03-10', { USD: '1.25' }));
    convert(100, 'EUR', 'USD');
    await settled();
    expect(asked).toBe(2);
    expect(convert(100, 'EUR', 'USD')?.amount.amountMinor).toBe(125);
    opened.clock.advance(20 * 60 * 60 * 1000);
    convert(100, 'EUR', 'USD');
    await settled();
    expect(asked).toBe(2);
    opened.clock.set('2026-03-12T08:00:00.000Z');
    convert(100, 'EUR', 'USD');
    await settled();
    expect(asked).toBe(3);
  });

  it('are asked for once when several ask at once', async () => {
    bank(bankFile('2026-03-10', { USD: '1.25' }));
    const [a, b] = await Promise.all([read(), read()]);
    expect(asked).toBe(1);
    expect(a).toEqual(b);
  });

  it('write nothing after the end', async () => {
    let answer: (text: string) => void = () => undefined;
    shop.outside.ratesFile = (signal) =>
      new Promise((resolve, reject) => {
        answer = resolve;
        signal.addEventListener('abort', () => reject(new Error('aborted')));
      });
    const reading = read();
    const closing = shop.services.rates.close();
    answer(bankFile('2026-03-10', { USD: '1.25' }));
    await closing;
    await expect(reading).rejects.toThrow('aborted');
    expect(shop.count('fx_rate')).toBe(0);
  });
});
