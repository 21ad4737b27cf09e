import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { assetsService } from '../../../main/core/assets/index.ts';
import { meet, meeting, type TestDesk } from '../support/desks.ts';
import { MemoryHub } from '../support/memory-hub.ts';
import { shelf } from '../support/shelf.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);
const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><path d="M0 0h1v1z"/></svg>');

let hub: MemoryHub;
let a: TestDesk;
let b: TestDesk;
beforeEach(async () => {
  hub = new MemoryHub();
  [a, b] = (await meeting(hub, 'A', 'B')) as [TestDesk, TestDesk];
});

/** A picture as a person adds it. */
const add = (desk: TestDesk, bytes: Buffer): { id: string; sha256: string } => {
  const assets = assetsService(desk.store);
  const id = desk.store.transaction(desk.context, (writer) =>
    assets.keep(writer, assets.check({ fileName: 'a picture', base64: bytes.toString('base64') })),
  );
  return assets.get(id);
};
const heldBy = (desk: TestDesk): unknown[] => desk.store.db.prepare('SELECT sha256 FROM asset').pluck().all();

describe('a picture', () => {
  it.each([
    ['PNG', png],
    ['cleaned SVG', svg],
  ])('goes to the other desk with the product that shows it (%s)', async (_, bytes) => {
    const product = shelf(a).product(shelf(a).category());
    const { id, sha256 } = add(a, bytes);
    shelf(a).image('image', product, id);
    await meet(a, b);
    const image = shelf(b).of('product_image', 'image') as { asset_id: string };
    expect(assetsService(b.store).get(image.asset_id)).toMatchObject({
      sha256,
      base64: assetsService(a.store).get(id).base64,
      mediaType: assetsService(a.store).get(id).mediaType,
    });
    expect(b.service.status()).toMatchObject({ deferred: 0, waiting: 0, checksum: 'equal' });
  });

  it('comes also where it was at the hub before the desk joined, and where the hub lost it', async () => {
    const product = shelf(a).product(shelf(a).category());
    shelf(a).image('image', product, add(a, png).id);
    await a.sync();
    const early = hub.backup();
    const [c] = (await meeting(hub, 'C')) as [TestDesk];
    await meet(a, c);
    expect(heldBy(c)).toEqual(heldBy(a));
    const late = add(a, svg);
    await meet(a, b, c);
    hub.restore(early);
    const [d] = (await meeting(hub, 'D')) as [TestDesk];
    await meet(a, b, c, d);
    expect(heldBy(d)).toContain(late.sha256);
  });

  it('that is none is not taken from the hub, whoever put it there', async () => {
    const product = shelf(a).product(shelf(a).category());
    // Past the check of what a person adds, as a desk would that somebody has got hold of.
    const sha256 = put(a, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'));
    shelf(a).image('image', product, 'planted');
    await meet(a, b);
    expect(hub.state.files.has(sha256)).toBe(true);
    expect(heldBy(b)).toEqual([]);
    expect(shelf(b).of('product_image', 'image')).toBeUndefined();
    expect(shelf(b).of('product', product)).toBeDefined();
  });
});

function put(desk: TestDesk, content: Buffer): string {
  const sha256 = createHash('sha256').update(content).digest('hex');
  desk.store.transaction(desk.context, (writer) =>
    writer.insert('asset', { id: 'planted', sha256, media_type: 'image/svg+xml', size: content.byteLength, content }),
  );
  return sha256;
}
