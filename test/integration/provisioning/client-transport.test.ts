import { createServer as createHttp } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { createServer as createTcp } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { accountAt, answering, clientOf, closeAll, json, listening, meta, order, password } from './client-support.ts';
import { certificate, privateKey } from './self-signed.ts';

describe('what never left', () => {
  it('nobody listens, no such host', async () => {
    const port = await listening(createTcp());
    await closeAll();
    expect(await clientOf().orderLicense(accountAt(`http://127.0.0.1:${port}/`), order, meta)).toMatchObject({
      kind: 'not_sent',
      code: 'vendor.unreachable',
      message: 'ECONNREFUSED',
    });
    expect(await clientOf().orderLicense(accountAt('https://vendor.invalid/billmgr'), order, meta)).toMatchObject({
      kind: 'not_sent',
      code: 'vendor.unreachable',
    });
  });

  it('a certificate that nobody signed: the password stays here', async () => {
    const heard: string[] = [];
    const port = await listening(
      createHttps({ cert: certificate, key: privateKey }, (request, response) => {
        heard.push(request.url ?? '');
        response.end();
      }),
    );
    const account = accountAt(`https://127.0.0.1:${port}/billmgr`);
    expect(await clientOf().orderLicense(account, order, meta)).toEqual({
      kind: 'not_sent',
      code: 'vendor.tls',
      message: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    });
    expect(heard).toEqual([]);
    // With that authority trusted the same address is reached: it was the certificate and nothing else.
    expect(await clientOf({ ca: certificate }).orderLicense(account, order, meta)).toMatchObject({
      kind: 'unknown',
      code: 'vendor.broken_answer',
    });
    expect(heard).toEqual(['/billmgr']);
  });

  it('a handshake that breaks, or never ends', async () => {
    const breaking = await listening(createTcp((socket) => socket.once('data', () => socket.resetAndDestroy())));
    expect(await clientOf().orderLicense(accountAt(`https://127.0.0.1:${breaking}/`), order, meta)).toMatchObject({
      kind: 'not_sent',
      code: 'vendor.tls',
    });
    const silent = await listening(createTcp());
    expect(
      await clientOf({ timeoutMs: 150 }).orderLicense(accountAt(`https://127.0.0.1:${silent}/`), order, meta),
    ).toMatchObject({ kind: 'not_sent', code: 'vendor.tls', message: 'ETIMEDOUT' });
  });

  it('plain http to another machine', async () => {
    expect(await clientOf().orderLicense(accountAt('http://192.0.2.1/billmgr'), order, meta)).toMatchObject({
      kind: 'not_sent',
      code: 'connection.address_refused',
    });
  });
});

describe('answers of other servers', () => {
  it.each([
    [
      'gzip that was not asked for',
      json(gzipSync('{"doc":{"id":{"$":"5"},"ok":{}}}'), { 'content-encoding': 'gzip' }),
      'vendor.broken_answer',
    ],
    ['an answer without end', json(Buffer.alloc(3_000_000, 32)), 'vendor.broken_answer'],
    ['a number', json('5'), 'vendor.broken_answer'],
    ['an id that is none', json('{"doc":{"id":{"$":"5 OR 1"},"ok":{}}}'), 'vendor.broken_answer'],
    ['the order form', json('{"doc":{"id":{"$":"5"},"slist":[{"$name":"period"}]}}'), 'vendor.broken_answer'],
    ['id 0', json('{"doc":{"id":{"$":"0"},"ok":{}}}'), 'vendor.broken_answer'],
    ['a cart', json('{"doc":{"billorder":{"$":"7"},"ok":{}}}'), 'vendor.broken_answer'],
    [
      'success and error at once',
      json('{"doc":{"id":{"$":"5"},"error":{"$type":"value","msg":{"$":"x"}}}}'),
      'vendor.broken_answer',
    ],
    ['an error that says nothing', json('{"doc":{"error":{}}}'), 'vendor.broken_answer'],
    ['the sign-in form as JSON', json('{"doc":{"$func":"logon","id":{"$":"5"}}}'), 'vendor.not_vendor_page'],
    ['sent on elsewhere', json('{"doc":{"ok":{"$":"func=basket"},"id":{"$":"5"}}}'), 'vendor.broken_answer'],
    ['429', json('{"doc":{"id":{"$":"5"},"ok":{}}}', {}, 429), 'vendor.not_vendor_page'],
    ['500 with a success body', json('{"doc":{"id":{"$":"5"},"ok":{}}}', {}, 500), 'vendor.server_error'],
    [
      'a page under a data type',
      json('<!DOCTYPE html><html><body>Maintenance</body></html>'),
      'vendor.not_vendor_page',
    ],
  ])('%s is unknown, once', async (_name, listener, code) => {
    const { account, seen } = await answering(listener);
    expect(await clientOf({ readRetryMs: [1, 1] }).orderLicense(account, order, meta)).toMatchObject({
      kind: 'unknown',
      code,
    });
    expect(seen()).toBe(1);
  });

  it.each([
    ['entity bomb', '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><doc><id>&b;</id><ok/></doc>'],
    ['cut off', '<doc><id>5</id><ok/>'],
    ['another root', '<html><id>5</id></html>'],
  ])('XML: %s is unknown', async (_name, body) => {
    const { account } = await answering((_request, response) =>
      response.writeHead(200, { 'content-type': 'text/xml' }).end(body),
    );
    expect(await clientOf({ format: 'xml' }).orderLicense(account, order, meta)).toMatchObject({ kind: 'unknown' });
  });

  it.each(['"5"', '5', '{"$":"5"}', '{"v":"5"}', '[{"$":"5"}]', '["5"]'])('the id in any wrapper: %s', async (id) => {
    for (const body of [
      `{"doc":{"id":${id},"ok":{}}}`,
      `{"id":${id},"ok":true}`,
      `\uFEFF{"model":{"id":${id}},"ok":true}`,
    ]) {
      const { account } = await answering(json(body));
      expect(await clientOf().orderLicense(account, order, meta)).toEqual({ kind: 'ok', value: { vendorId: '5' } });
    }
  });

  it('a password in the vendor’s words is taken out', async () => {
    const { account } = await answering(
      json(JSON.stringify({ error: { type: 'value', object: 'x', msg: `bad ${password}` } })),
    );
    expect(await clientOf().orderLicense(account, order, meta)).toEqual({
      kind: 'refused',
      type: 'value',
      object: 'x',
      message: 'bad •••',
    });
  });

  it('each call has a connection of its own and sends authinfo in the body only', async () => {
    const ports = new Set<number | undefined>();
    const heads: string[] = [];
    let body = '';
    const { account } = await answering((request, response) => {
      ports.add(request.socket.remotePort);
      heads.push(JSON.stringify([request.url, request.headers]));
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"doc":{}}');
    });
    const port = await listening(
      createHttp((request, response) => {
        request.on('data', (chunk: Buffer) => (body += chunk.toString()));
        request.on('end', () => response.end('{}'));
      }),
    );
    const client = clientOf();
    await client.orderLicense(account, order, meta);
    await client.orderLicense(account, order, meta);
    expect(ports.size).toBe(2);
    expect(heads.join('')).not.toContain(encodeURIComponent(password));
    expect(heads[0]).toContain('op-1');
    await client.orderLicense(accountAt(`http://localhost:${port}/`), order, meta);
    const sent = new URLSearchParams(body);
    expect(sent.get('authinfo')).toBe(`buyer@example.test:${password}`);
    expect(Object.fromEntries(sent)).toMatchObject({
      func: 'soft.order.param',
      sok: 'ok',
      skipbasket: 'on',
      clicked_button: 'finish',
      autoprolong: 'null',
      lang: 'en',
      out: 'json',
      licname: order.token,
      remoteid: order.token,
    });
  });
});

describe('bytes that are no answer', () => {
  const ok = '{"doc":{"id":{"$":"5"},"ok":{}}}';
  const head = (more: string) => `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n${more}\r\n`;

  it.each<readonly [name: string, answer: string | Buffer]>([
    ['a chunk without a size', `${head('Transfer-Encoding: chunked\r\n')}zz\r\n${ok}\r\n0\r\n\r\n`],
    ['chunks without an end', `${head('Transfer-Encoding: chunked\r\n')}20\r\n${ok}\r\n`],
    ['a chunk that is shorter than it says', `${head('Transfer-Encoding: chunked\r\n')}ff\r\n${ok}\r\n0\r\n\r\n`],
    ['length and chunks at once', `${head('Content-Length: 32\r\nTransfer-Encoding: chunked\r\n')}${ok}`],
    ['two lengths', `${head('Content-Length: 32\r\nContent-Length: 31\r\n')}${ok}`],
    ['less than announced', `${head('Content-Length: 99\r\n')}${ok}`],
    ['a head without an end', `HTTP/1.1 200 OK\r\n${'X-Filler: x\r\n'.repeat(10_000)}`],
    ['no HTTP', ok],
    ['HTTP/2 that says goodbye', Buffer.from('000000040000000000000008070000000000000000000000', 'hex')],
    ['another protocol', '220 mail.example.test ESMTP\r\n'],
    [
      'letters of windows-1251',
      Buffer.concat([
        Buffer.from(`${head('Content-Length: 34\r\n')}{"a":"`),
        Buffer.from([0xcf, 0xf0]),
        Buffer.from('","id":{"$":"5"},"ok":{} }'),
      ]),
    ],
    [
      'UTF-16',
      Buffer.concat([
        Buffer.from(head('Content-Length: 66\r\n')),
        Buffer.from([0xff, 0xfe]),
        Buffer.from(ok, 'utf16le'),
      ]),
    ],
  ])('%s is unknown, once', async (_name, answer) => {
    let calls = 0;
    const port = await listening(
      createTcp((socket) =>
        socket.once('data', () => {
          calls += 1;
          socket.end(answer);
        }),
      ),
    );
    const account = accountAt(`http://127.0.0.1:${port}/billmgr`);
    const outcome = await clientOf({ readRetryMs: [1] }).orderLicense(account, order, meta);
    expect(outcome).toMatchObject({ kind: 'unknown', code: 'vendor.broken_answer' });
    expect(calls).toBe(1);
  });

  it('what follows a whole answer is not read', async () => {
    const port = await listening(
      createTcp((socket) =>
        socket.once('data', () =>
          socket.end(`${head(`Content-Length: ${ok.length}\r\nConnection: close\r\n`)}${ok}{"doc":`),
        ),
      ),
    );
    const outcome = await clientOf().orderLicense(accountAt(`http://127.0.0.1:${port}/billmgr`), order, meta);
    // Taken as far as it was announced, or not at all.
    expect([
      { kind: 'ok', value: { vendorId: '5' } },
      expect.objectContaining({ kind: 'unknown', code: 'vendor.broken_answer' }),
    ]).toContainEqual(outcome);
  });

  it.each([
    ['another charset', 'application/json; charset=windows-1251', 'text in windows-1251'],
    ['another charset in quotes', 'text/xml; charset="koi8-r"', 'text in koi8-r'],
  ])('%s is unknown', async (_name, contentType, message) => {
    const { account } = await answering(json(ok, { 'content-type': contentType }));
    expect(await clientOf().orderLicense(account, order, meta)).toMatchObject({ kind: 'unknown', message });
  });

  it.each(['application/json; charset=UTF-8', 'text/plain', ''])('the type “%s” is none that matters', async (type) => {
    const { account } = await answering(json(ok, { 'content-type': type }));
    expect(await clientOf().orderLicense(account, order, meta)).toEqual({ kind: 'ok', value: { vendorId: '5' } });
  });

  it('50 MB are not read to their end, and not kept', async () => {
    const chunk = Buffer.alloc(100_000, 0x20);
    let sent = 0;
    const { account } = await answering((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 50_000_000 });
      const more = (): void => {
        while (!response.destroyed && sent < 50_000_000) {
          sent += chunk.length;
          if (!response.write(chunk)) {
            response.once('drain', more);
            return;
          }
        }
      };
      more();
    });
    const memory = (): number => process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
    const before = memory();
    expect(await clientOf().readLicense(account, '5', meta)).toMatchObject({
      kind: 'unknown',
      message: 'the answer is longer than 1000000 bytes',
    });
    expect(memory() - before).toBeLessThan(30_000_000);
    expect(await clientOf().listLicenses(account, meta)).toMatchObject({
      kind: 'unknown',
      message: 'the answer is longer than 16000000 bytes',
    });
    // Both together; what was on its way in the system's buffers is some.
    expect(sent).toBeLessThan(45_000_000);
  });

  it.each([
    ['gzip', gzipSync(Buffer.alloc(50_000_000, 0x20)), 'gzip'],
    ['gzip that says it is none', gzipSync(ok), 'identity'],
    ['an encoding that does not exist', Buffer.from(ok), 'x-own'],
  ])('%s is not unpacked, and is unknown', async (_name, body, encoding) => {
    const { account } = await answering(json(body, { 'content-encoding': encoding }));
    expect(await clientOf().orderLicense(account, order, meta)).toMatchObject({
      kind: 'unknown',
      code: 'vendor.broken_answer',
    });
  });
});
