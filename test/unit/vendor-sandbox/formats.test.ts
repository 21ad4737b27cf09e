import { XMLParser } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { activeLicense, AUTHINFO, call, CONFIRM, ORDER, order, post, sandboxFor, text } from './helpers.ts';

const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '$', parseTagValue: false });

describe('xml', () => {
  test('list, form, error and order', async () => {
    const sandbox = await sandboxFor();
    const ordered = parser.parse(
      await text(sandbox, 'soft.order.param', { ...ORDER, ...CONFIRM, licname: 'a<b>&"c\u0001' }),
    );
    expect(ordered.doc).toMatchObject({ id: '300001', ok: '', $func: 'soft.order.param', $binary: '/manager/billmgr' });
    sandbox.advance(1000);
    const list = parser.parse(await text(sandbox, 'soft'));
    expect(list.doc.elem).toMatchObject({ id: '300001', licname: 'a<b>&"c' });
    expect(list.doc.p_elems).toBe('1');
    const form = parser.parse(await text(sandbox, 'soft.edit', { elid: '300001' }));
    expect(form.doc).toMatchObject({ expiredate: '2026-02-15', pricelist: '55228' });
    expect(form.doc.lickey).toMatch(/^300001-/);
    const error = parser.parse(await text(sandbox, 'soft.edit', { elid: '1' }));
    expect(error.doc.error).toMatchObject({
      $type: 'missed',
      $object: 'elid',
      $lang: 'en',
      $code: '1',
      msg: 'elid 1 not found',
    });
    expect(error.doc.error.stack.action).toMatchObject({ '#text': 'soft.edit', $user: 'reseller@sandbox.example' });
  });

  test('a renewal carries the new date in a nested doc', async () => {
    const sandbox = await sandboxFor();
    const id = await activeLicense(sandbox);
    const answer = parser.parse(await text(sandbox, 'service.prolong', { elid: id, period: '1', sok: 'ok' }));
    expect(answer.doc.doc.newexpiredate).toBe('2026-03-15');
  });

  test('a hostile parameter name cannot break the document', async () => {
    const sandbox = await sandboxFor();
    const xml = await text(sandbox, 'soft', { 'x><evil/': '1', '</doc>': '2', __proto__x: '3' });
    expect(xml).not.toContain('<evil');
    expect(parser.parse(xml).doc.tparams).toMatchObject({ func: 'soft' });
  });
});

describe.each(['json', 'sjson', 'xjson'])('%s', (out) => {
  test('list: one row is an object, many are an array, none is absent', async () => {
    const sandbox = await sandboxFor();
    const elem = async (): Promise<unknown> => (await call(sandbox, 'soft', {}, out)).doc.elem;
    expect(await elem()).toBeUndefined();
    await order(sandbox);
    expect(await elem()).toMatchObject({ id: { $: '300001' } });
    sandbox.configure({ guesses: { singleRowAsObject: false } });
    expect(await elem()).toMatchObject([{ id: { $: '300001' } }]);
    await order(sandbox);
    expect(await elem()).toMatchObject([{ id: { $: '300001' } }, { id: { $: '300002' } }]);
    sandbox.configure({ guesses: { emptyListAbsent: false } });
    expect((await call(sandbox, 'soft', { filter: 'on', id: '1' }, out)).doc.elem).toEqual([]);
  });

  test('form, order, error and the echo of the parameters', async () => {
    const sandbox = await sandboxFor();
    const ordered = await call(sandbox, 'soft.order.param', { ...ORDER, ...CONFIRM }, out);
    expect(ordered.doc).toMatchObject({
      id: { $: '300001' },
      $func: 'soft.order.param',
      tparams: { ip: { $: ORDER['ip'] } },
    });
    expect(JSON.stringify(ordered)).not.toContain('sandbox.example');
    const form = await call(sandbox, 'service.prolong', { elid: '300001' }, out);
    expect(form.doc.error).toBeDefined();
    sandbox.advance(1000);
    const prolong = await call(sandbox, 'service.prolong', { elid: '300001' }, out);
    expect(prolong.doc.slist).toEqual([
      {
        $name: 'period',
        val: [
          { $key: '1', $: 'month' },
          { $key: '12', $: 'year' },
        ],
      },
    ]);
    expect(prolong.doc.newexpiredate.$).toBe('2026-03-15');
  });

  test('the wrong-password document is the captured one', async () => {
    const sandbox = await sandboxFor();
    const answer = await call(sandbox, 'soft', { authinfo: 'reseller@sandbox.example:wrong' }, out);
    const message = { $: 'Invalid username or password ' };
    expect(answer).toEqual({
      doc: {
        error: {
          $type: 'auth',
          $object: 'badpassword',
          $lang: 'en',
          detail: message,
          msg: message,
          param: [
            { $name: 'object', $type: 'msg', $: 'badpassword' },
            { $name: 'value', $: 'remote_addr: [127.0.0.1]' },
          ],
        },
      },
    });
  });

  test('an empty value, by switch', async () => {
    const sandbox = await sandboxFor();
    const id = await order(sandbox);
    expect((await call(sandbox, 'soft.edit', { elid: id }, out)).doc.lickey).toEqual({ $: '' });
    sandbox.configure({ guesses: { emptyValue: 'empty-object' } });
    expect((await call(sandbox, 'soft.edit', { elid: id }, out)).doc.lickey).toEqual({});
  });
});

describe('bjson', () => {
  test('list, form, order, success and error', async () => {
    const sandbox = await sandboxFor();
    expect(await call(sandbox, 'soft.order.param', { ...ORDER, ...CONFIRM })).toEqual({
      id: { v: '300001' },
      ok: true,
    });
    expect(await call(sandbox, 'soft')).toMatchObject({ elem: [{ id: '300001' }], p_elems: '1' });
    expect(await call(sandbox, 'soft.edit', { elid: '300001' })).toMatchObject({
      model: { id: '300001', ip: ORDER['ip'] },
    });
    expect(await call(sandbox, 'keepalive')).toEqual({ ok: true });
    expect(await call(sandbox, 'soft.edit', { elid: '1' })).toEqual({
      error: {
        type: 'missed',
        object: 'elid',
        lang: 'en',
        msg: 'elid 1 not found',
        detail: 'elid 1 not found',
        value: '1',
      },
    });
    sandbox.configure({ guesses: { bjsonError: 'dollar', bjsonOrderId: 'plain' } });
    expect((await call(sandbox, 'soft.edit', { elid: '1' })).error).toMatchObject({
      $type: 'missed',
      msg: { $: 'elid 1 not found' },
    });
    expect((await call(sandbox, 'soft.order.param', { ...ORDER, ...CONFIRM })).id).toBe('300002');
  });
});

describe('text and none', () => {
  test('OK, ERROR and lines of data', async () => {
    const sandbox = await sandboxFor();
    expect(await text(sandbox, 'soft.order.param', { ...ORDER, ...CONFIRM }, 'text')).toBe('OK id=300001\n');
    expect(await text(sandbox, 'soft', {}, 'text')).toMatch(/^id=300001 licname=token-1 ip=198\.51\.100\.7 .*\n$/);
    expect(await text(sandbox, 'soft.edit', { elid: '300001' }, 'text')).toContain('ip=198.51.100.7\n');
    expect(await text(sandbox, 'keepalive', {}, 'text')).toBe('OK\n');
    expect(await text(sandbox, 'soft.edit', { elid: '1' }, 'text')).toBe('ERROR missed(elid) elid 1 not found\n');
  });

  test('without out it answers a page for people', async () => {
    const sandbox = await sandboxFor();
    const response = await post(sandbox, { authinfo: AUTHINFO, func: 'whoami' });
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toContain('BILLmanager sandbox');
  });
});

test.each([
  ['xml', 'text/xml'],
  ['json', 'application/json'],
  ['bjson', 'application/json'],
  ['text', 'text/plain'],
])('an error of out=%s has status 200 and type %s', async (out, type) => {
  const sandbox = await sandboxFor();
  const response = await post(sandbox, { authinfo: 'nobody:x', func: 'soft', out });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain(type);
});
