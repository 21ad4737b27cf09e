import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  ANSWER_FAULTS,
  conservativeGuesses,
  guessSettings,
  parseChanges,
  switchSettings,
  timingSettings,
  VENDOR_FAULTS,
} from '../../../main/core/vendor-sandbox/index.ts';
import type { SandboxGuesses, VendorSandbox } from '../../../main/core/vendor-sandbox/index.ts';
import { activeLicense, call, CONFIRM, DAY, LOGIN, ORDER, order, post, read, sandboxFor } from './helpers.ts';
import type { Json, Params } from './helpers.ts';

const withGuesses = async (guesses: Partial<SandboxGuesses>): Promise<VendorSandbox> => sandboxFor({ guesses });
const buy = async (sandbox: VendorSandbox, params: Params = {}): Promise<Json> =>
  call(sandbox, 'soft.order.param', { ...ORDER, ...CONFIRM, ...params });
const NODES = { pricelist: '55230', addon_55236: '2' };

describe('the catalogue', () => {
  test('every default is a value of its own switch, and JSON that names them all is accepted', () => {
    const { errors, ...guesses } = conservativeGuesses;
    expect(parseChanges({ guesses: { ...guesses, errors } })).toEqual({ guesses: { ...guesses, errors } });
    expect(Object.keys(guesses).toSorted()).toEqual(Object.keys(guessSettings).toSorted());
  });

  test.each([
    ['no object', 5],
    ['unknown part', { guess: {} }],
    ['unknown guess', { guesses: { sendsTotals: true } }],
    ['inherited name', { guesses: { toString: true } }],
    ['wrong type', { guesses: { sendsTotal: 'yes' } }],
    ['unknown choice', { guesses: { deletedRows: 'hide' } }],
    ['fraction', { guesses: { trialDays: 1.5 } }],
    ['below', { timing: { sessionIdleMs: 0 } }],
    ['unknown function', { guesses: { missingFunctions: ['soft', 'sof.edit'] } }],
    ['unknown period', { guesses: { furtherPeriods: [5] } }],
    ['half a wording', { guesses: { errors: { balance: { type: 'x' } } } }],
    ['unknown wording', { guesses: { errors: { money: { type: 'x', object: '', message: '' } } } }],
    ['code of letters', { switches: { twoFactorCode: 'abcdef' } }],
  ])('changes from outside are checked: %s', (_name, input) => {
    expect(() => parseChanges(input)).toThrow(TypeError);
  });

  test('every switch, guess, time and fault has a test that names it', () => {
    const here = new URL('.', import.meta.url);
    const sources = readdirSync(here).map((file) => readFileSync(new URL(file, here), 'utf8'));
    const names = [guessSettings, switchSettings, timingSettings].flatMap((settings) => Object.keys(settings));
    const faults = [...ANSWER_FAULTS, ...VENDOR_FAULTS].map((kind) => `'${kind}'`);
    const isTested = (name: string): boolean =>
      sources.some((source) => source.includes(name) || source.includes(`${name.replaceAll("'", '')}: {`));
    expect([...names, ...faults].filter((name) => !isTested(name))).toEqual([]);
  });
});

describe('access', () => {
  test('callsPerMinute: a call too many is an error document, or rateRefusal http', async () => {
    const sandbox = await withGuesses({ callsPerMinute: 2 });
    await call(sandbox, 'keepalive');
    await call(sandbox, 'keepalive');
    expect(await buy(sandbox)).toMatchObject({
      error: { type: 'limit', msg: 'Too many requests: no more than 2 a minute' },
    });
    sandbox.configure({ guesses: { rateRefusal: 'http' } });
    const refused = await post(sandbox, { func: 'soft', authinfo: `${LOGIN}:sandbox`, out: 'json' });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
    sandbox.advance(60_000);
    expect(await buy(sandbox)).toHaveProperty('id');
    expect(sandbox.orders()).toBe(1);
  });

  test('deniedFunctions with deniedAnswer: an access error, or nothing at all', async () => {
    const sandbox = await sandboxFor({ switches: { deniedFunctions: ['soft', 'soft.order.param'] } });
    expect(await call(sandbox, 'soft')).toHaveProperty('error.type', 'access');
    sandbox.configure({ guesses: { deniedAnswer: 'empty' } });
    expect(await call(sandbox, 'soft')).toEqual({});
    expect(await buy(sandbox)).toEqual({});
    expect(sandbox.orders()).toBe(0);
  });

  test('priceExportPublic: signing in is needed where it is off', async () => {
    const sandbox = await sandboxFor();
    const anonymous = async (): Promise<Json> =>
      JSON.parse(await (await post(sandbox, { func: 'pricelist.export', out: 'json' })).text());
    expect((await anonymous()).doc.pricelist).toHaveLength(6);
    sandbox.configure({ guesses: { priceExportPublic: false } });
    expect((await anonymous()).doc.error.$type).toBe('access');
    expect(await call(sandbox, 'pricelist.export')).toHaveProperty('pricelist');
  });
});

describe('ordering', () => {
  test('orderWithoutIp, orderNeedsAgreement, licnameMaxLength, autoprolongMustMatch', async () => {
    const sandbox = await sandboxFor();
    expect(await buy(sandbox, { ip: '' })).toHaveProperty('id');
    sandbox.configure({
      guesses: {
        orderWithoutIp: 'refuse',
        orderNeedsAgreement: true,
        licnameMaxLength: 10,
        autoprolongMustMatch: true,
      },
    });
    const agreed = { licence_agreement: 'on' };
    expect(await buy(sandbox, { ...agreed, ip: '' })).toHaveProperty('error.object', 'ip');
    expect(await buy(sandbox)).toHaveProperty('error.object', 'licence_agreement');
    expect(await buy(sandbox, { ...agreed, licname: 'x'.repeat(11) })).toHaveProperty('error.object', 'licname');
    expect(await buy(sandbox, { ...agreed, autoprolong: '12' })).toHaveProperty('error.object', 'autoprolong');
    expect(sandbox.orders()).toBe(1);
    expect(await buy(sandbox, { ...agreed, licname: 'x'.repeat(10), autoprolong: '1' })).toHaveProperty('id');
    const [, second] = sandbox.licenses();
    const edit = { elid: String(second?.id), sok: 'ok', licname: 'x'.repeat(11) };
    sandbox.advance(1000);
    expect(await call(sandbox, 'soft.edit', edit)).toHaveProperty('error.object', 'licname');
  });

  test('furtherPeriods are sold at so many times the month, with their nodes, and renewed', async () => {
    const sandbox = await sandboxFor();
    expect(await buy(sandbox, { period: '3' })).toHaveProperty('error.object', 'period');
    sandbox.configure({ guesses: { furtherPeriods: [3] } });
    const id = await activeLicense(sandbox, { ...NODES, period: '3', autoprolong: '3' });
    expect(sandbox.balance(LOGIN)).toBe(100_000 - 3 * 2800);
    expect(await read(sandbox, id)).toMatchObject({ period: '3', expiredate: '2026-04-15', autoprolong: '3' });
    const form = await call(sandbox, 'service.prolong', { elid: id });
    expect(form.slist[0].val.map(({ key }: { key: string }) => key)).toEqual(['1', '3', '12']);
    await call(sandbox, 'service.prolong', { elid: id, period: '3', sok: 'ok' });
    expect(sandbox.balance(LOGIN)).toBe(100_000 - 6 * 2800);
  });

  test.each(['refuse', 'cart', 'unpaid'] as const)(
    'lowBalance %s: the error is the same, nothing is charged',
    async (lowBalance) => {
      const poor = { login: LOGIN, password: 'sandbox', balance: 999, currency: 'EUR', twoFactor: false };
      const sandbox = await sandboxFor({ accounts: [poor], guesses: { lowBalance } });
      expect(await buy(sandbox)).toHaveProperty('error.type', 'not_enough_money');
      expect([sandbox.balance(LOGIN), sandbox.orders()]).toEqual([999, 0]);
      sandbox.advance(30 * DAY);
      expect(sandbox.licenses().map(({ status, key }) => ({ status, key }))).toEqual(
        lowBalance === 'unpaid' ? [{ status: 1, key: '' }] : [],
      );
      expect(await call(sandbox, 'basket')).toMatchObject({
        total_sum: lowBalance === 'cart' ? '10.00 EUR' : '0.00 EUR',
      });
      expect(await call(sandbox, 'expense')).toHaveProperty('p_elems', '0');
    },
  );

  test('duplicateRemoteid, and checkipReportsDuplicates', async () => {
    const sandbox = await sandboxFor();
    await buy(sandbox, { remoteid: 'r1' });
    await buy(sandbox, { remoteid: 'r1' });
    sandbox.configure({ guesses: { duplicateRemoteid: 'refuse', checkipReportsDuplicates: false } });
    expect(await buy(sandbox, { remoteid: 'r1' })).toHaveProperty('error.object', 'remoteid');
    expect(await buy(sandbox, { remoteid: '' })).toHaveProperty('id');
    expect(await call(sandbox, 'soft.checkip', ORDER)).toEqual({ ok: true });
    expect(sandbox.orders()).toBe(3);
  });
});

describe('lists and formats', () => {
  test('sendsTotal, pageNumbers', async () => {
    const sandbox = await sandboxFor();
    for (let index = 0; index < 3; index += 1) await order(sandbox);
    const ids = async (p_num: string): Promise<string[]> =>
      (await call(sandbox, 'soft', { p_cnt: '2', p_num })).elem.map((row: { id: string }) => row.id);
    expect(await ids('2')).toEqual(['300003']);
    sandbox.configure({ guesses: { pageNumbers: false, sendsTotal: false } });
    expect(await ids('2')).toEqual(['300001', '300002']);
    expect(await call(sandbox, 'soft')).not.toHaveProperty('p_elems');
  });

  test('extraColumns and a colour beside the status', async () => {
    const sandbox = await withGuesses({ extraColumns: true });
    await activeLicense(sandbox);
    const { elem } = (await call(sandbox, 'soft', {}, 'json')).doc;
    expect(elem).toMatchObject({ item_status: { $: 'Active', $color: 'green' }, currency_str: { $: 'EUR' } });
    expect(await call(sandbox, 'soft', { filter: 'on', item_status: 'Active' })).toMatchObject({
      elem: [{ item_status: 'Active', item_cost: '10.00', costperiod: 'month' }],
    });
    const xml = await (await post(sandbox, { func: 'soft', out: 'xml', authinfo: `${LOGIN}:sandbox` })).text();
    expect(xml).toContain('<item_status color="green">Active</item_status>');
  });

  test('autoprolongText, ledgerTimes and dateOffsetMinutes', async () => {
    const sandbox = await withGuesses({ autoprolongText: true, ledgerTimes: true, dateOffsetMinutes: 840 });
    await order(sandbox, { autoprolong: '12' });
    await order(sandbox, { autoprolong: 'null' });
    const { elem } = await call(sandbox, 'soft');
    // Noon of the 15th in UTC is the 16th, 14 hours further east.
    expect(elem).toMatchObject([{ autoprolong: 'Annually', createdate: '2026-01-16' }, { autoprolong: 'Disabled' }]);
    expect((await call(sandbox, 'expense')).elem[0].realdate).toBe('2026-01-16 02:00:00');
  });

  test('bjsonOrderId has three wrappers', async () => {
    const sandbox = await sandboxFor();
    for (const [bjsonOrderId, id] of [
      ['v', { v: '300001' }],
      ['plain', '300002'],
      ['dollar', { $: '300003' }],
    ] as const) {
      sandbox.configure({ guesses: { bjsonOrderId } });
      expect((await buy(sandbox)).id).toEqual(id);
    }
  });

  test('messageLanguage: Russian only where it is asked for and given', async () => {
    const sandbox = await sandboxFor();
    const ask = async (lang: string, out = 'json'): Promise<Json> =>
      call(sandbox, 'soft.edit', { elid: '7', lang }, out);
    expect((await ask('ru')).doc.error).toMatchObject({ $lang: 'ru', msg: { $: 'elid 7: не найдено' } });
    expect((await ask('en')).doc.error).toMatchObject({ $lang: 'en', msg: { $: 'elid 7 not found' } });
    expect((await ask('de')).doc.error.$lang).toBe('en');
    sandbox.configure({ guesses: { messageLanguage: 'english' } });
    expect((await ask('ru')).doc.error).toMatchObject({ $lang: 'en', msg: { $: 'elid 7 not found' } });
  });

  test('placeholders left: the message is a template, its values stand beside it', async () => {
    const sandbox = await withGuesses({ placeholders: 'left' });
    const { error } = (await call(sandbox, 'soft.edit', { elid: '7' }, 'json')).doc;
    expect(error.msg.$).toBe('__object__ __value__ not found');
    expect(error.param).toEqual([
      { $name: 'object', $type: 'msg', $: 'elid' },
      { $name: 'value', $: '7' },
    ]);
  });

  test('a value cannot play the placeholder', async () => {
    const sandbox = await sandboxFor();
    const { error } = await call(sandbox, 'soft.edit', { elid: '$& __object__' });
    expect(error.msg).toBe('elid $& __object__ not found');
  });
});

describe('changes and money', () => {
  test.each([
    ['difference', 400],
    ['full', 800],
    ['nothing', 0],
    ['cart', 0],
  ] as const)('addonChangeCost %s', async (addonChangeCost, cost) => {
    const sandbox = await withGuesses({ addonChangeCost });
    const id = await activeLicense(sandbox, { ...NODES, addon_55236: '0' });
    const before = sandbox.balance(LOGIN);
    // 16 of the 31 days from 15 January to 15 February are left.
    sandbox.advance(15 * DAY);
    const answer = await call(sandbox, 'soft.edit', { elid: id, addon_55236: '2', sok: 'ok' });
    expect(before - sandbox.balance(LOGIN)).toBe(addonChangeCost === 'difference' ? Math.ceil((800 * 16) / 31) : cost);
    expect((await read(sandbox, id))['addon_55236']).toBe(addonChangeCost === 'cart' ? '0' : '2');
    if (addonChangeCost === 'cart') expect(answer).toEqual({ billorder: { v: '5001' }, ok: true });
  });

  test('fewerAddons, addonsEditable, autoprolongEditable', async () => {
    const sandbox = await withGuesses({ fewerAddons: 'refuse' });
    const id = await activeLicense(sandbox, NODES);
    const edit = async (params: Params): Promise<Json> =>
      call(sandbox, 'soft.edit', { elid: id, sok: 'ok', ...params });
    expect(await edit({ addon_55236: '1' })).toMatchObject({
      error: { msg: 'The quantity of addon_55236 cannot be reduced' },
    });
    sandbox.configure({ guesses: { fewerAddons: 'accept', addonsEditable: false, autoprolongEditable: false } });
    expect(await edit({ addon_55236: '5', autoprolong: '12' })).toHaveProperty('ok', true);
    expect(await read(sandbox, id)).toMatchObject({ addon_55236: '2', autoprolong: 'null' });
    sandbox.configure({ guesses: { addonsEditable: true, autoprolongEditable: true } });
    await edit({ addon_55236: '1', autoprolong: '12' });
    expect(await read(sandbox, id)).toMatchObject({ addon_55236: '1', autoprolong: '12' });
  });

  test('tariffChangeCost cart: nothing is charged and nothing moves', async () => {
    const sandbox = await withGuesses({ tariffChangeCost: 'cart' });
    const id = await activeLicense(sandbox);
    const before = sandbox.balance(LOGIN);
    const answer = await call(sandbox, 'service.changepricelist', {
      elid: id,
      pricelist: '55229',
      period: '1',
      sok: 'ok',
    });
    expect(answer).toHaveProperty('billorder');
    expect(sandbox.balance(LOGIN)).toBe(before);
    expect((await read(sandbox, id))['pricelist']).toBe('55228');
  });

  test('tariffChangeEnd, tariffChangePeriod, tariffChangeAddons', async () => {
    const sandbox = await withGuesses({
      tariffChangeEnd: 'restart',
      tariffChangePeriod: 'keep',
      tariffChangeAddons: 'drop',
    });
    const id = await activeLicense(sandbox, NODES);
    sandbox.advance(10 * DAY);
    await call(sandbox, 'service.changepricelist', { elid: id, pricelist: '55228', period: '12', sok: 'ok' });
    expect(await read(sandbox, id)).toMatchObject({ pricelist: '55228', period: '1', expiredate: '2027-01-25' });
    expect(sandbox.licenses()[0]?.addons).toEqual({});
  });

  test('downgradeRefund pays back the share of the rest, rounded down', async () => {
    const sandbox = await withGuesses({ downgradeRefund: true });
    const id = await activeLicense(sandbox, { pricelist: '55229' });
    sandbox.advance(DAY);
    const before = sandbox.balance(LOGIN);
    await call(sandbox, 'service.changepricelist', { elid: id, pricelist: '55227', period: '1', sok: 'ok' });
    expect(sandbox.balance(LOGIN) - before).toBe(Math.floor((1000 * 30) / 31));
    expect(await call(sandbox, 'payment', { filter: 'on', amount: '9.67 EUR' })).toHaveProperty('p_elems', '1');
  });

  test('renewalNeedsSkipbasket: without it the renewal waits in the cart', async () => {
    const sandbox = await withGuesses({ renewalNeedsSkipbasket: true });
    const id = await activeLicense(sandbox);
    const renew = { elid: id, period: '1', sok: 'ok' };
    expect(await call(sandbox, 'service.prolong', renew)).toHaveProperty('billorder');
    expect((await read(sandbox, id))['expiredate']).toBe('2026-02-15');
    await call(sandbox, 'service.prolong', { ...renew, skipbasket: 'on' });
    expect((await read(sandbox, id))['expiredate']).toBe('2026-03-15');
  });

  test('renewOnlyWithinDays and stoppedRenewalBase', async () => {
    const sandbox = await withGuesses({ renewOnlyWithinDays: 10, stoppedRenewalBase: 'today' });
    const id = await activeLicense(sandbox);
    const renew = { elid: id, period: '1', sok: 'ok' };
    expect(await call(sandbox, 'service.prolong', renew)).toMatchObject({
      error: { msg: 'The service can be renewed only after 2026-02-05' },
    });
    sandbox.advance(21 * DAY);
    await call(sandbox, 'soft.suspend', { elid: id });
    await call(sandbox, 'service.prolong', renew);
    expect((await read(sandbox, id))['expiredate']).toBe('2026-03-05');
  });

  test('minimumOrderDays, trialDays, autoprolongRuns', async () => {
    const sandbox = await withGuesses({ minimumOrderDays: 3, trialDays: 5, autoprolongRuns: false });
    const id = await activeLicense(sandbox, { autoprolong: '1' });
    const trial = await order(sandbox, { pricelist: '55239', period: '-100', ip: '198.51.100.8' });
    expect(await call(sandbox, 'soft.delete', { elid: id })).toMatchObject({ error: { type: 'pricelist_min_order' } });
    expect((await read(sandbox, trial))['expiredate']).toBe('2026-01-20');
    sandbox.advance(32 * DAY);
    expect(await read(sandbox, id)).toMatchObject({ status: '3', expiredate: '2026-02-15' });
    expect(await call(sandbox, 'soft.delete', { elid: id })).toEqual({ ok: true });
  });

  test('priceExportCurrency, expenseNamesLicense', async () => {
    const sandbox = await withGuesses({ priceExportCurrency: 'USD', expenseNamesLicense: false });
    await order(sandbox);
    expect(await call(sandbox, 'pricelist.export', { pricelist: '55228' })).toHaveProperty(
      'pricelist.price.currency',
      'USD',
    );
    expect((await call(sandbox, 'expense')).elem).toMatchObject([{ amount: '10.00 EUR', main_item: '', item: '' }]);
  });
});
