import { beforeEach, describe, expect, it, vi } from 'vitest';
import { HubError, type HubTransport } from '../../../main/core/sync/transport.ts';
import { meet, testDesk, type TestDesk } from '../support/desks.ts';
import { MemoryHub } from '../support/memory-hub.ts';
import { shelf } from '../support/shelf.ts';
import { testClock, type TestClock } from '../support/store.ts';

let hub: MemoryHub;
let clock: TestClock;
/** What desk A said to the hub since it was last emptied. */
let said: string[];
let a: TestDesk;
let b: TestDesk;
let product: string;

/** A line that notes what goes over it. */
function noted(line: HubTransport): HubTransport {
  const note =
    <Input extends unknown[], Output>(name: string, call: (...input: Input) => Promise<Output>) =>
    (...input: Input): Promise<Output> => {
      said.push(name);
      return call(...input);
    };
  return {
    ...line,
    hello: note('hello', (hello) => line.hello(hello)),
    push: note('push', (push) => line.push(push)),
    pull: note('pull', (pull) => line.pull(pull)),
    snapshot: note('snapshot', (page) => line.snapshot(page)),
  };
}

beforeEach(async () => {
  said = [];
  clock = testClock();
  hub = new MemoryHub({ now: () => clock.monotonic() });
  a = testDesk({ name: 'A', clock, transport: noted(hub.connect('desk-A')) });
  b = testDesk({ name: 'B', clock, transport: hub.connect('desk-B') });
  for (const desk of [a, b]) desk.service.join(desk.context, { deskId: `desk-${desk.name}`, bring: true });
  product = shelf(a).product(shelf(a).category());
  await meet(a, b);
  said = [];
});

const rename = (desk: TestDesk, name: string): void => shelf(desk).edit('product', product, { name });
const nameAt = (desk: TestDesk): unknown => shelf(desk).of('product', product)?.['name'];

describe('a brief round', () => {
  it('brings a save to the other desk, and what is there here, in two calls', async () => {
    rename(a, 'New');
    await a.sync('brief');
    expect(said).toEqual(['push', 'pull']);
    await b.sync('brief');
    expect(nameAt(b)).toBe('New');
    rename(b, 'Newer');
    await b.sync('brief');
    said = [];
    await a.sync('brief');
    expect(said).toEqual(['pull']);
    expect(nameAt(a)).toBe('Newer');
    await meet(a, b);
    for (const desk of [a, b])
      expect(desk.service.status()).toMatchObject({ waiting: 0, behind: 0, checksum: 'equal' });
  });

  it('is a whole one where the hub was not greeted for a quarter of a minute, so that presence and checksums go on', async () => {
    clock.advance(15_001);
    await a.sync('brief');
    expect(said).toEqual(['hello', 'pull']);
    said = [];
    clock.advance(14_000);
    await a.sync('brief');
    expect(said).toEqual(['pull']);
  });

  it('is a whole one while what was brought or fetched is not all done', async () => {
    const line = hub.connect('desk-C');
    const cut = vi
      .fn<HubTransport['snapshot']>((page) => line.snapshot(page))
      .mockRejectedValueOnce(new HubError('offline'));
    const late = testDesk({ name: 'C', clock, transport: noted({ ...line, snapshot: cut }) });
    shelf(late).product(shelf(late).category());
    late.service.join(late.context, { deskId: 'desk-C', bring: true });
    expect((await late.sync())?.problem).toBe('offline');
    said = [];
    await late.sync('brief');
    expect(said).toEqual(['hello', 'snapshot', 'push', 'pull']);
    await meet(late, a);
    expect(a.service.status()).toMatchObject({ checksum: 'equal', deferred: 0 });
    expect(shelf(a).of('product', product)).toBeDefined();
  });

  it('greets a hub that was restored from a backup, and sends again what that lost', async () => {
    const backup = hub.backup();
    rename(a, 'Lost');
    await a.sync('brief');
    hub.restore(backup);
    rename(a, 'After');
    said = [];
    const round = await a.sync('brief');
    expect(round?.problem).toBeNull();
    expect(said).toContain('hello');
    await meet(a, b, a);
    expect(nameAt(b)).toBe('After');
    for (const desk of [a, b]) expect(desk.service.status()).toMatchObject({ waiting: 0, checksum: 'equal' });
  });

  it('does not push what the hub takes from newer versions only', async () => {
    hub.minSchema = 99;
    await a.sync();
    rename(a, 'Too old');
    said = [];
    const round = await a.sync('brief');
    expect(round?.problem).toBe('desk_too_old');
    expect(said).not.toContain('push');
  });
});

describe('what is saved between two pieces of a round', () => {
  it('goes out as well, once, where the pieces are those of what is brought', async () => {
    const names = Array.from({ length: 70 }, (_, at) => `Product ${String(at).padStart(2, '0')}`);
    let breaths = 0;
    /** Products that were no changes yet, at each breath. */
    const still: number[] = [];
    let ticks = 0;
    const bringing = testDesk({
      name: 'C',
      // Each piece takes as long as it may, so that the next one is not larger.
      clock: { ...clock, monotonic: () => (ticks += 6) },
      transport: hub.connect('desk-C'),
      breathe: async () => {
        breaths += 1;
        const unsaid =
          "SELECT count(*) FROM product WHERE name LIKE 'Product _%' AND id NOT IN (SELECT row_id FROM sync_outbox)";
        still.push(Number(bringing.store.db.prepare(unsaid).pluck().get()));
        // One that is not a change yet, and one that is.
        for (const at of [0, 69]) {
          const id = bringing.store.db.prepare('SELECT id FROM product WHERE name LIKE ?').pluck().get(`${names[at]}%`);
          if (breaths <= 3) shelf(bringing).edit('product', String(id), { name: `${names[at]} saved ${breaths}` });
        }
      },
    });
    const category = shelf(bringing).category();
    for (const name of names) shelf(bringing).product(category, undefined, { name });
    bringing.service.join(bringing.context, { deskId: 'desk-C', bring: true });
    await meet(bringing, a, b);
    expect(still.some((count) => count > 0 && count < names.length - 2)).toBe(true);
    const last = names.map((name, at) => (at === 0 || at === 69 ? `${name} saved 3` : name));
    for (const desk of [bringing, a, b]) {
      const found = desk.store.db.prepare("SELECT name FROM product WHERE name LIKE 'Product _%' ORDER BY name");
      expect(found.pluck().all()).toEqual(last);
      expect(desk.service.status()).toMatchObject({ waiting: 0, conflicts: 0, deferred: 0, checksum: 'equal' });
    }
  });
});
