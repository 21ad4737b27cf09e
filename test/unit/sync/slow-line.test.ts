import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { HubError, type HubTransport } from '../../../main/core/sync/transport.ts';
import { meet, meeting, testDesk, type TestDesk } from '../support/desks.ts';
import { MemoryHub } from '../support/memory-hub.ts';
import { pictures } from '../support/pictures.ts';
import { shelf } from '../support/shelf.ts';

let hub: MemoryHub;
beforeEach(() => {
  hub = new MemoryHub();
});

/** A line on which nothing gets through in its time that has more than so many changes or values, and no picture. */
function slow(deskId: string, most: number): HubTransport {
  const line = hub.connect(deskId);
  const late = (count: number): void => {
    if (count > most) throw new HubError('offline');
  };
  return {
    ...line,
    push: async (input) => {
      late(input.changes.length);
      return line.push(input);
    },
    pull: async (input) => {
      const answer = await line.pull(input);
      late(answer.changes.length);
      return answer;
    },
    snapshot: async (input) => {
      const page = await line.snapshot(input);
      late(page.registers.length);
      return page;
    },
    putFile: async () => {
      throw new HubError('offline');
    },
  };
}
const problems = async (desk: TestDesk, rounds: number): Promise<unknown[]> => {
  const met: unknown[] = [];
  for (let turn = 0; turn < rounds; turn += 1) met.push((await desk.sync())?.problem ?? null);
  return met;
};

describe('a line that is too slow for what is usually sent at once', () => {
  it('gets smaller parts until they come through, both ways and for the first copy', async () => {
    const a = testDesk({ name: 'A', transport: slow('desk-A', 40) });
    const category = shelf(a).category();
    for (let n = 0; n < 30; n += 1) shelf(a).product(category, `p${n}`, { name: `Name ${n}` });
    a.service.join(a.context, { deskId: 'desk-A', bring: true });
    expect((await problems(a, 8)).at(-1)).toBeNull();
    expect(a.service.status()).toMatchObject({ waiting: 0 });
    const b = testDesk({ name: 'B', transport: slow('desk-B', 40) });
    b.service.join(b.context, { deskId: 'desk-B', bring: false });
    expect((await problems(b, 8)).at(-1)).toBeNull();
    for (let n = 0; n < 30; n += 1) {
      shelf(a).edit('product', `p${n}`, { name: `Again ${n}` });
      shelf(a).edit('product', `p${n}`, { keywords: `k${n}` });
    }
    await problems(a, 8);
    expect((await problems(b, 8)).at(-1)).toBeNull();
    expect(shelf(b).of('product', 'p29')).toMatchObject({ name: 'Again 29', keywords: 'k29' });
    expect(b.service.status()).toMatchObject({ problem: null, checksum: 'equal' });
  });

  it('is not held up by a picture that does not come through', async () => {
    const [b] = (await meeting(hub, 'B')) as [TestDesk];
    const a = testDesk({ name: 'A', transport: slow('desk-A', 1000) });
    a.service.join(a.context, { deskId: 'desk-A', bring: true });
    const product = shelf(a).product(shelf(a).category(), 'p', { name: 'With a picture' });
    shelf(a).file('file', createHash('sha256').update(pictures.png).digest('hex'), pictures.png);
    shelf(a).image('image', product, 'file');
    // It is said that not all is there, and what is small is.
    expect(await problems(a, 1)).toEqual(['offline']);
    expect(a.service.status().waiting).toBe(0);
    await meet(b);
    expect(shelf(b).of('product', 'p')).toMatchObject({ name: 'With a picture' });
  });
});
