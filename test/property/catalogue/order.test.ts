import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freeSlug, slugOf } from '../../../main/core/catalogue/products/slug.ts';
import { placeBetween, placesAnew } from '../../../main/core/kernel/index.ts';
import { failure, makeShop } from '../../unit/support/shop.ts';
import { runs } from '../../unit/support/runs.ts';
import { temporaryStore } from '../../unit/support/store.ts';

describe('places in an order', () => {
  it('are between, rise, and can be made between any two again and again', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 30 }),
        fc.array(fc.nat({ max: 1000 }), { maxLength: 60 }),
        (count, inserts) => {
          const places = placesAnew(count);
          for (const insert of inserts) {
            const at = insert % (places.length + 1);
            const made = placeBetween(places[at - 1] ?? null, places[at] ?? null);
            expect(made).not.toBeNull();
            places.splice(at, 0, made ?? '');
          }
          expect(places.toSorted()).toEqual(places);
          expect(new Set(places).size).toBe(places.length);
        },
      ),
      { numRuns: runs(200) },
    );
  });

  it('are none between two that are not in order', () => {
    expect(placeBetween('a1', 'a1')).toBeNull();
    expect(placeBetween('a2', 'a1')).toBeNull();
  });
});

describe('moving categories', () => {
  it('keeps a tree, whatever is moved where, and puts the moved one where it was told', () => {
    const opened = temporaryStore();
    try {
      const shop = makeShop(opened.store);
      const ids = Array.from({ length: 7 }, (_, n) => shop.call('catalogue', 'createCategory', { name: `c${n}` }).id);
      const list = () => shop.call('catalogue', 'listCategories', {});
      const pick = fc.nat({ max: 6 });
      fc.assert(
        fc.property(fc.array(fc.tuple(pick, fc.option(pick), fc.option(pick)), { maxLength: 12 }), (moves) => {
          for (const [which, to, before] of moves) {
            const id = ids[which] ?? '';
            const parentId = to === null ? null : (ids[to] ?? null);
            const beforeId = before === null ? null : (ids[before] ?? null);
            const was = list();
            const refused = failure(() => shop.call('catalogue', 'moveCategory', { id, parentId, beforeId }));
            const now = list();
            if (refused) {
              expect(now).toEqual(was);
              continue;
            }
            const siblings = now.filter((each) => each.parentId === parentId).map((each) => each.id);
            const at = siblings.indexOf(id);
            expect(siblings[at + 1] ?? null).toBe(beforeId);
            // Nobody else changed the order among themselves.
            const others = (all: typeof now) =>
              new Map(all.filter((each) => each.id !== id).map((each) => [each.id, each.parentId]));
            expect(others(now)).toEqual(others(was));
          }
          const parents = new Map(list().map((each) => [each.id, each.parentId]));
          expect(parents.size).toBe(ids.length);
          for (const start of ids) {
            let steps = 0;
            for (let at: string | null = start; at !== null; at = parents.get(at) ?? null) {
              steps += 1;
              expect(steps).toBeLessThanOrEqual(ids.length);
            }
          }
        }),
        { numRuns: 60 },
      );
    } finally {
      opened.done();
    }
  });
});

describe('store links', () => {
  it('are small Latin letters, digits and single hyphens, of any name', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.string({ maxLength: 200 })), (name) => {
        const slug = slugOf(name);
        expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
        expect(slug.length).toBeLessThanOrEqual(70);
      }),
      { numRuns: runs(500) },
    );
  });

  it('are free, also for the hundredth of a name', () => {
    const taken = new Set<string>();
    for (let n = 0; n < 100; n += 1) {
      const slug = freeSlug('Лицензия', `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`, (each) =>
        taken.has(each),
      );
      expect(taken.has(slug)).toBe(false);
      expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      taken.add(slug);
    }
  });
});
