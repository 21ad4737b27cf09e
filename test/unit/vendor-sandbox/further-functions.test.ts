import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { errorNames, SWITCHABLE_FUNCTIONS } from '../../../main/core/vendor-sandbox/index.ts';
import type { GuessedErrors, VendorSandbox } from '../../../main/core/vendor-sandbox/index.ts';
import { activeLicense, AUTHINFO, call, CONFIRM, DAY, LOGIN, ORDER, order, post, read, sandboxFor } from './helpers.ts';
import type { Json, Params } from './helpers.ts';

const KEY = 'k'.repeat(16);

async function anonymous(sandbox: VendorSandbox, params: Params): Promise<Json> {
  return JSON.parse(await (await post(sandbox, { out: 'bjson', ...params })).text());
}

describe('signing in', () => {
  test('session.newkey: a key that signs in once, or as often as signInKeys says', async () => {
    const sandbox = await sandboxFor();
    const signIn = async (key: string): Promise<Json> =>
      anonymous(sandbox, { func: 'auth', username: LOGIN, key, checkcookie: 'no' });
    expect(await call(sandbox, 'session.newkey', { username: LOGIN, key: 'short' })).toHaveProperty(
      'error.object',
      'key',
    );
    expect(await call(sandbox, 'session.newkey', { username: 'other', key: KEY })).toHaveProperty(
      'error.type',
      'access',
    );
    expect(await signIn(KEY)).toHaveProperty('error.type', 'auth');
    expect(await call(sandbox, 'session.newkey', { username: LOGIN, key: KEY })).toEqual({ ok: true });
    const { auth } = (await signIn(KEY)).model;
    expect(await anonymous(sandbox, { auth, func: 'whoami' })).toHaveProperty('user.name', LOGIN);
    expect(await signIn(KEY)).toHaveProperty('error.type', 'auth');
    sandbox.configure({ guesses: { signInKeys: 'repeat' } });
    await call(sandbox, 'session.newkey', { username: LOGIN, key: KEY });
    await signIn(KEY);
    expect(await signIn(KEY)).toHaveProperty('model.auth');
    expect(JSON.stringify(sandbox.requests())).not.toContain(KEY);
  });

  test('maintenance: a page for everybody, nothing is sold', async () => {
    const sandbox = await sandboxFor({ switches: { maintenance: true } });
    const response = await post(sandbox, {
      authinfo: AUTHINFO,
      func: 'soft.order.param',
      out: 'json',
      ...ORDER,
      ...CONFIRM,
    });
    expect([response.status, response.headers.get('content-type')]).toEqual([503, 'text/html; charset=UTF-8']);
    expect(sandbox.requests()).toMatchObject([{ outcome: 'error', committed: false }]);
    expect(sandbox.orders()).toBe(0);
  });

  test('authinfoRefused: sessions go on, authinfo does not', async () => {
    const sandbox = await sandboxFor({ switches: { authinfoRefused: true } });
    expect(await call(sandbox, 'whoami')).toMatchObject({ error: { msg: 'Access from this IP denied' } });
    const { auth } = (await anonymous(sandbox, { func: 'auth', username: LOGIN, password: 'sandbox' })).model;
    expect(await anonymous(sandbox, { auth, func: 'whoami' })).toHaveProperty('user.name', LOGIN);
  });

  test('sessionBoundToIp: a session is no use from another address', async () => {
    const sandbox = await sandboxFor();
    const { auth } = (await anonymous(sandbox, { func: 'auth', username: LOGIN, password: 'sandbox' })).model;
    const elsewhere = async (): Promise<Json> =>
      new Promise((resolve, reject) => {
        const url = `${sandbox.url}?func=whoami&out=bjson&auth=${auth}`;
        request(url, { localAddress: '127.0.0.2' }, (response) => {
          let text = '';
          response.on('data', (chunk: Buffer) => (text += chunk.toString()));
          response.on('end', () => resolve(JSON.parse(text)));
        })
          .on('error', reject)
          .end();
      });
    expect(await elsewhere()).toHaveProperty('user.name', LOGIN);
    sandbox.configure({ switches: { sessionBoundToIp: true } });
    expect(await elsewhere()).toHaveProperty('error.type', 'access');
    expect(await anonymous(sandbox, { auth, func: 'whoami' })).toHaveProperty('user.name', LOGIN);
  });
});

describe('reading', () => {
  test('basket: what waits there, for reading only', async () => {
    const sandbox = await sandboxFor();
    await call(sandbox, 'soft.order.param', { ...ORDER, sok: 'ok', clicked_button: 'basket' });
    await call(sandbox, 'soft.order.param', { ...ORDER, ...CONFIRM, pricelist: '55227', skipbasket: 'off' });
    const { doc } = await call(sandbox, 'basket', {}, 'json');
    expect(doc.itemlist.elem).toMatchObject([
      { billorder: { $: '5001' }, name: { $: 'ispmanager 6 pro' }, cost: { $: '10.00 EUR' } },
      { billorder: { $: '5002' }, name: { $: 'ispmanager 6 lite' }, cost: { $: '5.00 EUR' } },
    ]);
    expect(doc).toMatchObject({
      billorder: { $: '5001, 5002' },
      total_sum: { $: '15.00 EUR' },
      tax: { $: '0.00 EUR' },
    });
    for (const clicked_button of ['free', 'delete', 'clearbasket'])
      expect(await call(sandbox, 'basket', { clicked_button })).toHaveProperty('error.type', 'access');
    expect((await call(sandbox, 'basket')).total_sum).toBe('15.00 EUR');
    expect([sandbox.orders(), sandbox.balance(LOGIN)]).toEqual([0, 100_000]);
  });

  test('soft.filter hides rows from every later list until it is cleared', async () => {
    const sandbox = await sandboxFor();
    await order(sandbox, { licname: 'one' });
    await order(sandbox, { licname: 'two' });
    expect((await call(sandbox, 'soft.filter')).model.licname).toBe('');
    expect(await call(sandbox, 'soft.filter', { licname: 'two', sok: 'ok' })).toEqual({ ok: true });
    expect((await call(sandbox, 'soft.filter')).model.licname).toBe('two');
    expect(await call(sandbox, 'soft')).toMatchObject({ p_elems: '1', elem: [{ licname: 'two' }] });
    expect(await call(sandbox, 'soft', { filter: 'on', licname: 'one' })).toHaveProperty('p_elems', '0');
    await call(sandbox, 'soft.filter', { sok: 'ok' });
    expect(await call(sandbox, 'soft')).toHaveProperty('p_elems', '2');
  });

  test('what can be ordered; the joint lists and menu where they are installed', async () => {
    const sandbox = await sandboxFor();
    for (const func of ['soft.order', 'soft.order.pricelist']) {
      const { slist } = await call(sandbox, func);
      expect(slist[0].val).toContainEqual({ key: '55227', v: 'ispmanager 6 lite' });
    }
    await order(sandbox);
    for (const func of ['service', 'item']) expect(await call(sandbox, func)).toHaveProperty('error.object', 'func');
    sandbox.configure({ guesses: { missingFunctions: [] } });
    for (const func of ['service', 'item']) expect(await call(sandbox, func)).toHaveProperty('p_elems', '1');
    expect((await call(sandbox, 'menu')).mainmenu.node).toContainEqual({ name: 'soft' });
  });

  test.each(['account', 'account.payment', 'pricelist'])('%s is for the vendor’s own staff', async (func) => {
    const sandbox = await sandboxFor();
    expect(await call(sandbox, func)).toMatchObject({ error: { type: 'access', value: func } });
  });

  test.each(SWITCHABLE_FUNCTIONS)('%s can be missing, and can be denied', async (func) => {
    const sandbox = await sandboxFor({ guesses: { missingFunctions: [func], priceExportPublic: false } });
    expect(await call(sandbox, func, { ...ORDER, elid: '1' })).toHaveProperty('error.object', 'func');
    expect(sandbox.requests()[0]?.errorType).toBe('missed');
    sandbox.configure({ guesses: { missingFunctions: [] }, switches: { deniedFunctions: [func] } });
    expect(await call(sandbox, func, { ...ORDER, elid: '1' })).toHaveProperty('error.type', 'access');
  });
});

describe('sfrom=ajax', () => {
  const ask = async (sandbox: VendorSandbox, func: string, params: Params = {}): Promise<Json> =>
    JSON.parse(await (await post(sandbox, { authinfo: AUTHINFO, sfrom: 'ajax', func, ...params })).text());

  test('rows and fields as v, success as message, refusals as warning', async () => {
    const sandbox = await sandboxFor({ guesses: { severalElid: 'partial' } });
    expect(await ask(sandbox, 'soft.order.param', { ...ORDER, ...CONFIRM })).toEqual({
      content: [{ id: { v: '300001' } }],
      message: [{ status: 'ok' }],
    });
    sandbox.advance(1000);
    expect(await ask(sandbox, 'soft')).toMatchObject({ content: [{ id: { v: '300001' } }], p_elems: { v: '1' } });
    expect(await ask(sandbox, 'soft.edit', { elid: '300001' })).toMatchObject({ content: [{ status: { v: '2' } }] });
    expect(await ask(sandbox, 'soft.suspend', { elid: '300001, 7' })).toEqual({
      message: [{ status: 'ok' }],
      warning: { 7: { msg: 'elid 7 not found' } },
    });
    expect(await ask(sandbox, 'soft.edit', { elid: '7' })).toMatchObject({ error: { type: 'missed', lang: 'en' } });
    expect((await ask(sandbox, 'whoami')).content).toEqual([{ user: { v: '' } }]);
  });

  test('out wins over it, and nobody gets the sign-in page', async () => {
    const sandbox = await sandboxFor();
    expect(await ask(sandbox, 'keepalive', { out: 'bjson' })).toEqual({ ok: true });
    expect(await (await post(sandbox, { sfrom: 'ajax', func: 'soft' })).text()).toContain('type="password"');
  });
});

/** Makes each refusal happen whose words are not known. */
const provoked: Record<keyof GuessedErrors, (sandbox: VendorSandbox, id: string, lang: Params) => Promise<Json>> = {
  balance: async (sandbox, _id, lang) => {
    sandbox.setFaults([{ kind: 'balance', times: 1 }]);
    return call(sandbox, 'soft.order.param', { ...ORDER, ...CONFIRM, ...lang });
  },
  duplicateIp: async (sandbox, _id, lang) => call(sandbox, 'soft.checkip', { ...ORDER, ...lang }),
  duplicateTrial: async (sandbox, _id, lang) => {
    const trial = { ...ORDER, ...CONFIRM, pricelist: '55239', period: '-100', ip: '198.51.100.77' };
    await call(sandbox, 'soft.order.param', trial);
    return call(sandbox, 'soft.order.param', { ...trial, ...lang });
  },
  duplicateRemoteid: async (sandbox, _id, lang) => {
    sandbox.configure({ guesses: { duplicateRemoteid: 'refuse' } });
    return call(sandbox, 'soft.order.param', { ...ORDER, ...CONFIRM, remoteid: 'r', ...lang });
  },
  ipLimit: async (sandbox, elid, lang) => {
    await call(sandbox, 'soft.edit', { elid, ip: '198.51.100.91', sok: 'ok' });
    return call(sandbox, 'soft.edit', { elid, ip: '198.51.100.92', sok: 'ok', ...lang });
  },
  keyLimit: async (sandbox, elid, lang) => {
    await call(sandbox, 'soft.edit', { elid, clicked_button: 'newkey', sok: 'ok' });
    return call(sandbox, 'soft.edit', { elid, clicked_button: 'newkey', sok: 'ok', ...lang });
  },
  suspendUnavailable: async (sandbox, elid, lang) => {
    sandbox.configure({ switches: { canSuspend: false } });
    return call(sandbox, 'soft.suspend', { elid, ...lang });
  },
  wrongStatus: async (sandbox, _id, lang) =>
    call(sandbox, 'soft.suspend', { elid: await order(sandbox, { ip: '198.51.100.70' }), ...lang }),
  resumeExpired: async (sandbox, elid, lang) => {
    sandbox.advance(40 * DAY);
    return call(sandbox, 'soft.resume', { elid, ...lang });
  },
  trialFixed: async (sandbox, _id, lang) => {
    const elid = await activeLicense(sandbox, { pricelist: '55240', period: '-100', ip: '198.51.100.71' });
    return call(sandbox, 'service.prolong', { elid, period: '1', sok: 'ok', ...lang });
  },
  renewTooEarly: async (sandbox, elid, lang) => {
    sandbox.configure({ guesses: { renewOnlyWithinDays: 1 } });
    return call(sandbox, 'service.prolong', { elid, period: '1', sok: 'ok', ...lang });
  },
  minimumOrder: async (sandbox, elid, lang) => {
    sandbox.configure({ guesses: { minimumOrderDays: 100 } });
    return call(sandbox, 'soft.delete', { elid, ...lang });
  },
  fewerAddons: async (sandbox, _id, lang) => {
    sandbox.configure({ guesses: { fewerAddons: 'refuse' } });
    const elid = await activeLicense(sandbox, { pricelist: '55230', addon_55236: '2', ip: '198.51.100.72' });
    return call(sandbox, 'soft.edit', { elid, addon_55236: '1', sok: 'ok', ...lang });
  },
  ipDenied: async (sandbox, _id, lang) => {
    sandbox.configure({ switches: { ipDenied: true } });
    return call(sandbox, 'soft', lang);
  },
  wrongCode: async (sandbox, _id, lang) => {
    sandbox.configure({ switches: { twoFactor: true, twoFactorCode: '654321' } });
    const { auth } = (await anonymous(sandbox, { func: 'auth', username: LOGIN, password: 'sandbox' })).model;
    return anonymous(sandbox, { func: 'totp.confirm', auth, qrcode: '123456', sok: 'ok', ...lang });
  },
  tooManyCalls: async (sandbox, _id, lang) => {
    sandbox.configure({ guesses: { callsPerMinute: 1 } });
    await call(sandbox, 'soft', lang);
    return call(sandbox, 'soft', lang);
  },
  unknownFunction: async (sandbox, _id, lang) => call(sandbox, 'soft.newkey', lang),
};

describe.each(errorNames)('the words of a refusal: %s', (name) => {
  async function provoke(errors: Partial<GuessedErrors>, lang: Params): Promise<Json> {
    const sandbox = await sandboxFor({ guesses: { errors } });
    const id = await activeLicense(sandbox, { remoteid: 'r' });
    return (await provoked[name](sandbox, id, lang)).error;
  }

  test('have a type, an object and a text that can be set', async () => {
    const template = { type: `${name}_type`, object: `${name}_object`, message: 'Не знаю <b>' };
    expect(await provoke({ [name]: template }, {})).toMatchObject({
      type: template.type,
      object: template.object,
      msg: template.message,
    });
  });

  test('are there in English and in Russian, with no placeholder left', async () => {
    const [english, russian] = [await provoke({}, {}), await provoke({}, { lang: 'ru' })];
    expect(russian).toMatchObject({ type: english.type, object: english.object, lang: 'ru' });
    expect(english.msg).toMatch(/^[ -~]+$/);
    expect(russian.msg).toMatch(/[А-я]/);
    expect(english.msg + russian.msg).not.toContain('__');
  });
});

describe('the vendor does something else than it was told', () => {
  test('wrong-tariff, other-price, other-id, expense-late', async () => {
    const sandbox = await sandboxFor({
      faults: [
        { kind: 'wrong-tariff', times: 1 },
        { kind: 'other-price', times: 1 },
        { kind: 'other-id', times: 1 },
        { kind: 'expense-late', times: 1, ms: 60_000 },
      ],
    });
    const named = await order(sandbox);
    const [license] = sandbox.licenses();
    expect(named).not.toBe(String(license?.id));
    expect(await call(sandbox, 'soft.edit', { elid: named })).toHaveProperty('error.type', 'missed');
    expect(license).toMatchObject({ pricelist: '55227', ip: ORDER['ip'] });
    expect(sandbox.balance(LOGIN)).toBe(100_000 - 2001);
    expect(await call(sandbox, 'expense')).toHaveProperty('p_elems', '0');
    sandbox.advance(60_000);
    expect(await call(sandbox, 'expense')).toMatchObject({
      elem: [{ amount: '20.01 EUR', main_item: String(license?.id) }],
    });
    const next = await order(sandbox);
    expect(await read(sandbox, next)).toMatchObject({ pricelist: ORDER['pricelist'] });
  });

  test('page-shift: rows put in are seen twice, rows taken away hide another', async () => {
    const sandbox = await sandboxFor();
    for (let index = 0; index < 5; index += 1) await order(sandbox);
    const pages = async (): Promise<{ ids: string[]; totals: string[] }> => {
      const answers = [];
      for (const p_num of ['1', '2', '3']) answers.push(await call(sandbox, 'soft', { p_cnt: '2', p_num }));
      const ids = answers.flatMap(({ elem = [] }) => elem.map((row: { id: string }) => row.id.at(-1)));
      return { ids, totals: answers.map((answer) => answer.p_elems) };
    };
    expect(await pages()).toEqual({ ids: ['1', '2', '3', '4', '5'], totals: ['5', '5', '5'] });
    sandbox.setFaults([{ kind: 'page-shift', func: 'soft', rows: 1 }]);
    expect(await pages()).toEqual({ ids: ['1', '2', '2', '3', '4', '5'], totals: ['5', '6', '6'] });
    sandbox.setFaults([{ kind: 'page-shift', func: 'soft', rows: -1 }]);
    expect(await pages()).toEqual({ ids: ['1', '2', '4', '5'], totals: ['5', '4', '4'] });
  });
});
