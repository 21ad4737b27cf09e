import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CategoryRow, ProductRow } from '../../../preload/api/catalogue.ts';
import {
  type Move,
  moveBack,
  moveTo,
  places,
  stepOf,
  type Target,
} from '../../../renderer/features/catalogue/moves.ts';
import { categoryTree } from '../../../renderer/features/catalogue/tree.ts';

/** A tree as plain lists: category → children and products, in their order. */
interface Plain {
  readonly parent: Record<string, string | null>;
  readonly order: string[];
  readonly products: { id: string; in: string }[];
}
const start = (): Plain => ({
  parent: { a: null, b: null, c: 'a', d: 'a', e: 'c' },
  order: ['a', 'b', 'c', 'd', 'e'],
  products: [
    { id: 'p', in: 'a' },
    { id: 'q', in: 'a' },
    { id: 'r', in: 'b' },
  ],
});
const placesOf = ({ parent, order, products }: Plain) =>
  places(
    categoryTree(
      order.map(
        (id) =>
          ({
            id,
            name: id,
            parentId: parent[id] ?? null,
            productCount: products.filter((each) => each.in === id).length,
          }) as CategoryRow,
      ),
      products.map(({ id, in: categoryId }) => ({ id, name: id, categoryId }) as ProductRow),
    ),
  );

/** What core does with a move. */
function done({ parent, order, products }: Plain, move: Move): Plain {
  if (move.kind === 'category') {
    const rest = order.filter((id) => id !== move.id);
    const at = move.beforeId === null ? rest.length : rest.indexOf(move.beforeId);
    return { parent: { ...parent, [move.id]: move.parentId }, order: rest.toSpliced(at, 0, move.id), products };
  }
  const rest = products.filter(({ id }) => id !== move.id);
  const at = move.beforeId === null ? rest.length : rest.findIndex(({ id }) => id === move.beforeId);
  return { parent, order, products: rest.toSpliced(at, 0, { id: move.id, in: move.categoryId }) };
}

describe('moving in the tree of the catalogue', () => {
  it('puts a category before, after and into another one', () => {
    const all = placesOf(start());
    expect(moveTo(all, 'b', { id: 'a', position: 'before' })).toEqual({
      kind: 'category',
      id: 'b',
      parentId: null,
      beforeId: 'a',
    });
    expect(moveTo(all, 'b', { id: 'c', position: 'after' })).toMatchObject({ parentId: 'a', beforeId: 'd' });
    expect(moveTo(all, 'b', { id: 'd', position: 'after' })).toMatchObject({ parentId: 'a', beforeId: null });
    expect(moveTo(all, 'b', { id: 'e', position: 'on' })).toMatchObject({ parentId: 'e', beforeId: null });
  });

  it('puts a product among products and into a category, nowhere else', () => {
    const all = placesOf(start());
    expect(moveTo(all, 'r', { id: 'q', position: 'before' })).toEqual({
      kind: 'product',
      id: 'r',
      categoryId: 'a',
      beforeId: 'q',
    });
    expect(moveTo(all, 'r', { id: 'c', position: 'on' })).toMatchObject({ categoryId: 'c', beforeId: null });
    expect(moveTo(all, 'r', { id: 'a', position: 'before' })).toBeNull();
    expect(moveTo(all, 'r', { id: 'q', position: 'on' })).toBeNull();
    expect(moveTo(all, 'c', { id: 'q', position: 'after' })).toBeNull();
  });

  it('refuses a category in itself or below itself, and what changes nothing', () => {
    const all = placesOf(start());
    expect(moveTo(all, 'a', { id: 'e', position: 'on' })).toBeNull();
    expect(moveTo(all, 'a', { id: 'c', position: 'before' })).toBeNull();
    expect(moveTo(all, 'a', { id: 'a', position: 'on' })).toBeNull();
    expect(moveTo(all, 'c', { id: 'd', position: 'before' })).toBeNull();
    expect(moveTo(all, 'd', { id: 'c', position: 'after' })).toBeNull();
    expect(moveTo(all, 'd', { id: 'a', position: 'on' })).toBeNull();
    expect(moveTo(all, 'gone', { id: 'a', position: 'on' })).toBeNull();
  });

  it('goes nowhere behind the last one of a category that the tree does not show as a whole', () => {
    const [node] = categoryTree(
      [{ id: 'a', name: 'a', parentId: null, productCount: 300 } as CategoryRow],
      ['p', 'q'].map((id) => ({ id, name: id, categoryId: 'a' }) as ProductRow),
    );
    const all = places(node ? [node] : []);
    expect(stepOf(all, 'p', 'down')).toBeNull();
    expect(moveTo(all, 'p', { id: 'q', position: 'after' })).toBeNull();
    expect(moveTo(all, 'q', { id: 'p', position: 'before' })).toMatchObject({ beforeId: 'p' });
    // What stood behind it is not known, so the way back is not offered.
    expect(moveBack(all, 'q')).toBeNull();
  });

  it('moves by keyboard among siblings, in and out', () => {
    const all = placesOf(start());
    expect(stepOf(all, 'a', 'up')).toBeNull();
    expect(stepOf(all, 'a', 'down')).toMatchObject({ parentId: null, beforeId: null });
    expect(stepOf(all, 'd', 'up')).toMatchObject({ parentId: 'a', beforeId: 'c' });
    expect(stepOf(all, 'd', 'in')).toMatchObject({ parentId: 'c', beforeId: null });
    expect(stepOf(all, 'c', 'out')).toMatchObject({ parentId: null, beforeId: 'b' });
    expect(stepOf(all, 'q', 'up')).toMatchObject({ categoryId: 'a', beforeId: 'p' });
    expect(stepOf(all, 'q', 'in')).toBeNull();
    expect(stepOf(all, 'q', 'out')).toBeNull();
  });

  it('can always be taken back', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'p', 'q', 'r'];
    fc.assert(
      fc.property(
        fc.constantFrom(...ids),
        fc.constantFrom(...ids),
        fc.constantFrom<Target['position']>('before', 'on', 'after'),
        (id, targetId, position) => {
          const before = start();
          const all = placesOf(before);
          const move = moveTo(all, id, { id: targetId, position });
          if (!move) return;
          const moved = done(before, move);
          expect(placesOf(moved)).not.toEqual(all);
          const back = moveBack(all, id);
          expect(back).not.toBeNull();
          if (back) expect(placesOf(done(moved, back))).toEqual(all);
        },
      ),
      { numRuns: 500 },
    );
  });
});
