import { expect, it } from 'vitest';
import { clientLoginsService } from '../../../main/core/client-logins/index.ts';
import { meet, meeting, type TestDesk } from '../support/desks.ts';
import { MemoryHub } from '../support/memory-hub.ts';
import { makeShop } from '../support/shop.ts';

it('a password stays at the desk where it was given, and goes when another desk deletes the client', async () => {
  const hub = new MemoryHub();
  const [a, b] = (await meeting(hub, 'A', 'B')) as [TestDesk, TestDesk];
  const logins = ({ store }: TestDesk) => clientLoginsService({ store, clients: makeShop(store).services.clients });
  const [here, there] = [logins(a), logins(b)];
  await meet(a, b);
  const anna = { firstName: 'Anna', lastName: 'Smith', email: 'anna@example.test', language: 'en' } as const;
  const entered = await here.register({ ...anna, password: 'correct horse' }, a.context);
  await meet(a, b);
  // The other desk knows the client, and nothing of the login; neither does the hub, nor what goes to it.
  expect(there.get(entered.clientId)).toEqual({ passwordSetAt: null });
  expect(b.store.db.prepare('SELECT count(*) FROM client_login').pluck().get()).toBe(0);
  await expect(there.logIn({ email: anna.email, password: 'correct horse' })).rejects.toThrow('login.failed');
  const sent = JSON.stringify([hub.log, a.store.db.prepare('SELECT * FROM sync_outbox').all()]);
  expect(sent).toContain(anna.email);
  expect(sent).not.toContain('scrypt');

  b.store.transaction(b.context, (writer) => writer.update('client', entered.clientId, { deleted_at: b.store.now() }));
  await meet(a, b);
  expect(here.isCurrent(entered)).toBe(false);
  expect(a.store.db.prepare('SELECT count(*) FROM client_login').pluck().get()).toBe(0);
  await expect(here.logIn({ email: anna.email, password: 'correct horse' })).rejects.toThrow('login.failed');
});
