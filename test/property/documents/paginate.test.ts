import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksOf, joinsNext } from '../../../renderer/features/documents/blocks.ts';
import { type Block, paginate } from '../../../renderer/features/documents/paginate.ts';

const heads = { lines: 30, payments: 45 };
const room = { first: 500, other: 700 };
const block = fc.record({
  height: fc.integer({ min: 1, max: 200 }),
  section: fc.constantFrom('lines', 'payments', null),
  joinsNext: fc.boolean(),
});
const document = fc.array(block, { minLength: 1, maxLength: 120 });

/** What a page's blocks take with the heads of their tables. */
function heightOf(blocks: readonly Block[], page: readonly number[]): number {
  let section: string | null = null;
  let height = 0;
  for (const at of page) {
    const one = blocks[at]!;
    if (one.section !== null && one.section !== section) height += heads[one.section as keyof typeof heads];
    section = one.section;
    height += one.height;
  }
  return height;
}

describe('pages of a document', () => {
  it('hold every block once, in order, none empty, none beyond its edge', () => {
    fc.assert(
      fc.property(document, (blocks) => {
        const pages = paginate(blocks, heads, room);
        expect(pages.flat()).toEqual(blocks.map((_, at) => at));
        for (const [at, page] of pages.entries()) {
          expect(page.length).toBeGreaterThan(0);
          expect(heightOf(blocks, page)).toBeLessThanOrEqual(at === 0 ? room.first : room.other);
        }
      }),
    );
  });

  it('are as few as that allows: the next block would not have fitted, unless it had to stay with others', () => {
    fc.assert(
      fc.property(document, (joined) => {
        const blocks = joined.map((one) => ({ ...one, joinsNext: false }));
        const pages = paginate(blocks, heads, room);
        for (const [at, page] of pages.slice(0, -1).entries()) {
          const [next] = pages[at + 1]!;
          expect(heightOf(blocks, [...page, next!])).toBeGreaterThan(at === 0 ? room.first : room.other);
        }
      }),
    );
  });

  it('keep together what joins, wherever one page holds it', () => {
    fc.assert(
      fc.property(document, (blocks) => {
        const pages = paginate(blocks, heads, room);
        const pageOf = new Map(pages.flatMap((page, at) => page.map((index) => [index, at] as const)));
        let group: number[] = [];
        for (const [at, one] of blocks.entries()) {
          group.push(at);
          if (one.joinsNext && at < blocks.length - 1) continue;
          if (heightOf(blocks, group) <= Math.min(room.first, room.other))
            expect(new Set(group.map((index) => pageOf.get(index))).size).toBe(1);
          group = [];
        }
      }),
    );
  });

  it('give a block that is higher than a page a page of its own', () => {
    const blocks = [10, 900, 10].map((height) => ({ height, section: 'lines', joinsNext: false }));
    expect(paginate(blocks, heads, room)).toEqual([[0], [1], [2]]);
  });
});

describe('blocks of a document', () => {
  it('the sums follow the last line and never stand on a page without it', () => {
    const money = { amountMinor: 1, currency: 'EUR' };
    const line = { text: 'x', amount: money, period: null };
    const blocks = blocksOf({
      kind: 'invoice',
      lines: [line, line],
      payments: [],
      creditNotes: [],
      base: { currency: 'USD', rate: '1', total: money },
    } as unknown as Parameters<typeof blocksOf>[0]);
    expect(blocks.map(({ type }) => type)).toEqual(['row', 'row', 'totals', 'base']);
    expect(blocks.map((_, at) => joinsNext(blocks, at))).toEqual([false, true, true, false]);
  });
});
