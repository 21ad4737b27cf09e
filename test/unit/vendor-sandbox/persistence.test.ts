import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { SandboxWarning, VendorSandbox } from '../../../main/core/vendor-sandbox/index.ts';
import { startVendorSandbox } from '../../../main/core/vendor-sandbox/index.ts';
import { activeLicense, AUTHINFO, call, CONFIRM, LOGIN, ORDER, order, post, sandboxFor } from './helpers.ts';
import type { Json } from './helpers.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'vendor-sandbox-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

function books(sandbox: VendorSandbox): unknown {
  return {
    orders: sandbox.orders(),
    licenses: sandbox.licenses(),
    ledger: sandbox.ledger(),
    balance: sandbox.balance(LOGIN),
  };
}

describe('state file', () => {
  test('a restart finds the same books, the same clock and no passwords', async () => {
    const stateFile = join(folder(), 'state.json');
    const first = await sandboxFor({ stateFile });
    await activeLicense(first, { autoprolong: '1' });
    first.advance(40 * 86_400_000);
    const before = books(first);
    await first.close();
    const second = await sandboxFor({ stateFile });
    expect(books(second)).toEqual(before);
    expect(await call(second, 'soft')).toMatchObject({ elem: [{ expiredate: '2026-03-15', status: '2' }] });
    expect(await order(second)).toBe('300002');
    expect(statSync(stateFile).mode & 0o777).toBe(0o600);
    expect(readFileSync(stateFile, 'utf8')).not.toContain('password');
    expect(readdirSync(join(stateFile, '..'))).toEqual(['state.json']);
  });

  test('the file is written before the answer leaves', async () => {
    const stateFile = join(folder(), 'state.json');
    const sandbox = await sandboxFor({
      stateFile,
      faults: [{ kind: 'reset', phase: 'after-commit', func: 'soft.order.param' }],
    });
    await expect(
      post(sandbox, { authinfo: AUTHINFO, func: 'soft.order.param', out: 'bjson', ...ORDER, ...CONFIRM }),
    ).rejects.toThrow();
    expect(JSON.parse(readFileSync(stateFile, 'utf8'))).toMatchObject({
      orders: 1,
      licenses: [{ licname: 'token-1' }],
    });
  });

  test.each([
    ['not JSON', '{"version":1,'],
    ['empty', ''],
    ['another version', '{"version":2}'],
    [
      'a license without a date',
      '{"version":1,"clockOffsetMs":0,"nextLicenseId":1,"nextLedgerId":1,"nextBasketId":1,"orders":0,"balances":{},"licenses":[{}],"ledger":[]}',
    ],
    [
      'a fraction of a cent',
      '{"version":1,"clockOffsetMs":0,"nextLicenseId":1,"nextLedgerId":1,"nextBasketId":1,"orders":0,"balances":{"a":1.5},"licenses":[],"ledger":[]}',
    ],
  ])('%s: put aside, reported, fresh books', async (_name, content) => {
    const path = folder();
    const stateFile = join(path, 'state.json');
    writeFileSync(stateFile, content);
    const warnings: SandboxWarning[] = [];
    const sandbox = await sandboxFor({ stateFile, onWarning: (warning) => warnings.push(warning) });
    expect(warnings).toMatchObject([{ code: 'state-file-corrupt' }]);
    expect(readFileSync(warnings[0]?.movedTo ?? '', 'utf8')).toBe(content);
    expect(sandbox.balance(LOGIN)).toBe(100_000);
    await order(sandbox);
    expect(JSON.parse(readFileSync(stateFile, 'utf8'))).toMatchObject({ orders: 1 });
  });

  test('when the disk refuses, nothing is sold', async () => {
    const path = join(folder(), 'inner');
    mkdirSync(path);
    const stateFile = join(path, 'state.json');
    const sandbox = await sandboxFor({ stateFile });
    const before = books(sandbox);
    // A folder in the place of the temporary file fails for every user, root included.
    mkdirSync(`${stateFile}.tmp`);
    const response = await post(sandbox, {
      authinfo: AUTHINFO,
      func: 'soft.order.param',
      out: 'bjson',
      ...ORDER,
      ...CONFIRM,
    });
    expect(response.status).toBe(500);
    expect(books(sandbox)).toEqual(before);
    rmSync(`${stateFile}.tmp`, { recursive: true });
    await order(sandbox);
    expect(sandbox.orders()).toBe(1);
  });

  test('a file that cannot be read stops the start and is left alone', async () => {
    const path = folder();
    chmodSync(path, 0o700);
    await expect(startVendorSandbox({ stateFile: path })).rejects.toThrow('EISDIR');
    expect(statSync(path).isDirectory()).toBe(true);
  });

  test('an account added later gets its first balance, the old one keeps its own', async () => {
    const stateFile = join(folder(), 'state.json');
    const one = { login: LOGIN, password: 'sandbox', balance: 5000, currency: 'EUR', twoFactor: false };
    const first = await sandboxFor({ stateFile, accounts: [one] });
    await order(first);
    await first.close();
    const second = await sandboxFor({
      stateFile,
      accounts: [
        { ...one, balance: 1 },
        { ...one, login: 'b', balance: 7 },
      ],
    });
    expect([second.balance(LOGIN), second.balance('b')]).toEqual([4000, 7]);
  });
});

interface Standalone {
  child: ChildProcess;
  url: string;
  controlUrl: string;
}

const ENTRY = fileURLToPath(new URL('../../../main/core/vendor-sandbox/standalone.ts', import.meta.url));
/** Types are stripped without a flag from Node 22.18 on. */
const NODE = Number(process.versions.node.split('.')[0]) >= 23 ? process.execPath : 'node_modules/.bin/node';

async function startStandalone(...args: string[]): Promise<Standalone> {
  const child = spawn(NODE, [ENTRY, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { child, ...(JSON.parse(line) as { url: string; controlUrl: string }) };
}

async function control(server: Standalone, method: string, path: string, body?: unknown): Promise<Response> {
  const init =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  return fetch(`${server.controlUrl}${path}`, { method, ...init });
}

async function stateOf(server: Standalone): Promise<Json> {
  return (await control(server, 'GET', '/state')).json();
}

async function buy(server: Standalone): Promise<Response> {
  return fetch(server.url, {
    method: 'POST',
    body: new URLSearchParams({ authinfo: AUTHINFO, func: 'soft.order.param', out: 'bjson', ...ORDER, ...CONFIRM }),
  });
}

describe('standalone process', () => {
  test('kill -9 right after the charge, start again: one order', async () => {
    const stateFile = join(folder(), 'state.json');
    const first = await startStandalone('--port', '0', '--state', stateFile);
    expect(
      (await control(first, 'POST', '/faults', [{ kind: 'delay', phase: 'after-commit', ms: 60_000 }])).status,
    ).toBe(200);
    const lost = buy(first).then(
      () => 'answered',
      () => 'lost',
    );
    await expect.poll(async () => (await stateOf(first)).orders).toBe(1);
    first.child.kill('SIGKILL');
    expect(await lost).toBe('lost');

    const second = await startStandalone('--state', stateFile);
    const state = await stateOf(second);
    expect(state).toMatchObject({ orders: 1, licenses: [{ licname: 'token-1' }], requests: [], faults: [] });
    expect(state.ledger.filter((entry: { kind: string }) => entry.kind === 'charge')).toHaveLength(1);
  });

  test('control: options, advance, configure, top-up, license, wrong requests', async () => {
    const server = await startStandalone('--options', JSON.stringify({ timing: { processingMs: 86_400_000 } }));
    expect(await (await buy(server)).json()).toEqual({ id: { v: '300001' }, ok: true });
    const license = async (): Promise<{ status: number; key: string }> => (await stateOf(server)).licenses[0];
    expect(await license()).toMatchObject({ status: 5 });
    await control(server, 'POST', '/advance', { ms: 86_401_000 });
    expect(await license()).toMatchObject({ status: 2 });
    await control(server, 'POST', '/license', { id: 300_001, patch: { key: 'changed' } });
    expect(await license()).toMatchObject({ key: 'changed' });
    await control(server, 'POST', '/top-up', { login: LOGIN, amount: 1 });
    await control(server, 'POST', '/configure', { switches: { ipDenied: true } });
    expect(await (await buy(server)).text()).toContain('Access from this IP denied');
    expect((await control(server, 'POST', '/faults', [{ kind: 'earthquake' }])).status).toBe(400);
    expect((await control(server, 'POST', '/advance', { ms: 'soon' })).status).toBe(400);
    expect((await fetch(`${server.controlUrl}/faults`, { method: 'POST', body: '[]' })).status).not.toBe(200);
    expect((await fetch(server.url.replace('/manager/billmgr', '/state'))).status).toBe(404);
  });

  test('SIGTERM ends it with code 0; bad arguments with code 1', async () => {
    const server = await startStandalone();
    server.child.kill('SIGTERM');
    expect((await once(server.child, 'exit'))[0]).toBe(0);
    const bad = spawn(NODE, [ENTRY, '--port', 'x'], { stdio: 'ignore' });
    expect((await once(bad, 'exit'))[0]).toBe(1);
  });
});
