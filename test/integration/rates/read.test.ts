import type { ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readText } from '../../../main/core/rates/index.ts';
import { bankFile } from '../../unit/support/bank.ts';
import { certificate, privateKey } from '../provisioning/self-signed.ts';

type Answer = (url: string, response: ServerResponse) => void;

let server: https.Server;
let address: string;
let answer: Answer;
let asked: string[];
beforeEach(async () => {
  asked = [];
  server = https.createServer({ cert: certificate, key: privateKey }, (request, response) => {
    asked.push(`${request.method} ${request.url}`);
    answer(request.url ?? '', response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const never = new AbortController().signal;
const file = bankFile('2026-03-09', { USD: '1.0837' });

describe('reading the bank’s file', () => {
  it('takes what is there, over TLS that is checked', async () => {
    answer = (_, response) => response.end(file);
    expect(await readText(`${address}/daily.xml`, never, certificate)).toBe(file);
    expect(asked).toEqual(['GET /daily.xml']);
    // Nobody vouches for the certificate: nothing is asked for.
    await expect(readText(`${address}/daily.xml`, never)).rejects.toThrow();
    expect(asked).toHaveLength(1);
    await expect(readText(address.replace('https:', 'http:'), never)).rejects.toThrow('not https');
  });

  it('follows no redirect and believes no other status', async () => {
    answer = (url, response) => {
      if (url === '/moved') response.writeHead(302, { location: `${address}/daily.xml` }).end();
      else response.writeHead(503).end(file);
    };
    await expect(readText(`${address}/moved`, never, certificate)).rejects.toThrow();
    await expect(readText(`${address}/down`, never, certificate)).rejects.toThrow();
    expect(asked).toEqual(['GET /moved', 'GET /down']);
  });

  it('stops at a size, and does not unpack', async () => {
    answer = (_, response) => {
      const more = (): void => {
        if (response.destroyed) return;
        response.write('x'.repeat(16_384));
        setImmediate(more);
      };
      more();
    };
    await expect(readText(address, never, certificate)).rejects.toThrow('too long');
    const { gzipSync } = await import('node:zlib');
    answer = (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(file));
    await expect(readText(address, never, certificate)).rejects.toThrow();
  });

  it('takes UTF-8 only, and ends when it is called off', async () => {
    answer = (_, response) => response.end(Buffer.from([0xff, 0xfe, 0x3c]));
    await expect(readText(address, never, certificate)).rejects.toThrow();
    const stop = new AbortController();
    answer = () => stop.abort();
    await expect(readText(address, stop.signal, certificate)).rejects.toThrow();
  });
});
