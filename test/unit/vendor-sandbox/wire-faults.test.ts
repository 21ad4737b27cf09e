import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ANSWER_FAULTS, CORPORA, parseFaults } from '../../../main/core/vendor-sandbox/index.ts';
import type { AnswerFaultKind, Fault } from '../../../main/core/vendor-sandbox/index.ts';
import { BUY, call, LOGIN, order, post, sandboxFor } from './helpers.ts';
import { announced, answerOn, orderRequest, socketAnswer } from './socket.ts';
import type { SocketAnswer } from './socket.ts';

const PHASES = [
  ['before-commit', 0],
  ['after-commit', 1],
] as const;

interface Expected {
  fault?: Omit<Fault, 'kind'>;
  /** How the connection ends. What is left open is waited for a moment only. */
  ended: SocketAnswer['ended'];
  seen: (bytes: string) => void;
}

const status = (bytes: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(bytes)?.[1]);
const half = (bytes: string): void => {
  const { length, body } = announced(bytes);
  expect(body.length).toBe(Math.ceil(length / 2));
};
const whole = (bytes: string): void => {
  const { length, body } = announced(bytes);
  expect(length).toBeNaN();
  expect(body).toMatch(/^\{.*"ok":true.*\}$/);
};
const page =
  (code: number, text: RegExp) =>
  (bytes: string): void => {
    expect(status(bytes)).toBe(code);
    expect(bytes).toMatch(/content-type: text\/html/i);
    expect(bytes).toMatch(text);
  };

/** Every fault of the answer, as a plain socket sees it. */
const table: Record<AnswerFaultKind, Expected> = {
  delay: { fault: { ms: 30 }, ended: 'closed', seen: (bytes) => expect(bytes).toContain('"id"') },
  silence: { ended: 'open', seen: (bytes) => expect(bytes).toBe('') },
  reset: { ended: 'reset', seen: (bytes) => expect(bytes).toBe('') },
  'reset-headers': {
    ended: 'reset',
    seen: (bytes) => {
      expect(bytes).toMatch(/^HTTP\/1\.1 200 OK\r\ncon/);
      expect(bytes).not.toContain('\r\n\r\n');
    },
  },
  'reset-body': { ended: 'reset', seen: half },
  'reset-end': { ended: 'reset', seen: whole },
  truncate: { ended: 'closed', seen: half },
  'no-end': { ended: 'open', seen: whole },
  'stall-headers': { ended: 'open', seen: (bytes) => expect(announced(bytes).body).toBe('') },
  stall: { ended: 'open', seen: half },
  drip: {
    fault: { ms: 60_000 },
    ended: 'open',
    seen: (bytes) => expect(announced(bytes).body).toBe('{'),
  },
  'chunk-error': {
    ended: 'closed',
    seen: (bytes) => {
      expect(bytes).toMatch(/transfer-encoding: chunked/i);
      expect(announced(bytes).body).toMatch(/^[0-9a-f]+\r\n\{.*\r\nnot-a-size\r\n$/);
    },
  },
  'extra-bytes': {
    ended: 'closed',
    seen: (bytes) => {
      const { length, body } = announced(bytes);
      expect(body.length).toBeGreaterThan(length);
      expect(body.slice(length)).toMatch(/^HTTP\/1\.1 200 OK/);
    },
  },
  flood: {
    fault: { bytes: 2_000_000 },
    ended: 'closed',
    seen: (bytes) => expect(JSON.parse(announced(bytes).body)).toHaveProperty('doc.ok'),
  },
  'gzip-bomb': {
    fault: { bytes: 20_000_000 },
    ended: 'closed',
    seen: (bytes) => {
      const { body } = announced(bytes);
      expect(body.length).toBeLessThan(100_000);
      expect(gunzipSync(Buffer.from(body, 'latin1'))).toHaveLength(20_000_000);
    },
  },
  malformed: { ended: 'closed', seen: (bytes) => expect(announced(bytes).body).toMatch(/^\{"[^}]*$/) },
  corpus: { fault: { corpus: 'json-text' }, ended: 'closed', seen: (bytes) => expect(bytes).toMatch(/"OK"$/) },
  'html-502': { ended: 'closed', seen: page(502, /Bad Gateway/) },
  'html-login': { ended: 'closed', seen: page(200, /type="password"/) },
  'html-maintenance': { ended: 'closed', seen: page(200, /We will be back soon/) },
  'captive-portal': { ended: 'closed', seen: page(200, /Sign in to the network/) },
  redirect: {
    fault: { status: 308, location: 'http://192.0.2.1/x' },
    ended: 'closed',
    seen: page(308, /location: http:\/\/192\.0\.2\.1\/x/i),
  },
  'redirect-chain': { fault: { hops: 2 }, ended: 'closed', seen: page(302, /location: \/hop\/1\/302\r/i) },
  empty: { ended: 'closed', seen: (bytes) => expect(announced(bytes)).toEqual({ length: 0, body: '' }) },
  'wrong-type': { ended: 'closed', seen: page(200, /"ok":true/) },
  status: {
    fault: { status: 429, headers: { 'retry-after': 'Wed, 21 Oct 2065 07:28:00 GMT' } },
    ended: 'closed',
    seen: page(429, /retry-after: Wed, 21 Oct 2065/i),
  },
  error: { fault: { errorType: 'weird' }, ended: 'closed', seen: (bytes) => expect(bytes).toContain('"type":"weird"') },
  body: { fault: { body: '<ok/>' }, ended: 'closed', seen: (bytes) => expect(bytes).toMatch(/<ok\/>$/) },
};

describe.each(PHASES)('%s', (phase, orders) => {
  test.each(ANSWER_FAULTS)('%s', async (kind) => {
    const { fault, ended, seen } = table[kind];
    const sandbox = await sandboxFor({ faults: [{ kind, phase, ...fault }] });
    const answer = await socketAnswer(sandbox, ended === 'open' ? 150 : 5000);
    expect(answer.ended).toBe(ended);
    seen(answer.bytes);
    expect(sandbox.orders()).toBe(kind === 'delay' ? 1 : orders);
    expect(sandbox.balance(LOGIN)).toBe(100_000 - sandbox.orders() * 1000);
  });

  test.each(['500', '502', '503', '504', '429'])('HTTP %s with an absurd Retry-After', async (code) => {
    const headers = { 'retry-after': '99999999999999999999' };
    const sandbox = await sandboxFor({ faults: [{ kind: 'status', phase, status: Number(code), headers, times: 1 }] });
    const response = await post(sandbox, BUY);
    expect([response.status, response.headers.get('retry-after')]).toEqual([Number(code), headers['retry-after']]);
    expect(sandbox.orders()).toBe(orders);
  });

  test('reset on a connection that was used before', async () => {
    const sandbox = await sandboxFor({ guesses: { orderNeedsFinish: true } });
    const socket = connect(sandbox.port, '127.0.0.1');
    socket.write(orderRequest('keep-alive'));
    await once(socket, 'data');
    expect(sandbox.orders()).toBe(1);
    sandbox.setFaults([{ kind: 'reset', phase }]);
    expect(await answerOn(socket)).toEqual({ bytes: '', ended: 'reset' });
    expect(sandbox.orders()).toBe(1 + orders);
  });
});

test('the caller gives up, then the order is carried out: a late success', async () => {
  const sandbox = await sandboxFor({ faults: [{ kind: 'delay', phase: 'before-commit', ms: 120, times: 1 }] });
  expect(await socketAnswer(sandbox, 20)).toEqual({ bytes: '', ended: 'open' });
  expect(sandbox.orders()).toBe(0);
  await expect.poll(() => sandbox.orders()).toBe(1);
  expect(sandbox.requests()).toMatchObject([{ committed: true }]);
});

describe('redirects', () => {
  test.each([301, 302, 307, 308])(
    'a chain of %i ends in what looks like success; each step followed is logged',
    async (code) => {
      const sandbox = await sandboxFor({ faults: [{ kind: 'redirect-chain', status: code, hops: 3, times: 1 }] });
      const response = await fetch(sandbox.url, { method: 'POST', body: new URLSearchParams(BUY) });
      expect(response.url).toMatch(/\/hop\/0\//);
      expect(await response.json()).toEqual({ doc: { ok: {} } });
      expect(sandbox.orders()).toBe(0);
      expect(sandbox.requests()).toHaveLength(4);
      // What a careful client must never let happen: 307 and 308 carry the body, and with it the password, to the next address.
      const carried = sandbox.requests().filter((entry) => entry.params['authinfo'] !== undefined).length;
      expect(carried).toBe(code >= 307 ? 4 : 1);
    },
  );

  test('a chain, and a captive portal, lead to another host', async () => {
    const other = await sandboxFor();
    const location = `${other.url}?func=elsewhere`;
    const sandbox = await sandboxFor({
      faults: [
        { kind: 'redirect-chain', hops: 1, location, times: 1 },
        { kind: 'captive-portal', location, times: 1 },
      ],
    });
    await fetch(sandbox.url, { method: 'POST', body: new URLSearchParams(BUY) });
    await fetch(sandbox.url, { method: 'POST', body: new URLSearchParams(BUY) });
    expect(other.requests().map((entry) => entry.func)).toEqual(['elsewhere', 'elsewhere']);
  });
});

describe('corpora', () => {
  test.each(CORPORA)('%s: sent as it is, and the vendor goes on', async (corpus) => {
    const sandbox = await sandboxFor({ faults: [{ kind: 'corpus', corpus, phase: 'after-commit', times: 1 }] });
    const response = await post(sandbox, BUY);
    expect(response.status).toBe(200);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.length).toBeGreaterThan(3);
    expect(sandbox.orders()).toBe(1);
    await order(sandbox);
  });

  test('each is wrong in its own way', async () => {
    const sandbox = await sandboxFor();
    const bytesOf = async (corpus: (typeof CORPORA)[number]): Promise<Buffer> => {
      sandbox.setFaults([{ kind: 'corpus', corpus }]);
      return Buffer.from(await (await post(sandbox, BUY)).arrayBuffer());
    };
    const textOf = async (corpus: (typeof CORPORA)[number]): Promise<string> => (await bytesOf(corpus)).toString();
    const unreadable = ['json-bom', 'json-nan', 'json-trailing', 'json-twice', 'utf-16', 'xml-as-json'] as const;
    for (const corpus of unreadable) {
      const text = await textOf(corpus);
      expect(() => JSON.parse(text) as unknown, corpus).toThrow(SyntaxError);
    }
    expect(JSON.parse(await textOf('json-duplicate-keys'))).toEqual({ doc: { id: { $: '300001' }, ok: {} } });
    expect(JSON.parse(await textOf('json-error-and-success'))).toHaveProperty('doc.error');
    expect(Object.hasOwn(JSON.parse(await textOf('json-prototype')).doc as object, '__proto__')).toBe(true);
    expect((JSON.parse(await textOf('json-huge-number')) as { doc: { id: { $: number } } }).doc.id.$).toBe(Infinity);
    expect(JSON.parse(await textOf('json-array'))).toBeInstanceOf(Array);
    expect(JSON.parse(await textOf('json-null'))).toBeNull();
    expect(JSON.parse(await textOf('json-text'))).toBe('OK');
    expect((await textOf('json-deep')).length).toBeGreaterThan(200_000);
    const strict = new TextDecoder('utf-8', { fatal: true });
    for (const corpus of ['wrong-charset', 'not-utf-8', 'utf-16'] as const) {
      const bytes = await bytesOf(corpus);
      expect(() => strict.decode(bytes), corpus).toThrow(TypeError);
    }
    expect(new TextDecoder('windows-1251').decode(await bytesOf('wrong-charset'))).toContain('Лицензия');
    expect(await bytesOf('null-bytes')).toContain(0);
    expect(await textOf('xml-unclosed')).not.toContain('</doc>');
    expect((await textOf('xml-two-roots')).match(/<\/?doc>/g)).toHaveLength(4);
    expect((await textOf('xml-deep')).match(/<a>/g)).toHaveLength(100_000);
    expect(await textOf('xml-namespace')).toContain('xmlns:x=');
    expect((await textOf('xml-entity-bomb')).match(/<!ENTITY/g)).toHaveLength(10);
    expect(await textOf('xml-external-entity')).toContain('SYSTEM "file:');
    expect(await textOf('xml-dtd')).toContain('<!DOCTYPE doc SYSTEM');
  });

  test.each([
    ['without a name', [{ kind: 'corpus' }]],
    ['with an unknown name', [{ kind: 'corpus', corpus: 'toString' }]],
    ['with a name it does not take', [{ kind: 'reset', corpus: 'json-bom' }]],
  ])('%s it is refused', (_name, faults) => {
    expect(() => parseFaults(faults)).toThrow(TypeError);
  });
});

describe('after a fault of the wire', () => {
  test('a caller that went before its answer leaves the vendor standing', async () => {
    const sandbox = await sandboxFor({
      faults: [
        { kind: 'delay', ms: 60 },
        { kind: 'reset-body', phase: 'after-commit', times: 1 },
      ],
    });
    expect(await socketAnswer(sandbox, 10)).toMatchObject({ ended: 'open' });
    await wait(150);
    sandbox.clearFaults();
    expect(await call(sandbox, 'soft')).toMatchObject({ p_elems: '1' });
  });
});
