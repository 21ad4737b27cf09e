import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SearchHit } from '../../../preload/api/search.ts';
import { otherLayouts } from '../../../renderer/features/palette/layouts.ts';
import { byKind, merged } from '../../../renderer/features/palette/records.ts';
import { recordEntry } from '../../../renderer/features/palette/results.ts';
import { makeShop, type Shop } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
});
afterEach(() => opened.done());

/** What the palette asks for a text. */
const find = (text: string) =>
  merged(
    [text, ...otherLayouts(text)].map((by) => shop.call('search', 'query', { text: by }).map((hit) => ({ hit, by }))),
  );

describe('records in the palette', () => {
  it('6 are found under the other layout, by name and e-mail', () => {
    const id = shop.make.client({ firstName: 'Анна', lastName: 'Петрова', email: 'anna@client.example' });
    for (const text of ['gtnhjdf', 'петрова', 'фттф"сдшутеюучфьзду', 'anna@client']) {
      expect(
        find(text).map(({ hit }) => hit.id),
        text,
      ).toEqual([id]);
    }
    expect(find('gtnhjdf')[0]?.by).toBe('петрова');
    expect(find('zzzz')).toEqual([]);
  });

  it('6 stand once where both readings find them, and by kind in the order of the best', () => {
    const hit = (kind: SearchHit['kind'], id: string): { hit: SearchHit; by: string } => ({
      hit: { kind, id, title: id, subtitle: '', field: 'name', text: id },
      by: id,
    });
    const all = merged([
      [hit('order', 'a'), hit('client', 'b')],
      [hit('client', 'b'), hit('order', 'c')],
    ]);
    expect(all.map(({ hit: { id } }) => id)).toEqual(['a', 'b', 'c']);
    expect(byKind(all).map(([kind, hits]) => [kind, hits.length])).toEqual([
      ['order', 2],
      ['client', 1],
    ]);
  });

  it('7 say what they were found by, where their name does not', () => {
    const found = { kind: 'license', id: 'x', title: 'ispmanager 6 lite', subtitle: 'Anna Petrova' } as const;
    expect(
      recordEntry(String, { hit: { ...found, field: 'ip', text: '198.51.100.23' }, by: '198.51' }).description,
    ).toBe('Anna Petrova · 198.51.100.23');
    expect(
      recordEntry(String, { hit: { ...found, field: 'name', text: 'ispmanager 6 lite' }, by: 'lite' }),
    ).toMatchObject({
      description: 'Anna Petrova',
      found: [[13, 17]],
    });
  });
});
