import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Environment } from '../../../preload/api/app.ts';
import type { Input, Output } from '../../../preload/api/contract.ts';
import type { ApiError } from '../../../preload/api/errors.ts';
import type { StaffAreas } from '../../../preload/api/index.ts';
import { createCore, type Core } from '../../../main/core/core.ts';
import { silentLog, systemClock } from '../../../main/core/kernel/index.ts';
import { memoryVault } from '../../../main/core/vault/index.ts';
import { tempFolder } from '../../unit/support/store.ts';

type Practice = StaffAreas['practiceVendor'];
const vendorA = 'reseller@sandbox.example';
const vendorB = 'vendor-b@sandbox.example';

let folder: ReturnType<typeof tempFolder>;
let core: Core;
const changes: string[] = [];

const open = async (environment: Environment): Promise<Core> =>
  createCore({
    dataFolder: folder.path,
    version: '0',
    runtime: { electron: '', chrome: '', node: '', supported: true },
    personName: 'Anna',
    defaultLanguage: 'en',
    clock: systemClock,
    log: silentLog,
    vault: memoryVault(),
    environment,
    checkOutput: true,
    onChanged: ({ area }) => changes.push(area),
  });

beforeEach(async () => {
  folder = tempFolder();
  core = await open('sandbox');
  changes.length = 0;
});
afterEach(async () => {
  await core.close();
  folder.remove();
});

async function ask<A extends keyof StaffAreas, V extends keyof StaffAreas[A] & string>(
  area: A,
  verb: V,
  input: Input<StaffAreas[A][V]>,
): Promise<Output<StaffAreas[A][V]>> {
  const answer = await core.call({ kind: 'staff' }, `${area}.${verb}`, input);
  if (!answer.ok) throw new Error(`${answer.error.code} ${JSON.stringify(answer.error.fields)}`);
  return answer.value as Output<StaffAreas[A][V]>;
}
const practise = async <V extends keyof Practice>(verb: V, input: Input<Practice[V]>) =>
  ask('practiceVendor', verb, input);
async function refusal(verb: keyof Practice, input: unknown): Promise<ApiError> {
  const answer = await core.call({ kind: 'staff' }, `practiceVendor.${verb}`, input);
  if (answer.ok) throw new Error('not refused');
  return answer.error;
}

/** Looks at an account of the practice vendor as the console does: through a connection. */
async function connect(username: string, name: string): Promise<string> {
  const connection = await ask('connections', 'create', {
    name,
    username,
    password: 'sandbox',
    apiAddress: 'sandbox:',
    allowMemoryOnly: true,
  });
  return connection.id;
}

const accountOf = (view: Output<Practice['get']>, login = vendorA) => {
  const account = view.accounts.find((one) => one.login === login);
  if (!account) throw new Error(`no account ${login}`);
  return account;
};
const valueOf = (view: Output<Practice['get']>, name: string, login = vendorA): unknown =>
  accountOf(view, login).settings.find((setting) => setting.name === name)?.value;

describe('the accounts', () => {
  it('vendor A and vendor B stand side by side, usable as two connections', async () => {
    const offered = await ask('app', 'sandboxAccounts', {});
    expect(offered.map(({ username, preset }) => [username, preset])).toEqual([
      [vendorA, 'vendor-a'],
      [vendorB, 'vendor-b'],
    ]);
    const [a, b] = [await connect(vendorA, 'A'), await connect(vendorB, 'B')];
    for (const id of [a, b])
      expect(await ask('connections', 'test', { id })).toMatchObject({
        outcome: 'ok',
        balance: { amountMinor: 100_000, currency: 'EUR' },
      });
    const view = await practise('get', {});
    expect([valueOf(view, 'canSuspend'), valueOf(view, 'canSuspend', vendorB)]).toEqual([true, false]);
    expect(view).toMatchObject({ faults: [], daysAhead: 0, licenses: 0 });
    expect(view.accounts.map(({ isChanged }) => isChanged)).toEqual([false, false, false]);
  });

  it('the settings name what is a guess, its default, and what the preset says', async () => {
    const { settings, wordings } = accountOf(await practise('get', {}), vendorB);
    expect(settings.find(({ name }) => name === 'deletedRows')).toEqual({
      name: 'deletedRows',
      kind: 'guesses',
      group: 'formats',
      domain: { kind: 'choice', choices: ['keep', 'remove'] },
      value: 'remove',
      preset: 'remove',
      default: 'keep',
    });
    expect(settings.find(({ name }) => name === 'processingMs')).toMatchObject({ value: 700, group: 'timing' });
    expect(wordings.find(({ name }) => name === 'balance')?.value.type).toBe('not_enough_money');
  });
});

describe('switching', () => {
  it('one switch reaches the vendor at once, in one account only', async () => {
    const [a, b] = [await connect(vendorA, 'A'), await connect(vendorB, 'B')];
    const view = await practise('configure', { login: vendorB, switches: { ipDenied: true } });
    expect(accountOf(view, vendorB).isChanged).toBe(true);
    expect(accountOf(view).isChanged).toBe(false);
    expect(await ask('connections', 'test', { id: b })).toMatchObject({ errorCode: 'vendor.ip_denied' });
    expect(await ask('connections', 'test', { id: a })).toMatchObject({ outcome: 'ok' });
    expect(changes).toContain('practiceVendor');
  });

  it('a preset forgets what was switched; what comes with it lies on top', async () => {
    await practise('configure', { login: vendorA, guesses: { trialDays: 3 }, timing: { keyDelayMs: 5000 } });
    const changed = await practise('configure', { login: vendorA, guesses: { singleRowAsObject: false } });
    expect([
      valueOf(changed, 'trialDays'),
      valueOf(changed, 'keyDelayMs'),
      valueOf(changed, 'singleRowAsObject'),
    ]).toEqual([3, 5000, false]);
    const view = await practise('configure', {
      login: vendorA,
      preset: 'vendor-b',
      switches: { canSuspend: 'silent' },
    });
    expect(accountOf(view)).toMatchObject({ preset: 'vendor-b', isChanged: true });
    expect([valueOf(view, 'trialDays'), valueOf(view, 'canSuspend'), valueOf(view, 'sendsTotal')]).toEqual([
      14,
      'silent',
      false,
    ]);
    expect(accountOf(await practise('configure', { login: vendorA, preset: 'vendor-a' })).isChanged).toBe(false);
  });

  it('the words of a refusal', async () => {
    const wording = { type: 'money', object: 'x', message: 'Geld fehlt' };
    const view = await practise('configure', { login: vendorA, wordings: { balance: wording } });
    expect(accountOf(view).wordings.find(({ name }) => name === 'balance')?.value).toEqual(wording);
    expect(accountOf(view).wordings.find(({ name }) => name === 'ipDenied')?.value.type).toBe('access');
  });

  it.each([
    ['a name that does not exist', { guesses: { trialDay: 3 } }, 'guesses.trialDay'],
    ['a value that is none of it', { guesses: { deletedRows: 'hide' } }, 'guesses.deletedRows'],
    ['a switch among the guesses', { guesses: { ipDenied: true } }, 'guesses.ipDenied'],
    ['a number out of range', { timing: { sessionIdleMs: 1 } }, 'timing.sessionIdleMs'],
    ['a refusal that does not exist', { wordings: { money: { type: '', object: '', message: '' } } }, 'wordings.money'],
  ])('refuses %s, and changes nothing', async (_what, input, field) => {
    const before = await practise('get', {});
    expect(await refusal('configure', { login: vendorA, ...input })).toMatchObject({
      code: 'input.invalid',
      fields: { [field]: { code: 'invalid' } },
    });
    expect((await practise('get', {})).accounts).toEqual(before.accounts);
  });

  it('an account, or a license, that does not exist is not found', async () => {
    expect((await refusal('configure', { login: 'nobody' })).code).toBe('not_found');
    expect((await refusal('topUp', { login: 'nobody', amountMinor: 1, currency: 'EUR' })).code).toBe('not_found');
    expect((await refusal('vendorEdit', { id: 1, status: 3 })).code).toBe('not_found');
  });
});

describe('faults, clock, money', () => {
  it('a fault strikes, is counted down, and can be cleared', async () => {
    const id = await connect(vendorA, 'A');
    // An answer, so that the console does not ask again.
    const fault = { kind: 'error', func: 'whoami', times: 9 } as const;
    await practise('setFaults', {
      faults: [fault, { kind: 'status', status: 429, retryAfter: '7', account: vendorB, times: null }],
    });
    await ask('connections', 'test', { id });
    const { faults } = await practise('get', {});
    expect(faults).toMatchObject([
      { kind: 'error', phase: 'before-commit', func: 'whoami', account: null, times: 8 },
      { kind: 'status', status: 429, retryAfter: '7', account: vendorB, times: null },
    ]);
    expect((await practise('setFaults', { faults: [] })).faults).toEqual([]);
  });

  it.each([
    ['kind', { kind: 'earthquake' }],
    ['times', { kind: 'reset', times: -1 }],
    ['status', { kind: 'status', status: 99 }],
    ['retryAfter', { kind: 'status', retryAfter: 'a\r\nb: c' }],
    ['corpus', { kind: 'corpus', corpus: 'json-odd' }],
  ])('a fault with a wrong %s is refused', async (field, fault) => {
    const { code, fields } = await refusal('setFaults', { faults: [fault] });
    expect(code).toBe('input.invalid');
    expect(Object.keys(fields ?? {})).toEqual([`faults.0.${field}`]);
  });

  it('every fault that a screen offers is one the vendor knows', async () => {
    const { faultKinds } = await import('../../../preload/api/practice-vendor.ts');
    const faults = faultKinds.map((kind) => ({
      kind,
      times: 1,
      ...(kind === 'corpus' && { corpus: 'xml-dtd' as const }),
    }));
    const view = await practise('setFaults', { faults });
    expect(view.faults.map(({ kind }) => kind)).toEqual([...faultKinds]);
  });

  it('the clock goes ahead and the money comes', async () => {
    expect((await practise('advanceClock', { days: 30 })).daysAhead).toBe(30);
    const view = await practise('topUp', { login: vendorB, amountMinor: 2_550, currency: 'EUR' });
    expect(accountOf(view, vendorB).balance).toEqual({ amountMinor: 102_550, currency: 'EUR' });
    expect(accountOf(view).balance.amountMinor).toBe(100_000);
    expect((await refusal('topUp', { login: vendorB, amountMinor: 1, currency: 'USD' })).fields).toHaveProperty(
      'currency',
    );
    expect((await refusal('advanceClock', { days: 0 })).code).toBe('input.invalid');
  });
});

/** Sells a license through the console, as a person would, and waits until it is there. */
async function sell(connectionId: string): Promise<string> {
  const category = await ask('catalogue', 'createCategory', { name: 'C' });
  const product = await ask('catalogue', 'createProduct', {
    categoryId: category.id,
    name: 'lite',
    prices: [{ termMonths: 1, currency: 'EUR', amountMinor: 500 }],
    connectionId,
    packageIdentifier: '55227',
  });
  const client = await ask('clients', 'create', { firstName: 'Li', lastName: 'Wu', email: 'li@client.example' });
  const order = await ask('orders', 'place', {
    requestKey: crypto.randomUUID(),
    clientId: client.id,
    currency: 'EUR',
    items: [{ productId: product.id, termMonths: 1, ip: '203.0.113.10' }],
    expectedTotalMinor: 500,
  });
  const { issuedOn } = await ask('billing', 'getInvoice', { id: order.invoiceId });
  await ask('billing', 'recordPayment', {
    requestKey: crypto.randomUUID(),
    invoiceId: order.invoiceId,
    amountMinor: 500,
    method: 'cash',
    receivedOn: issuedOn,
    reference: '1',
  });
  const contractProductId = order.items[0]?.contractProductId ?? '';
  await expect
    .poll(async () => (await ask('contractProducts', 'get', { id: contractProductId })).licenseStatus, {
      timeout: 15_000,
    })
    .toBe('active');
  return contractProductId;
}

describe('the vendor’s own books', () => {
  it('a license changed behind the console’s back is found by the next look', async () => {
    const contractProductId = await sell(await connect(vendorA, 'A'));
    const [row] = await practise('listLicenses', {});
    expect(row).toMatchObject({ account: vendorA, ip: '203.0.113.10', status: 2, tariff: 'ispmanager 6 lite' });
    expect(await practise('listLicenses', { account: vendorB })).toEqual([]);
    expect((await practise('get', {})).licenses).toBe(1);
    const id = row?.id ?? 0;
    const edited = await practise('vendorEdit', { id, status: 3, ip: '198.51.100.1', isNewKey: true });
    expect(edited).toMatchObject({ status: 3, ip: '198.51.100.1' });
    expect(edited.key).toMatch(new RegExp(`^${id}-`));
    expect(edited.key).not.toBe(row?.key);
    await ask('licenses', 'refresh', { contractProductId });
    await expect
      .poll(async () => (await ask('contractProducts', 'get', { id: contractProductId })).licenseStatus)
      .toBe('suspended');
    expect((await refusal('vendorEdit', { id, ip: 'somewhere' })).code).toBe('input.invalid');
  }, 30_000);
});

describe('after a restart', () => {
  const settingsFile = (): string => path.join(folder.path, 'sandbox', 'vendor-settings.json');
  const reopen = async (): Promise<void> => {
    await core.close();
    core = await open('sandbox');
  };

  it('the switches, the faults that are left, the clock and the money are as they were', async () => {
    await practise('configure', { login: vendorA, preset: 'vendor-b', guesses: { trialDays: 3 } });
    await practise('setFaults', {
      faults: [
        { kind: 'reset', func: 'whoami', times: 1 },
        { kind: 'stuck', times: 5 },
      ],
    });
    await practise('advanceClock', { days: 2 });
    await practise('topUp', { login: vendorA, amountMinor: 5, currency: 'EUR' });
    await ask('connections', 'test', { id: await connect(vendorA, 'A') });
    const before = await practise('get', {});
    await reopen();
    const after = await practise('get', {});
    expect(after.accounts).toEqual(before.accounts);
    expect(after.daysAhead).toBe(2);
    expect(after.faults).toMatchObject([{ kind: 'stuck', times: 5 }]);
    expect(readFileSync(settingsFile(), 'utf8')).not.toContain('"password"');
  });

  it.each([
    ['no JSON', 'x'],
    ['another version', '{"version":2,"accounts":{},"faults":[]}'],
    [
      'a switch that does not exist',
      `{"version":1,"accounts":{"${vendorA}":{"preset":"vendor-a","overrides":{"guesses":{"x":1}}}},"faults":[]}`,
    ],
    ['a fault that does not exist', '{"version":1,"accounts":{},"faults":[{"kind":"earthquake"}]}'],
  ])('settings that cannot be understood (%s) are put aside, and the vendor starts fresh', async (_what, text) => {
    await core.close();
    mkdirSync(path.dirname(settingsFile()), { recursive: true });
    writeFileSync(settingsFile(), text);
    core = await open('sandbox');
    expect((await practise('get', {})).accounts.map(({ isChanged }) => isChanged)).toEqual([false, false, false]);
    expect(readFileSync(`${settingsFile()}.unreadable`, 'utf8')).toBe(text);
  });

  it('a disk that refuses changes nothing', async () => {
    const before = await practise('get', {});
    // A folder in the place of the file beside it fails for every user, root included.
    mkdirSync(`${settingsFile()}.working`);
    expect((await refusal('configure', { login: vendorA, preset: 'vendor-b' })).code).toBe('internal');
    expect((await practise('get', {})).accounts).toEqual(before.accounts);
  });
});

describe('in the live environment', () => {
  it('every verb is refused, and no practice vendor is started', async () => {
    await core.close();
    core = await open('live');
    const inputs: Record<keyof Practice, unknown> = {
      get: {},
      listLicenses: {},
      configure: { login: vendorA, preset: 'vendor-b' },
      setFaults: { faults: [] },
      advanceClock: { days: 1 },
      topUp: { login: vendorA, amountMinor: 1, currency: 'EUR' },
      vendorEdit: { id: 300_001, status: 4 },
    };
    for (const [verb, input] of Object.entries(inputs))
      expect((await refusal(verb as keyof Practice, input)).code, verb).toBe('practice.sandbox_only');
    expect(readdirSync(path.join(folder.path, 'live')).filter((file) => file.startsWith('vendor'))).toEqual([]);
  });
});
