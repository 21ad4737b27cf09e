import { beforeEach, describe, expect, it } from 'vitest';
import { SyncNews } from '../../../preload/api/sync.ts';
import { messages } from '../../../renderer/i18n/messages.ts';
import { meet, meeting, testDesk, type TestDesk } from '../support/desks.ts';
import { MemoryHub } from '../support/memory-hub.ts';
import { shelf } from '../support/shelf.ts';

let now: number;
let hub: MemoryHub;
beforeEach(() => {
  now = Date.parse('2026-03-10T12:00:00.000Z');
  hub = new MemoryHub({ now: () => now });
});

const newsOf = (desk: TestDesk): string[] => desk.service.news().map(({ kind }) => kind);

// Each of these is over with the round that met it: without a word nobody would learn that it was.
describe('what happened to a desk between two rounds is told until a person has read it', () => {
  it('is nothing where it joined and went on', async () => {
    const [a, b] = (await meeting(hub, 'A', 'B')) as [TestDesk, TestDesk];
    shelf(a).category();
    await meet(a, b);
    for (const desk of [a, b]) expect(newsOf(desk)).toEqual([]);
    // A hub whose log was shortened before the desk came is none either: it had nothing.
    hub.compact(hub.state.head);
    const [c] = (await meeting(hub, 'C')) as [TestDesk];
    expect(newsOf(c)).toEqual([]);
  });

  it('a hub that was restored from a backup', async () => {
    const [a, b] = (await meeting(hub, 'A', 'B')) as [TestDesk, TestDesk];
    await meet(a, b);
    const backup = hub.backup();
    shelf(a).category();
    await meet(a, b);
    hub.restore(backup);
    await meet(a, b);
    for (const desk of [a, b]) {
      expect(desk.service.status().problem).toBeNull();
      expect(desk.service.news()).toEqual([{ kind: 'hub_restored', at: new Date(now).toISOString() }]);
    }
    a.service.readNews(a.context, 'repaired');
    expect(newsOf(a)).toEqual(['hub_restored']);
    a.service.readNews(a.context, 'hub_restored');
    expect(newsOf(a)).toEqual([]);
    expect(newsOf(b)).toEqual(['hub_restored']);
  });

  it('a profile that was copied or restored, at the one that got another identity', async () => {
    const [a] = (await meeting(hub, 'A')) as [TestDesk];
    const Copy = a.store.db.constructor as new (image: Buffer) => typeof a.store.db;
    const copy = testDesk({ name: "A'", transport: hub.connect('desk-A'), db: new Copy(a.store.db.serialize()) });
    shelf(a).category();
    await meet(a, copy);
    expect(newsOf(copy)).toEqual(['own_identity']);
    expect(newsOf(a)).toEqual([]);
  });

  it('an absence of 180 days, after which the log was gone', async () => {
    const [a, b] = (await meeting(hub, 'A', 'B')) as [TestDesk, TestDesk];
    shelf(b).category();
    await meet(b, a);
    now += 180 * 86_400_000;
    shelf(a).category();
    await meet(a);
    hub.compact(hub.state.head);
    await meet(b, a);
    expect(b.service.status()).toMatchObject({ problem: null, checksum: 'equal' });
    expect(newsOf(b)).toEqual(['new_copy']);
    expect(newsOf(a)).toEqual([]);
  });

  it('values that were others than the hub’s', async () => {
    const [a] = (await meeting(hub, 'A')) as [TestDesk];
    shelf(a).category();
    await meet(a);
    a.store.db.prepare("UPDATE sync_state SET value = '1' WHERE key = 'checksum'").run();
    await meet(a);
    expect(newsOf(a)).toEqual(['repaired']);
    expect(a.service.status()).toMatchObject({ checksum: 'equal', repairs: 1 });
    // Said once, with the last time, however often it was.
    a.store.db.prepare("UPDATE sync_state SET value = '2' WHERE key = 'checksum'").run();
    shelf(a).category();
    now += 60_000;
    await meet(a);
    expect(a.service.news()).toEqual([{ kind: 'repaired', at: new Date(now).toISOString() }]);
  });

  it('has its words in both languages', () => {
    for (const language of ['en', 'ru'] as const)
      for (const kind of SyncNews.options)
        for (const key of [`sync.news.${kind}`, `sync.news.${kind}.text`])
          expect((messages[language] as Record<string, string>)[key], `${language} ${key}`).toBeTruthy();
  });
});
