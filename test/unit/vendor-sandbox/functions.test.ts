import { describe, expect, test } from 'vitest';
import { activeLicense, call, CONFIRM, DAY, LOGIN, ORDER, order, read, sandboxFor } from './helpers.ts';

describe('soft.order.param', () => {
  test.each([
    ['tariff', { pricelist: '1' }, 'value', 'pricelist'],
    ['missing tariff', { pricelist: '' }, 'missed', 'pricelist'],
    ['period', { period: '3' }, 'value', 'period'],
    ['trial for money', { pricelist: '55239', period: '1' }, 'value', 'period'],
    ['paid for nothing', { period: '-100' }, 'value', 'period'],
    ['ip', { ip: '198.51.100.300' }, 'value', 'ip'],
    ['autoprolong', { autoprolong: '7' }, 'value', 'autoprolong'],
    ['nodes', { pricelist: '55230', addon_55236: '-1' }, 'value', 'addon_55236'],
  ])('refuses a wrong %s and charges nothing', async (_what, params, type, object) => {
    const sandbox = await sandboxFor();
    expect(await call(sandbox, 'soft.order.param', { ...ORDER, ...CONFIRM, ...params })).toMatchObject({
      error: { type, object },
    });
    expect(sandbox.orders()).toBe(0);
    expect(sandbox.balance(LOGIN)).toBe(100_000);
  });

  test.each([['sok'], ['clicked_button']])('without %s it only shows the form', async (name) => {
    const sandbox = await sandboxFor();
    const answer = await call(sandbox, 'soft.order.param', { ...ORDER, ...CONFIRM, [name]: '' });
    expect(answer.model.ip).toBe(ORDER['ip']);
    expect(answer.slist.map((list: { name: string }) => list.name)).toEqual(['pricelist', 'period']);
    expect(sandbox.orders()).toBe(0);
  });

  test('without skipbasket=on it goes into the cart, unpaid', async () => {
    const sandbox = await sandboxFor();
    const answer = await call(sandbox, 'soft.order.param', { ...ORDER, ...CONFIRM, skipbasket: 'off' });
    expect(answer).toEqual({ billorder: { v: '5001' }, ok: true });
    expect(sandbox.orders()).toBe(0);
    expect(sandbox.balance(LOGIN)).toBe(100_000);
  });

  test('nodes of business are charged for', async () => {
    const sandbox = await sandboxFor();
    const id = await order(sandbox, { pricelist: '55230', addon_55236: '3' });
    expect(sandbox.balance(LOGIN)).toBe(100_000 - 2000 - 1200);
    expect((await read(sandbox, id))['addon_55236']).toBe('3');
  });

  test('autoprolong that was not sent becomes the period, or none', async () => {
    const sandbox = await sandboxFor();
    const { autoprolong: _omitted, ...params } = ORDER;
    const send = async (): Promise<string> => (await call(sandbox, 'soft.order.param', { ...params, ...CONFIRM })).id.v;
    expect((await read(sandbox, await send()))['autoprolong']).toBe('1');
    sandbox.configure({ guesses: { autoprolongDefault: 'none' } });
    expect((await read(sandbox, await send()))['autoprolong']).toBe('null');
  });

  test('too little money: the configured error document, nothing bought', async () => {
    const sandbox = await sandboxFor({
      accounts: [{ login: LOGIN, password: 'sandbox', balance: 999, currency: 'EUR', twoFactor: false }],
      guesses: { errors: { balance: { type: 'money', object: 'x', message: 'Need __value__' } } },
    });
    const answer = await call(sandbox, 'soft.order.param', { ...ORDER, ...CONFIRM });
    expect(answer.error).toMatchObject({ type: 'money', object: 'x', msg: 'Need 10.00 EUR' });
    expect(sandbox.orders()).toBe(0);
    expect(sandbox.balance(LOGIN)).toBe(999);
    sandbox.topUp(LOGIN, 1);
    await order(sandbox);
    expect(sandbox.balance(LOGIN)).toBe(0);
  });

  test('a second license on an IP: bought by default, refused by switch, always reported by checkip', async () => {
    const sandbox = await sandboxFor();
    expect(await call(sandbox, 'soft.checkip', { ...ORDER })).toEqual({ ok: true });
    await order(sandbox);
    await order(sandbox);
    expect(await call(sandbox, 'soft.checkip', { ...ORDER })).toMatchObject({ error: { object: 'ip' } });
    sandbox.configure({ guesses: { duplicateIp: 'refuse' } });
    expect(await call(sandbox, 'soft.order.param', { ...ORDER, ...CONFIRM })).toMatchObject({
      error: { object: 'ip' },
    });
    expect(sandbox.orders()).toBe(2);
  });

  test('a second trial on an IP is refused, or accepted by switch', async () => {
    const sandbox = await sandboxFor();
    const trial = { pricelist: '55239', period: '-100' };
    await order(sandbox, trial);
    await expect(order(sandbox, trial)).rejects.toThrow('refused');
    sandbox.configure({ guesses: { duplicateTrial: 'accept' } });
    await order(sandbox, trial);
  });
});

describe('soft', () => {
  test('a row has the documented columns and none of the private ones', async () => {
    const sandbox = await sandboxFor();
    const id = await activeLicense(sandbox, { remoteid: 'r1' });
    const { elem } = await call(sandbox, 'soft');
    expect(elem).toHaveLength(1);
    expect(Object.keys(elem[0])).toEqual([
      'id',
      'licname',
      'ip',
      'period',
      'update_expiredate',
      'real_ipchange',
      'real_keychange',
      'pricelist',
      'account',
      'project',
      'datacentername',
      'processingmodule',
      'createdate',
      'expiredate',
      'autoprolong',
      'status_msg',
      'item',
      'item_status',
      'status',
      'special_status',
      'cost',
    ]);
    expect(elem[0]).toMatchObject({
      id,
      licname: 'token-1',
      pricelist: 'ispmanager 6 pro',
      createdate: '2026-01-15',
      cost: '10.00 EUR',
      status: '2',
    });
  });

  test('pages with p_cnt and p_num and tells the total', async () => {
    const sandbox = await sandboxFor();
    const ids: string[] = [];
    for (let index = 0; index < 7; index += 1) ids.push(await order(sandbox, { ip: `198.51.100.${index}` }));
    const pageOf = async (params: Record<string, string>): Promise<string[]> => {
      const answer = await call(sandbox, 'soft', params);
      expect(answer.p_elems).toBe('7');
      return (answer.elem ?? []).map((row: { id: string }) => row.id);
    };
    expect(await pageOf({ p_cnt: '3' })).toEqual(ids.slice(0, 3));
    expect(await pageOf({ p_cnt: '3', p_num: '3' })).toEqual(ids.slice(6));
    expect(await pageOf({ p_cnt: '3', p_num: '4' })).toEqual([]);
    expect(await pageOf({ p_cnt: '1000' })).toEqual(ids);
    sandbox.configure({ guesses: { defaultPageSize: 2, maxPageSize: 4 } });
    expect(await pageOf({})).toEqual(ids.slice(0, 2));
    expect(await pageOf({ p_cnt: '1000' })).toEqual(ids.slice(0, 4));
  });

  test('filter=on filters this call only', async () => {
    const sandbox = await sandboxFor();
    await order(sandbox);
    const second = await order(sandbox, { licname: 'token-2' });
    expect(await call(sandbox, 'soft', { filter: 'on', licname: 'token-2' })).toMatchObject({
      elem: [{ id: second }],
      p_elems: '1',
    });
    expect((await call(sandbox, 'soft')).elem).toHaveLength(2);
  });
});

describe('soft.edit', () => {
  test('changes name, IP and renewal, and reads back', async () => {
    const sandbox = await sandboxFor({ guesses: { remoteidReturned: true } });
    const id = await activeLicense(sandbox, { remoteid: 'r1' });
    const sent = { licname: 'Имя <&> "x"', ip: '2001:db8::1', autoprolong: '12', remoteid: 'r2' };
    expect(await call(sandbox, 'soft.edit', { elid: id, sok: 'ok', ...sent })).toMatchObject({ ok: true, model: sent });
    expect(await read(sandbox, id)).toMatchObject({ ...sent, real_ipchange: '2026-01-15', real_keychange: '' });
  });

  test('the IP can be changed once a month; the same IP again is no change', async () => {
    const sandbox = await sandboxFor();
    const id = await activeLicense(sandbox, { period: '12' });
    const move = async (ip: string): Promise<unknown> =>
      call(sandbox, 'soft.edit', { elid: id, sok: 'ok', licname: 'a', ip });
    expect(await move('203.0.113.1')).toHaveProperty('ok', true);
    expect(await move('203.0.113.1')).toHaveProperty('ok', true);
    expect(await move('203.0.113.2')).toMatchObject({ error: { object: 'ip', value: '2026-02-15' } });
    expect((await read(sandbox, id))['ip']).toBe('203.0.113.1');
    sandbox.advance(31 * DAY);
    expect(await move('203.0.113.2')).toHaveProperty('ok', true);
    sandbox.configure({ guesses: { monthlyIpLimit: false } });
    expect(await move('203.0.113.3')).toHaveProperty('ok', true);
  });

  test('newkey gives another key in the same answer, once a month', async () => {
    const sandbox = await sandboxFor();
    const id = await activeLicense(sandbox);
    const before = (await read(sandbox, id))['lickey'];
    const renew = async (): ReturnType<typeof call> =>
      call(sandbox, 'soft.edit', { elid: id, clicked_button: 'newkey', sok: 'ok' });
    const answer = await renew();
    expect(answer.model.lickey).not.toBe(before);
    expect(await read(sandbox, id)).toMatchObject({
      lickey: answer.model.lickey,
      real_keychange: '2026-01-15',
      ip: ORDER['ip'],
    });
    expect(await renew()).toMatchObject({ error: { object: 'lickey' } });
    expect((await read(sandbox, id))['lickey']).toBe(answer.model.lickey);
    sandbox.configure({ guesses: { monthlyKeyLimit: false } });
    expect((await renew()).model.lickey).not.toBe(answer.model.lickey);
  });

  test('omitted fields are kept, or cleared by switch; a bad IP changes nothing', async () => {
    const sandbox = await sandboxFor();
    const id = await activeLicense(sandbox);
    await call(sandbox, 'soft.edit', { elid: id, sok: 'ok', licname: 'new' });
    expect(await read(sandbox, id)).toMatchObject({ licname: 'new', ip: ORDER['ip'] });
    sandbox.configure({ guesses: { omittedFields: 'clear' } });
    expect(await call(sandbox, 'soft.edit', { elid: id, sok: 'ok', licname: 'newer' })).toMatchObject({
      error: { object: 'ip' },
    });
    await call(sandbox, 'soft.edit', { elid: id, sok: 'ok', ip: '203.0.113.5' });
    expect(await read(sandbox, id)).toMatchObject({ licname: '', ip: '203.0.113.5' });
  });

  test.each(['', 'abc', '0', '-1', '1e3', '999999999999999999'])('elid %j does not exist', async (elid) => {
    const sandbox = await sandboxFor();
    await activeLicense(sandbox);
    expect(await call(sandbox, 'soft.edit', { elid })).toMatchObject({ error: { type: 'missed', object: 'elid' } });
  });

  test('a license that is being opened cannot be changed', async () => {
    const sandbox = await sandboxFor();
    const id = await order(sandbox);
    expect(await call(sandbox, 'soft.edit', { elid: id, sok: 'ok', licname: 'x' })).toHaveProperty('error');
  });

  test('more nodes cost the difference for the days that are left', async () => {
    const sandbox = await sandboxFor();
    const id = await activeLicense(sandbox, { pricelist: '55230' });
    const before = sandbox.balance(LOGIN);
    await call(sandbox, 'soft.edit', { elid: id, sok: 'ok', addon_55236: '2' });
    expect(before - sandbox.balance(LOGIN)).toBe(800);
    expect((await read(sandbox, id))['addon_55236']).toBe('2');
  });

  test('webdomains and remoteid are switches', async () => {
    const sandbox = await sandboxFor();
    const id = await activeLicense(sandbox, { remoteid: 'r1' });
    sandbox.patchLicense(Number(id), { webdomains: 12 });
    expect(await read(sandbox, id)).toMatchObject({ webdomains: '12' });
    expect(await read(sandbox, id)).not.toHaveProperty('remoteid');
    sandbox.configure({ guesses: { webdomains: 'empty', remoteidReturned: true } });
    expect(await read(sandbox, id)).toMatchObject({ webdomains: '', remoteid: 'r1' });
    sandbox.configure({ guesses: { webdomains: 'absent' } });
    expect(await read(sandbox, id)).not.toHaveProperty('webdomains');
  });
});

describe('service.changepricelist', () => {
  test('shows other tariffs, charges the prorated difference, and is read back', async () => {
    const sandbox = await sandboxFor({ timing: { operationMs: 200 } });
    const id = await activeLicense(sandbox);
    const form = await call(sandbox, 'service.changepricelist', { elid: id });
    expect(form.slist[0].val.map((choice: { key: string }) => choice.key)).toEqual(['55227', '55229', '55230']);
    sandbox.advance(15 * DAY);
    expect(
      await call(sandbox, 'service.changepricelist', { elid: id, pricelist: '55229', period: '1', sok: 'ok' }),
    ).toEqual({ ok: true });
    // 500 more a month of 31 days, 16 of which are left.
    expect(sandbox.ledger().at(-1)).toMatchObject({
      kind: 'charge',
      amount: Math.ceil((500 * 16) / 31),
      licenseId: Number(id),
    });
    expect((await read(sandbox, id))['pricelist']).toBe('55228');
    sandbox.advance(200);
    expect((await read(sandbox, id))['pricelist']).toBe('55229');
  });

  test.each([
    ['full', 1500],
    ['nothing', 0],
  ] as const)('cost by switch: %s', async (tariffChangeCost, cost) => {
    const sandbox = await sandboxFor({ guesses: { tariffChangeCost } });
    const id = await activeLicense(sandbox);
    await call(sandbox, 'service.changepricelist', { elid: id, pricelist: '55229', sok: 'ok' });
    expect(sandbox.balance(LOGIN)).toBe(99_000 - cost);
  });

  test('a downgrade pays nothing back and can be switched off', async () => {
    const sandbox = await sandboxFor();
    const id = await activeLicense(sandbox);
    sandbox.configure({ guesses: { downgradeAllowed: false } });
    expect(await call(sandbox, 'service.changepricelist', { elid: id, pricelist: '55227', sok: 'ok' })).toHaveProperty(
      'error',
    );
    sandbox.configure({ guesses: { downgradeAllowed: true } });
    expect(await call(sandbox, 'service.changepricelist', { elid: id, pricelist: '55227', sok: 'ok' })).toEqual({
      ok: true,
    });
    expect(sandbox.balance(LOGIN)).toBe(99_000);
  });

  test.each(['55228', '55239', '1', ''])('tariff %j is refused', async (pricelist) => {
    const sandbox = await sandboxFor();
    const id = await activeLicense(sandbox);
    expect(await call(sandbox, 'service.changepricelist', { elid: id, pricelist, sok: 'ok' })).toHaveProperty(
      'error.object',
      'pricelist',
    );
  });
});

describe('money and prices', () => {
  test('the four ways to the balance agree', async () => {
    const sandbox = await sandboxFor();
    await order(sandbox);
    expect(await call(sandbox, 'whoami')).toMatchObject({ user: { balance: '990.00', currency: 'EUR' } });
    expect(await call(sandbox, 'subaccount')).toMatchObject({ elem: [{ balance: '990.00', currency: 'EUR' }] });
    expect(await call(sandbox, 'usrparam')).toMatchObject({ model: { balance: '990.00' } });
    const dashboard = await call(sandbox, 'dashboard.info', {}, 'json');
    expect(dashboard.doc.elem[0].balance[0].$).toBe('990.00 EUR');
  });

  test('numbers with a no-break space and a comma', async () => {
    const sandbox = await sandboxFor({ guesses: { amountFormat: 'localized' } });
    sandbox.topUp(LOGIN, 123_456_789);
    expect(await call(sandbox, 'whoami')).toMatchObject({ user: { balance: '1\u00A0235\u00A0567,89' } });
  });

  test('expense names the license of each charge, payment the top-ups', async () => {
    const sandbox = await sandboxFor();
    const id = await activeLicense(sandbox);
    await call(sandbox, 'service.prolong', { elid: id, period: '1', sok: 'ok' });
    const { elem } = await call(sandbox, 'expense');
    expect(elem).toHaveLength(2);
    for (const row of elem) expect(row).toMatchObject({ main_item: id, amount: '10.00 EUR', realdate: '2026-01-15' });
    expect(await call(sandbox, 'payment')).toMatchObject({ elem: [{ amount: '1000.00 EUR' }], p_elems: '1' });
  });

  test('pricelist.export has the shape of the official sample and needs no sign-in', async () => {
    const sandbox = await sandboxFor();
    const xml = await (await fetch(`${sandbox.url}?func=pricelist.export&out=xml&pricelist=55228`)).text();
    expect(xml).toContain('<pricelist><id>55228</id>');
    expect(xml).toContain(
      '<price currency="EUR"><period cost="10.0000" type="month" length="1">monthly</period><period cost="100.0000" type="year" length="1">annual</period></price>',
    );
    const all = await call(sandbox, 'pricelist.export', {}, 'json');
    expect(all.doc.pricelist.map((item: { id: { $: string } }) => item.id.$)).toEqual([
      '55239',
      '55240',
      '55227',
      '55228',
      '55229',
      '55230',
    ]);
    const one = await call(sandbox, 'pricelist.export', { pricelist: '55227' }, 'json');
    expect(one.doc.pricelist.price.period[0].$cost).toBe('5.0000');
  });

  test('a function that is not installed says so', async () => {
    const sandbox = await sandboxFor({ guesses: { missingFunctions: ['soft.checkip', 'pricelist.export'] } });
    for (const func of ['soft.newkey', 'soft.checkip', 'pricelist.export']) {
      expect(await call(sandbox, func)).toMatchObject({ error: { object: 'func', value: func } });
    }
  });
});
