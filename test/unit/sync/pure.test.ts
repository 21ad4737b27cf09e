import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical, type Json } from '../../../main/core/sync/canonical.ts';
import { noSum, type Sum, summed } from '../../../main/core/sync/checksum.ts';
import { hlcParts, maxAhead, nextHlc, seenHlc } from '../../../main/core/sync/hlc.ts';
import { both, merged } from '../../../main/core/sync/text3.ts';

describe('canonical text', () => {
  it('is the same for equal values, whatever the order of their keys', () => {
    expect(canonical({ b: 1, a: [null, 'x', { d: true, c: 2 }] })).toBe('{"a":[null,"x",{"c":2,"d":true}],"b":1}');
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonical(value as Json);
        const turned = JSON.parse(text, (_key, each: unknown) =>
          typeof each === 'object' && each !== null && !Array.isArray(each)
            ? Object.fromEntries(Object.entries(each).toReversed())
            : each,
        ) as Json;
        expect(canonical(turned)).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
    expect(() => canonical(Number.NaN)).toThrow(RangeError);
  });
});

describe('the clock', () => {
  it('rises with each edit, also where the time goes back', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4_000_000_000_000 }), { minLength: 2 }), (times) => {
        let last = '';
        for (const now of times) {
          const next = nextHlc(last, now, 'desk');
          expect(next > last).toBe(true);
          expect(hlcParts(next).ms).toBeGreaterThanOrEqual(now);
          last = next;
        }
      }),
    );
  });

  it('goes on where a counter is full', () => {
    const full = `${(1000).toString(16).padStart(12, '0')}-ffff-desk`;
    expect(hlcParts(nextHlc(full, 1000, 'desk'))).toEqual({ ms: 1001, counter: 0 });
  });

  it('follows other desks, but not one that is far ahead', () => {
    const now = 1_800_000_000_000;
    const near = nextHlc('', now + maxAhead, 'b');
    const far = nextHlc('', now + maxAhead + 1, 'b');
    expect(seenHlc('', near, now)).toBe(near);
    expect(seenHlc('', far, now)).toBe('');
    expect(seenHlc(near, nextHlc('', now, 'b'), now)).toBe(near);
    expect(seenHlc('', 'no stamp', now)).toBe('');
  });
});

describe('the checksum', () => {
  const sum = (of: Partial<Sum>): Sum => ({
    entity: 'price',
    rowId: 'r',
    field: 'amount',
    value: '500',
    rev: 7,
    ...of,
  });

  it('is what the hub makes of the same value', () => {
    // printf 'price\\x1fr\\x1famount\\x1f7\\x1f500' | sha256sum | cut -c1-16
    expect(summed(noSum, null, sum({}))).toBe('03bab28e5d2b5606');
    expect(summed(noSum, null, sum({ value: null }))).toBe('2cd770e422d359de');
  });

  it('does not depend on the order, and what is taken out leaves nothing', () => {
    const parts = fc.record({
      entity: fc.constantFrom('a', 'b'),
      rowId: fc.string(),
      field: fc.string(),
      value: fc.option(fc.string()),
      rev: fc.nat(),
    });
    fc.assert(
      fc.property(fc.array(parts), (list) => {
        const forth = list.reduce((total, each) => summed(total, null, each), noSum);
        const back = list.toReversed().reduce((total, each) => summed(total, null, each), noSum);
        expect(back).toBe(forth);
        expect(list.reduce((total, each) => summed(total, each, null), forth)).toBe(noSum);
      }),
    );
  });

  it('is another one with another value, number or name', () => {
    const all = [
      sum({}),
      sum({ value: '501' }),
      sum({ rev: 8 }),
      sum({ field: 'x' }),
      sum({ rowId: 's' }),
      sum({ value: null }),
    ];
    expect(new Set(all.map((each) => summed(noSum, null, each))).size).toBe(all.length);
  });
});

describe('three versions of a text', () => {
  it('become one where different words were changed', () => {
    expect(merged('one two three four', 'ONE two three four', 'one two three FOUR')).toBe('ONE two three FOUR');
    expect(merged('a\nb\nc\n', 'a\nb\nc\nd\n', 'x\na\nb\nc\n')).toBe('x\na\nb\nc\nd\n');
  });

  it('stay a question where the same word was', () => {
    expect(merged('one two', 'one 2', 'one II')).toBeNull();
    expect(both('one two\n', 'one 2\n', 'one II\n')).toBe('one II\none 2\n');
  });

  it('are the edit of the one where the other did nothing', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (base, edit) => {
        expect(merged(base, edit, base)).toBe(edit);
        expect(merged(base, base, edit)).toBe(edit);
        expect(merged(base, edit, edit)).toBe(edit);
      }),
    );
  });
});
