import { describe, expect, it } from 'vitest';
import { answering, clientOf, formats, json, meta, order, valueIn, vendor } from './client-support.ts';

const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });

describe.each(formats)('money over out=%s', (format) => {
  it('the price list, exact to the minor unit', async () => {
    const { account } = await vendor();
    const prices = valueIn(await clientOf({ format }).listPrices(account, meta));
    expect(prices.filter((price) => price.pricelist === '55227')).toEqual([
      { pricelist: '55227', name: 'ispmanager 6 lite', period: 1, price: eur(500), addons: {} },
      { pricelist: '55227', name: 'ispmanager 6 lite', period: 12, price: eur(5000), addons: {} },
    ]);
    expect(prices.filter((price) => price.pricelist === '55230')).toEqual([
      { pricelist: '55230', name: 'ispmanager 6 business', period: 1, price: eur(2000), addons: { '55236': eur(400) } },
      {
        pricelist: '55230',
        name: 'ispmanager 6 business',
        period: 12,
        price: eur(20_000),
        addons: { '55236': eur(4000) },
      },
    ]);
    // Four paid tariffs, two periods each; a trial has no price.
    expect(prices).toHaveLength(8);
  });

  it.each(['plain', 'localized'] as const)('payments and charges in %s figures', async (amountFormat) => {
    const { sandbox, account } = await vendor({
      guesses: { amountFormat, refundOnDelete: true, ledgerTimes: true },
      tariffs: [{ id: '55227', name: 'lite', intname: 'lite', trial: false, prices: { 1: 123_456 }, addons: {} }],
      accounts: [{ ...rich, balance: 1_000_000 }],
    });
    const client = clientOf({ format });
    const { vendorId } = valueIn(await client.orderLicense(account, order, meta));
    sandbox.topUp(rich.login, 1);
    valueIn(await client.act(account, 'delete', vendorId, meta));
    const day = expect.stringMatching(/^\d{4}-\d\d-\d\d$/);
    expect(valueIn(await client.listExpenses(account, meta))).toEqual([
      { id: expect.any(String), date: day, serviceId: vendorId, text: expect.any(String), amount: eur(123_456) },
    ]);
    const payments = valueIn(await client.listPayments(account, meta));
    expect(payments).toEqual([
      { id: '1', number: 'SB/1', date: day, amount: eur(1_000_000), isRefund: false, status: '4' },
      {
        id: expect.any(String),
        number: expect.stringMatching(/^SB/),
        date: day,
        amount: eur(1),
        isRefund: false,
        status: '4',
      },
      {
        id: expect.any(String),
        number: expect.stringMatching(/^return/),
        date: day,
        amount: expect.anything(),
        isRefund: true,
        status: '4',
      },
    ]);
  });
});

const rich = { login: 'buyer@example.test', password: 'pa:ss wörd&=%', currency: 'EUR', twoFactor: false };

describe('a price', () => {
  const pricesOf = async (lists: unknown) => {
    const { account } = await answering(json(JSON.stringify({ doc: { pricelist: lists } })));
    return clientOf().listPrices(account, meta);
  };
  const tariff = (price: unknown, more: object = {}) => ({ id: { $: '277' }, name: { $: 'Virusdie' }, price, ...more });
  const monthly = (cost: string, more: object = {}) => ({
    $currency: 'EUR',
    period: { $cost: cost, $type: 'month', $length: '1', $: 'monthly', ...more },
  });
  const one = async (price: unknown, more: object = {}) =>
    valueIn(await pricesOf(tariff(price, more))).map(({ period, price: money }) => [
      period,
      money.amountMinor,
      money.currency,
    ]);

  it('of the official sample: more places than the currency has, half up', async () => {
    const { account } = await answering((_request, response) =>
      response
        .writeHead(200, { 'content-type': 'text/xml' })
        .end(
          '<doc><pricelist><id>277</id><additionintname>Virusdie</additionintname><price currency="EUR">' +
            '<period cost="913.9286" type="month" length="1">monthly</period></price></pricelist></doc>',
        ),
    );
    expect(valueIn(await clientOf({ format: 'xml' }).listPrices(account, meta))).toEqual([
      { pricelist: '277', name: 'Virusdie', period: 1, price: eur(91_393), addons: {} },
    ]);
  });

  it.each([
    ['0.0050', 1],
    ['0.0049', 0],
    ['5', 500],
    ['5.1', 510],
    ['1 234,5', 123_450],
    ['99999999.99', 9_999_999_999],
  ])('%s is %i cents', async (cost, minor) => {
    expect(await one(monthly(cost))).toEqual([[1, minor, 'EUR']]);
  });

  it('in a currency without cents, and in one with three places', async () => {
    expect(await one({ ...monthly('913.5'), $currency: 'JPY' })).toEqual([[1, 914, 'JPY']]);
    expect(await one({ ...monthly('1,2345'), $currency: 'KWD' })).toEqual([[1, 1235, 'KWD']]);
  });

  it.each(['', 'free', '1,234', '1.234,50', '-5', '1e3', 'NaN', '5 USD or 4', '0x10', '9'.repeat(30)])(
    '“%s” is no price',
    async (cost) => {
      expect(await one(monthly(cost))).toEqual([]);
    },
  );

  it('of a period in months, years or a trial; of nothing else', async () => {
    const periods = [
      { $cost: '1', $type: 'month', $length: '3' },
      { $cost: '2', $type: 'year', $length: '2' },
      { $cost: '0', $type: 'trial', $length: '14' },
      { $cost: '9', $type: 'day', $length: '1' },
      { $cost: '9', $type: 'lifetime', $length: '0' },
      { $cost: '9', $type: 'month', $length: 'x' },
      { $cost: '9', $type: 'month' },
    ];
    expect(await one({ $currency: 'EUR', period: periods })).toEqual([
      [3, 100, 'EUR'],
      [24, 200, 'EUR'],
      [-100, 0, 'EUR'],
    ]);
  });

  it('of what is archived or not active is left out', async () => {
    expect(await one(monthly('5'), { archived: { $: 'on' } })).toEqual([]);
    expect(await one(monthly('5'), { active: { $: 'off' } })).toEqual([]);
    expect(await one(monthly('5'), { active: { $: 'on' }, archived: { $: 'off' } })).toHaveLength(1);
  });

  it('that stands twice is none, in one currency; two currencies are two prices', async () => {
    expect(await one([monthly('5'), monthly('6')])).toEqual([]);
    expect(await one([monthly('5'), { ...monthly('6'), $currency: 'USD' }])).toEqual([
      [1, 500, 'EUR'],
      [1, 600, 'USD'],
    ]);
    expect(valueIn(await pricesOf([tariff(monthly('5')), tariff(monthly('6'))]))).toEqual([]);
  });

  it('of an addon is that of the same period and currency', async () => {
    const addon = [
      { id: { $: '9' }, price: [monthly('1'), { ...monthly('2'), $currency: 'USD' }] },
      { id: { $: '10' }, price: monthly('free') },
      { id: { $: '11' }, price: { $currency: 'EUR', period: { $cost: '3', $type: 'year', $length: '1' } } },
      { id: { $: 'x' }, price: monthly('4') },
    ];
    expect(valueIn(await pricesOf(tariff(monthly('5'), { addon }))).map((price) => price.addons)).toEqual([
      { '9': eur(100) },
    ]);
  });

  it.each([
    ['no list', undefined],
    ['an empty one', []],
    ['a text', 'x'],
    ['a tariff without a number', [tariff(monthly('5')), { name: { $: 'x' } }]],
  ])('%s is unknown', async (_name, lists) => {
    expect(await pricesOf(lists)).toMatchObject({ kind: 'unknown' });
  });
});
