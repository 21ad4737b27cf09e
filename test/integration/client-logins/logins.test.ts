import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Caller, type Core, createCore } from '../../../main/core/core.ts';
import { channels } from '../../../main/core/dispatch.ts';
import { systemClock } from '../../../main/core/kernel/index.ts';
import { fileLog } from '../../../main/core/log-file.ts';
import { memoryVault } from '../../../main/core/vault/index.ts';
import type { Client } from '../../../preload/api/clients.ts';
import type { Entered } from '../../../preload/api/entrance.ts';
import type { ApiError } from '../../../preload/api/errors.ts';
import { row } from '../../unit/support/row.ts';
import { tempFolder } from '../../unit/support/store.ts';

/** The whole core, as the worker thread runs it, with its log file; answers are held to their schemas. */
let folder: ReturnType<typeof tempFolder>;
let core: Core;
/** Everything that was answered, as it would cross the bridge. */
let answers: string;
let forward = 0;
const secret = 'kq7Zr8-correct-horse';

const open = (environment: 'live' | 'sandbox' = 'live'): Promise<Core> =>
  createCore({
    dataFolder: folder.path,
    version: '0',
    runtime: { electron: '', chrome: '', node: '', supported: true },
    personName: 'Olga Owner',
    defaultLanguage: 'en',
    clock: { ...systemClock, monotonic: () => systemClock.monotonic() + forward },
    log: fileLog(path.join(folder.path, 'logs'), 'core'),
    vault: memoryVault(),
    environment,
    checkOutput: true,
  });

beforeEach(async () => {
  folder = tempFolder();
  forward = 0;
  answers = '';
  core = await open();
});
afterEach(async () => {
  await core.close();
  folder.remove();
});

const staff: Caller = { kind: 'staff' };
const visitor: Caller = { kind: 'visitor' };
const own = ({ clientId, loginId }: Entered): Caller => ({ kind: 'client', clientId, loginId });

async function call(caller: Caller, channel: string, input: object = {}) {
  const answer = await core.call(caller, channel, input);
  answers += JSON.stringify(answer);
  return answer;
}
async function value<T>(caller: Caller, channel: string, input: object = {}): Promise<T> {
  const answer = await call(caller, channel, input);
  if (!answer.ok) throw new Error(`${channel}: ${JSON.stringify(answer.error)}`);
  return answer.value as T;
}
async function refusal(caller: Caller, channel: string, input: object = {}): Promise<ApiError> {
  const answer = await call(caller, channel, input);
  if (answer.ok) throw new Error(`${channel} was not refused`);
  return answer.error;
}

const anna = { firstName: 'Anna', lastName: 'Smith', email: 'anna@client.example' };
const register = (patch: object = {}): Promise<Entered> =>
  value(visitor, 'entrance.register', { ...anna, password: secret, language: 'ru', ...patch });
const logIn = (email: string, password: string): Promise<Entered> =>
  value(visitor, 'entrance.logIn', { email, password });
const create = (patch: object = {}): Promise<Client> => value(staff, 'clients.create', { ...anna, ...patch });
const setPassword = (id: string, password: string) => value(staff, 'clientLogins.setPassword', { id, password });
const canLogIn = async (id: string): Promise<boolean> =>
  (await value<{ passwordSetAt: string | null }>(staff, 'clientLogins.get', { id })).passwordSetAt !== null;
const count = (table: string): number => {
  const db = new Database(path.join(folder.path, 'live/console.db'), { readonly: true });
  try {
    return db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
  } finally {
    db.close();
  }
};

describe('registration', () => {
  row(80, 'makes a client of this organisation with staff’s own defaults, who is in at once', async () => {
    await value(staff, 'brand.update', { name: 'Hosting House' });
    const entered = await register();
    const made = await create({ email: 'boris@client.example', language: 'ru' });
    const { id, createdAt, updatedAt, email, ...fields } = await value<Client>(staff, 'clients.get', {
      id: entered.clientId,
    });
    expect({ id, email }).toEqual({ id: entered.clientId, email: anna.email });
    expect(made).toMatchObject(fields);
    expect(await value(own(entered), 'clientArea.me')).toMatchObject({
      name: 'Anna Smith',
      brandName: 'Hosting House',
      actingStaff: null,
      language: 'ru',
    });
    expect([createdAt, updatedAt].map((at) => at.slice(0, 2))).toEqual(['20', '20']);
    // What becomes of it is told as the client's own act.
    const { rows } = await value<{ rows: { who: string; action: string; changes: object }[] }>(
      staff,
      'clients.timeline',
      { clientId: id },
    );
    expect(rows.map(({ who, action }) => [who, action])).toEqual([
      ['Anna Smith (client)', 'event'],
      ['Anna Smith (client)', 'create'],
    ]);
    expect(rows[0]?.changes).toEqual({ client_login: [null, 'registered'] });
  });

  row(79, 'refuses an e-mail that a client has, whether they can log in or not, and makes nothing', async () => {
    const { id } = await create();
    const taken = { email: { code: 'email_taken' } };
    const again = (email: string) =>
      refusal(visitor, 'entrance.register', { ...anna, email, password: secret, language: 'en' });
    expect((await again(' ANNA@Client.Example ')).fields).toEqual(taken);
    expect(await canLogIn(id)).toBe(false);
    await setPassword(id, secret);
    const { fields, params } = await again('\uFF41nna@client.example');
    // Word for word the same: a stranger does not learn which it is.
    expect({ fields, params }).toEqual({ fields: taken, params: undefined });
    expect(count('client')).toBe(1);
    expect((await logIn(anna.email, secret)).clientId).toBe(id);
  });

  it('of one e-mail twice at once makes one client', async () => {
    const input = { ...anna, password: secret, language: 'en' };
    const both = await Promise.all([1, 2].map(() => call(visitor, 'entrance.register', input)));
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect([count('client'), count('client_login')]).toEqual([1, 1]);
  });

  it('needs all four fields, which may be made up', async () => {
    const { fields } = await refusal(visitor, 'entrance.register', {
      firstName: ' ',
      lastName: '',
      email: '',
      password: '',
      language: 'en',
    });
    expect(Object.keys(fields ?? {}).toSorted()).toEqual(['email', 'firstName', 'lastName', 'password']);
    expect(count('client')).toBe(0);
  });

  it('that is refused again and again waits, so that nobody finds out who is a client', async () => {
    await create();
    const again = () => refusal(visitor, 'entrance.register', { ...anna, password: secret, language: 'en' });
    for (let n = 0; n < 5; n += 1) expect((await again()).code).toBe('input.invalid');
    expect(await again()).toMatchObject({ code: 'login.wait', params: { seconds: 30 } });
    // Who has an account is not in the way of it.
    await setPassword((await value<{ rows: Client[] }>(staff, 'clients.list')).rows[0]?.id ?? '', secret);
    expect((await logIn(anna.email, secret)).clientId).toBeTruthy();
  });
});

describe('a visitor', () => {
  row(78, 'gets no answer but those of the entrance, whatever is asked', async () => {
    await register();
    for (const channel of channels.filter((each) => !each.startsWith('entrance.')))
      expect((await refusal(visitor, channel)).code, channel).toBe('call.forbidden');
    expect(await value(visitor, 'entrance.look')).toMatchObject({ isVisitor: true, brandName: 'Reseller Console' });
    expect(await value(visitor, 'entrance.logo')).toBeNull();
  });

  it('becomes nobody else by what a page says', async () => {
    const { clientId } = await register();
    for (const input of [{ clientId }, { principal: { kind: 'staff' } }, { loginId: clientId }])
      expect((await refusal(visitor, 'clientArea.me', input)).code).toBe('call.forbidden');
    // A login that is not, or no longer, that client's.
    expect((await refusal(own({ clientId, loginId: clientId }), 'clientArea.me')).code).toBe('call.forbidden');
    expect(await value(own({ clientId, loginId: clientId }), 'entrance.look')).toMatchObject({ isVisitor: true });
  });
});

describe('logging in', () => {
  it('takes the e-mail in any case and the password to the letter, and says of a failure nothing else', async () => {
    const { clientId } = await register();
    await create({ email: 'boris@client.example' });
    expect((await logIn(' ANNA@client.EXAMPLE ', secret)).clientId).toBe(clientId);
    const told = async (email: string, password: string) => {
      const { code, params, fields } = await refusal(visitor, 'entrance.logIn', { email, password });
      return { code, params, fields };
    };
    const failed = { code: 'login.failed', params: undefined, fields: undefined };
    expect(await told(anna.email, `${secret} `)).toEqual(failed);
    expect(await told(anna.email, secret.toUpperCase())).toEqual(failed);
    // Nobody of that e-mail, and a client who has no password.
    expect(await told('nobody@client.example', secret)).toEqual(failed);
    expect(await told('boris@client.example', secret)).toEqual(failed);
  });

  it('is slowed down after five failures, also with the right password, and goes on after the wait', async () => {
    const { clientId } = await register();
    for (let n = 0; n < 5; n += 1)
      expect((await refusal(visitor, 'entrance.logIn', { email: anna.email, password: 'wrong' })).code).toBe(
        'login.failed',
      );
    const right = { email: anna.email, password: secret };
    expect(await refusal(visitor, 'entrance.logIn', right)).toMatchObject({ code: 'login.wait', retry: true });
    forward += 30_000;
    expect(await value<Entered>(visitor, 'entrance.logIn', right)).toMatchObject({ clientId });
  });

  it('is of many guesses begun at once slowed down as well', async () => {
    await register();
    const guess = (n: number) => call(visitor, 'entrance.logIn', { email: anna.email, password: `guess ${n}` });
    const codes = (await Promise.all(Array.from({ length: 20 }, (_, n) => guess(n)))).map((answer) =>
      answer.ok ? 'ok' : answer.error.code,
    );
    expect(codes.filter((code) => code === 'login.failed')).toHaveLength(5);
    expect(codes.filter((code) => code === 'login.wait')).toHaveLength(15);
  });

  it('is for one environment: the sandbox knows none of the live one’s clients', async () => {
    const entered = await register();
    await value(staff, 'app.openEnvironment', { environment: 'sandbox' });
    expect(await value(own(entered), 'entrance.look')).toMatchObject({ isVisitor: true, environment: 'sandbox' });
    expect((await refusal(own(entered), 'clientArea.orders')).code).toBe('call.forbidden');
    expect((await refusal(visitor, 'entrance.logIn', { email: anna.email, password: secret })).code).toBe(
      'login.failed',
    );
  });
});

describe('a password', () => {
  it('that staff set lets the client in, and ends whoever was in by the one before', async () => {
    const { id } = await create();
    expect(await canLogIn(id)).toBe(false);
    expect(await setPassword(id, secret)).toHaveProperty('passwordSetAt', expect.any(String));
    const first = await logIn(anna.email, secret);
    await value(own(first), 'clientArea.orders');
    await setPassword(id, `${secret}-2`);
    expect((await refusal(own(first), 'clientArea.orders')).code).toBe('call.forbidden');
    expect((await refusal(visitor, 'entrance.logIn', { email: anna.email, password: secret })).code).toBe(
      'login.failed',
    );
    expect((await logIn(anna.email, `${secret}-2`)).clientId).toBe(id);
    expect(count('client_login')).toBe(1);
  });

  it('is changed by who knows it, and by no one on their behalf', async () => {
    const entered = await register();
    const elsewhere = await logIn(anna.email, secret);
    const change = { currentPassword: secret, newPassword: `${secret}-2` };
    expect(
      (await refusal(own(entered), 'clientArea.changePassword', { ...change, currentPassword: 'x' })).fields,
    ).toEqual({
      currentPassword: { code: 'wrong_password' },
    });
    const acting: Caller = { kind: 'client', clientId: entered.clientId };
    expect((await refusal(acting, 'clientArea.changePassword', change)).code).toBe('call.forbidden');
    expect((await refusal(acting, 'clientArea.logOut')).code).toBe('call.forbidden');
    const after = await value<Entered>(own(entered), 'clientArea.changePassword', change);
    await value(own(after), 'clientArea.orders');
    expect((await refusal(own(elsewhere), 'clientArea.orders')).code).toBe('call.forbidden');
    expect((await logIn(anna.email, `${secret}-2`)).clientId).toBe(entered.clientId);
  });

  it('goes with its client: deleted, or merged into another one, who keeps their own', async () => {
    const [one, two] = [await register(), await register({ email: 'two@client.example', password: `${secret}-2` })];
    const plan = { from: one.clientId, into: two.clientId };
    const { code } = await value<{ code: string }>(staff, 'clients.prepareMerge', plan);
    await value(staff, 'clients.merge', { ...plan, code });
    expect((await refusal(own(one), 'clientArea.me')).code).toBe('call.forbidden');
    expect((await refusal(visitor, 'entrance.logIn', { email: anna.email, password: secret })).code).toBe(
      'login.failed',
    );
    expect((await logIn('two@client.example', `${secret}-2`)).clientId).toBe(two.clientId);
    const removal = await value<{ code: string }>(staff, 'clients.prepareRemoval', { id: two.clientId });
    await value(staff, 'clients.remove', { id: two.clientId, code: removal.code });
    expect((await refusal(own(two), 'clientArea.me')).code).toBe('call.forbidden');
    expect(count('client_login')).toBe(0);
    expect((await refusal(staff, 'clientLogins.setPassword', { id: two.clientId, password: secret })).code).toBe(
      'client.deleted',
    );
    // The e-mail is free again, for somebody new.
    expect((await register()).clientId).not.toBe(one.clientId);
  });

  it('is in no answer, no file of the folder, no log and no history, and neither is what is kept of it', async () => {
    const entered = await register();
    await refusal(visitor, 'entrance.logIn', { email: anna.email, password: `${secret}-wrong` });
    await refusal(visitor, 'entrance.register', { ...anna, password: secret, language: 'en' });
    // A call that does not fit its schema is logged by its code alone.
    await refusal(visitor, 'entrance.logIn', { email: 'nobody', password: secret, surprise: secret });
    await refusal(visitor, 'clients.list', { search: secret });
    await setPassword(entered.clientId, `${secret}-2`);
    await value(staff, 'audit.list', { entity: 'client', entityId: entered.clientId });
    await value(staff, 'clients.timeline', { clientId: entered.clientId });
    await value(staff, 'clientLogins.get', { id: entered.clientId });
    expect(answers).toContain('Anna');
    for (const word of [secret, '$scrypt$', 'password_hash']) expect(answers, word).not.toContain(word);
    const kept = new Database(path.join(folder.path, 'live/console.db'));
    const history = JSON.stringify(kept.prepare('SELECT * FROM audit_entry').all());
    kept.close();
    expect(history).toContain('client_login');
    expect(history).not.toContain('$scrypt$');
    await core.close();
    const files = readdirSync(folder.path, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
    const text = files.map((each) => readFileSync(path.join(each.parentPath, each.name), 'latin1'));
    expect(text.some((each) => each.includes('$scrypt$'))).toBe(true);
    expect(text.filter((each) => each.includes(secret))).toEqual([]);
    core = await open();
  });
});
