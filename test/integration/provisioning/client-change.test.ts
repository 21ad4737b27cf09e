import { describe, expect, it } from 'vitest';
import { saysIncapable, saysLimited } from '../../../main/core/provisioning/vendor/index.ts';
import {
  answering,
  clientOf,
  formats,
  json,
  meta,
  order,
  valueIn,
  vendor,
  vendorWithLicense,
} from './client-support.ts';

describe.each(formats)('changes of a license over out=%s', (format) => {
  it('a new key is in the answer; the next one is too early', async () => {
    const { account, id, license } = await vendorWithLicense();
    const client = clientOf({ format });
    const old = license()?.key;
    const { key } = valueIn(await client.reissueKey(account, id, meta));
    expect(key).toBe(license()?.key);
    expect(key).not.toBe(old);
    expect(valueIn(await client.readLicense(account, id, meta))).toMatchObject({
      key,
      keyChangedOn: license()?.keyChangedOn,
      ipChangedOn: null,
    });
    const again = await client.reissueKey(account, id, meta);
    expect(again).toMatchObject({ kind: 'refused', object: 'lickey' });
    expect(saysLimited(again)).toBe(true);
  });

  it('edits IP, name, renewal and addons, and reads back what it wrote', async () => {
    const { account, id, license } = await vendorWithLicense({ guesses: { remoteidReturned: true } }, '55230');
    const client = clientOf({ format });
    const edit = { ip: '2001:db8::7', licname: 'ä & <b> "c" \'d\'', autoprolong: '12', addons: { '55236': 3 } };
    expect(await client.editLicense(account, id, edit, meta)).toEqual({ kind: 'ok', value: null });
    expect(valueIn(await client.readLicense(account, id, meta))).toEqual({
      vendorId: id,
      status: 'active',
      changing: false,
      key: license()?.key,
      ip: edit.ip,
      licname: edit.licname,
      pricelist: '55230',
      packageName: 'ispmanager 6 business',
      period: 1,
      autoprolong: '12',
      addons: { '55236': 3 },
      webdomains: license()?.webdomains,
      createdOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      expiresOn: license()?.expiredate,
      ipChangedOn: license()?.ipChangedOn,
      keyChangedOn: null,
      cost: null,
      remoteid: order.token,
    });
    const off = { ip: edit.ip, licname: 'plain', autoprolong: 'none', remoteid: 'r-2' };
    expect(await client.editLicense(account, id, off, meta)).toEqual({ kind: 'ok', value: null });
    expect(license()).toMatchObject({
      autoprolong: null,
      licname: 'plain',
      remoteid: 'r-2',
      addons: { addon_55236: 3 },
    });
    expect(valueIn(await client.readLicense(account, id, meta)).autoprolong).toBe('none');
    expect(valueIn(await client.listLicenses(account, meta))).toMatchObject([
      {
        packageName: 'ispmanager 6 business',
        pricelist: null,
        autoprolong: 'none',
        addons: null,
        period: 1,
        cost: { amountMinor: 3200, currency: 'EUR' },
        ipChangedOn: license()?.ipChangedOn,
      },
    ]);
    const moved = await client.editLicense(account, id, { ...off, ip: '192.0.2.99' }, meta);
    expect(moved).toMatchObject({ kind: 'refused', object: 'ip' });
    expect(saysLimited(moved)).toBe(true);
  });

  it('asks whether an IP is free, and does without where the function is missing', async () => {
    const { sandbox, account } = await vendorWithLicense();
    const client = clientOf({ format });
    const check = (ip: string) => client.checkIp(account, { pricelist: '55228', period: 1, ip }, meta);
    expect(await check('192.0.2.50')).toEqual({ kind: 'ok', value: null });
    expect(await check(order.ip)).toMatchObject({ kind: 'refused', object: 'ip' });
    expect(await client.checkIp(account, { pricelist: '55239', period: -100, ip: '192.0.2.51' }, meta)).toEqual({
      kind: 'ok',
      value: null,
    });
    sandbox.configure({ guesses: { missingFunctions: ['soft.checkip'] } });
    const missing = await check('192.0.2.50');
    expect(saysIncapable(missing)).toBe(true);
    expect(saysLimited(missing)).toBe(false);
  });
});

describe('an edit', () => {
  it('always sends IP and name, and nothing that was not given', async () => {
    const sent: Record<string, string>[] = [];
    const client = clientOf({
      transport: (_url, form) => {
        sent.push(Object.fromEntries(form));
        return Promise.resolve({ kind: 'answer', status: 200, contentType: '', body: '{"doc":{"ok":{}}}' });
      },
    });
    const account = { connectionId: 'c1', apiAddress: 'https://vendor.test/billmgr', username: 'u', password: 'p' };
    await client.editLicense(account, '7', { ip: '', licname: '' }, meta);
    await client.editLicense(
      account,
      '7',
      { ip: '192.0.2.1', licname: 'n', autoprolong: 'none', addons: { '5': 0 } },
      meta,
    );
    await client.reissueKey(account, '7', meta);
    const head = { authinfo: 'u:p', lang: 'en', out: 'json', func: 'soft.edit', elid: '7', sok: 'ok' };
    expect(sent).toEqual([
      { ...head, ip: '', licname: '' },
      { ...head, ip: '192.0.2.1', licname: 'n', autoprolong: 'null', addon_5: '0' },
      { ...head, clicked_button: 'newkey' },
    ]);
  });

  it('a key that is not in the answer is not made up', async () => {
    for (const lickey of ['', ',"lickey":{}', ',"lickey":{"$":""}', ',"lickey":[]']) {
      const { account } = await answering(json(`{"doc":{"id":{"$":"7"},"ok":{}${lickey}}}`));
      expect(await clientOf().reissueKey(account, '7', meta)).toEqual({ kind: 'ok', value: { key: null } });
    }
  });

  it.each([
    ['the form without ok', '{"doc":{"id":{"$":"7"},"lickey":{"$":"7-NEW"}}}'],
    ['the form of another license', '{"doc":{"id":{"$":"8"},"lickey":{"$":"8-NEW"},"ok":{}}}'],
    ['an error within the form', '{"model":{"id":"7","lickey":"7-NEW","error":{"msg":"x"}},"ok":true}'],
    ['a warning', '{"doc":{"id":{"$":"7"},"ok":{},"warning":{"$":"x"}}}'],
  ])('%s is unknown', async (_name, body) => {
    const { account } = await answering(json(body));
    expect(await clientOf().reissueKey(account, '7', meta)).toMatchObject({ kind: 'unknown' });
    expect(await clientOf().editLicense(account, '7', { ip: '', licname: '' }, meta)).toMatchObject({
      kind: 'unknown',
    });
  });
});

describe('what a license tells', () => {
  const read = async (fields: string) => {
    const { account } = await answering(json(`{"doc":{"id":{"$":"7"},"status":{"$":"2"},${fields}}}`));
    return valueIn(await clientOf().readLicense(account, '7', meta));
  };

  it.each([
    ['"autoprolong":{"$":"null"}', { autoprolong: 'none' }],
    ['"autoprolong":{}', { autoprolong: 'none' }],
    ['"autoprolong":{"$":"off"}', { autoprolong: 'none' }],
    ['"autoprolong":{"$":"1"}', { autoprolong: '1' }],
    ['"autoprolong":{"$":"Monthly"}', { autoprolong: null }],
    ['"autoprolong":{"$":"0"}', { autoprolong: null }],
    ['"x":1', { autoprolong: null, period: null, webdomains: null, ipChangedOn: null, packageName: null, addons: {} }],
    ['"period":{"$":"-100"}', { period: -100 }],
    ['"period":{"$":"1 month"}', { period: null }],
    ['"webdomains":{"$":""}', { webdomains: null }],
    ['"webdomains":{"$":"0"}', { webdomains: 0 }],
    ['"real_ipchange":{"$":"0000-00-00"}', { ipChangedOn: null }],
    [
      '"real_ipchange":{"$":"2026-02-03 10:11:12"},"real_keychange":{}',
      { ipChangedOn: '2026-02-03', keyChangedOn: null },
    ],
    ['"expiredate":{"$":"never"},"createdate":{"$":"2026-02-03"}', { expiresOn: null, createdOn: '2026-02-03' }],
    ['"addon_1":{"$":"2"},"addon_22":{"$":"0"},"addon_x":{"$":"9"}', { addons: { '1': 2, '22': 0 } }],
    ['"addon_1":{"$":"2"},"addon_2":{"$":"on"}', { addons: null }],
    ['"pricelist":{"$":"ispmanager"},"pricelist_name":{"$":"lite"}', { pricelist: null, packageName: 'lite' }],
  ])('%s', async (fields, expected) => {
    expect(await read(fields)).toMatchObject(expected);
  });

  it('names instead of numbers in a list are not told', async () => {
    const { account } = await vendorWithLicense(
      { guesses: { autoprolongText: true, amountFormat: 'localized' } },
      '55230',
    );
    expect(valueIn(await clientOf().listLicenses(account, meta))).toMatchObject([
      { autoprolong: null, cost: { amountMinor: 2000, currency: 'EUR' } },
    ]);
  });

  it('a trial has the period of a trial', async () => {
    const { sandbox, account } = await vendor();
    const bought = await clientOf().orderLicense(account, { ...order, pricelist: '55239', period: -100 }, meta);
    const id = valueIn(bought).vendorId;
    expect(valueIn(await clientOf().readLicense(account, id, meta))).toMatchObject({
      period: -100,
      autoprolong: 'none',
    });
    expect(await clientOf().renewLicense(account, { vendorId: id, period: 1 }, meta)).toMatchObject({
      kind: 'refused',
    });
    expect(sandbox.ledger().filter((entry) => entry.kind === 'charge')).toEqual([]);
  });
});
