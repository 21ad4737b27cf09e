import { describe, expect, it } from 'vitest';
import { change } from '../support/changes.ts';
import { wholeLog, wholeSnapshot, type Meeting } from '../support/contract.ts';

/** Who wins where two have edited the same. */
export function deciding(meeting: Meeting): void {
  describe('compare-and-set', () => {
    it('parks an edit that did not see the live value, and lets the first one stay', async () => {
      const { a, b, epoch, push } = await meeting(2);
      await push(a, change(1, { value: 10 }));
      expect(await push(a, change(2, { value: 11, baseRev: 1 }))).toEqual(['applied 2']);
      expect(await push(b, change(1, { value: 12, baseRev: 1 }))).toEqual(['conflict 3']);
      const { registers, parked } = await wholeSnapshot(b.line, epoch);
      expect(registers).toMatchObject([{ value: '11', rev: 2, deskId: a.deskId, deskSeq: 2 }]);
      expect(parked).toMatchObject([{ seq: 3, value: '12', deskId: b.deskId, outcome: 'conflict' }]);
    });

    it('calls equal values the same, also from a desk that saw neither, and leaves the number alone', async () => {
      const { a, b, epoch, push } = await meeting(2);
      await push(a, change(1, { value: 10 }), change(2, { field: 'note', value: null }));
      expect(await push(b, change(1, { value: 10 }), change(2, { field: 'note', value: null }))).toEqual([
        'same 3',
        'same 4',
      ]);
      expect((await wholeSnapshot(b.line, epoch)).registers.map(({ rev }) => rev)).toEqual([1, 2]);
    });

    it('never sets a desk against itself', async () => {
      const { a, b, push } = await meeting(2);
      // Three edits without an answer in between, in one push and in the next.
      expect(await push(a, change(1, {}), change(2, { baseOwn: 1 }), change(3, { baseOwn: 2 }))).toEqual([
        'applied 1',
        'applied 2',
        'applied 3',
      ]);
      expect(await push(a, change(4, { baseOwn: 3 }))).toEqual(['applied 4']);
      // What was the same as another desk's value is stood on by its number.
      expect(await push(b, change(1, { value: 4 }))).toEqual(['same 5']);
      expect(await push(b, change(2, { value: 5, baseOwn: 1 }))).toEqual(['applied 6']);
    });

    it('does not let an edit on top of an own parked one slip through', async () => {
      const { a, b, epoch, push } = await meeting(2);
      await push(a, change(1, { value: 'a' }));
      expect(await push(b, change(1, { value: 'b' }), change(2, { value: 'c', baseOwn: 1 }))).toEqual([
        'conflict 2',
        'conflict 3',
      ]);
      // One thing to decide, the newest.
      expect((await wholeSnapshot(a.line, epoch)).parked.map(({ seq }) => seq)).toEqual([3]);
    });

    it('lets the later edit win where the policy says so, by its clock, and keeps the earlier one in the log', async () => {
      const { a, b, epoch, push } = await meeting(2);
      for (const [at, policy] of (['latest', 'set'] as const).entries()) {
        const field = `field-${at}`;
        await push(a, change(2 * at + 1, { field, policy, value: 'a', hlc: '5' }));
        const [outcome] = await push(b, change(2 * at + 1, { field, policy, value: 'b', hlc: '4' }));
        expect(outcome).toMatch(/^superseded/);
        const [second] = await push(b, change(2 * at + 2, { field, policy, value: 'c', hlc: '6' }));
        expect(second).toMatch(/^applied/);
        expect((await push(a, change(2 * at + 2, { field, policy, value: 'd', hlc: '7' })))[0]).toMatch(/^applied/);
      }
      expect((await wholeLog(a.line, epoch)).map(({ outcome }) => outcome)).toContain('superseded');
      expect((await wholeSnapshot(a.line, epoch)).parked).toEqual([]);
    });

    it('asks a person about a text that two have changed', async () => {
      const { a, b, push } = await meeting(2);
      await push(a, change(1, { policy: 'text3' }));
      expect(await push(b, change(1, { policy: 'text3', value: 'other', hlc: 'zzz' }))).toEqual(['conflict 2']);
    });

    it('is decided by a later change, once; a decision that comes too late is parked itself', async () => {
      const { a, b, c, epoch, push } = await meeting(3);
      await push(a, change(1, { value: 'a' }));
      await push(b, change(1, { value: 'b' }));
      expect(await push(c, change(1, { value: 'b', baseRev: 1, resolves: 2 }))).toEqual(['applied 3']);
      expect((await wholeSnapshot(a.line, epoch)).parked).toEqual([]);
      expect(await push(a, change(2, { value: 'z', baseRev: 1, resolves: 2 }))).toEqual(['conflict 4']);
      // Keeping what is live closes it as well.
      expect(await push(b, change(2, { value: 'b', baseRev: 3, resolves: 4 }))).toEqual(['same 5']);
      expect((await wholeSnapshot(a.line, epoch)).parked).toEqual([]);
    });
  });

  describe('deletions', () => {
    const gone = { field: 'deleted_at', value: '2026-11-30' };

    it('wait for a person where somebody edited what the deleter did not see', async () => {
      const { a, b, epoch, push } = await meeting(2);
      await push(a, change(1, {}), change(2, { field: 'price' }));
      await push(b, change(1, { field: 'price', value: 99, baseRev: 2 }));
      expect(await push(a, change(3, { ...gone, baseRev: 2 }))).toEqual(['conflict 4']);
      expect((await wholeSnapshot(a.line, epoch)).parked).toMatchObject([{ seq: 4, field: 'deleted_at' }]);
    });

    it('are live where the deleter had seen all of the row, and park edits that come after', async () => {
      const { a, b, push } = await meeting(2);
      await push(a, change(1, {}), change(2, { field: 'price' }));
      expect(await push(b, change(1, { ...gone, baseRev: 2 }))).toEqual(['applied 3']);
      expect(await push(a, change(3, { field: 'price', value: 5, baseRev: 2, policy: 'latest', hlc: 'zzz' }))).toEqual([
        'conflict 4',
      ]);
      // Brought back first, then the edit is taken.
      expect(
        await push(
          a,
          change(4, { field: 'deleted_at', value: null, baseRev: 3, resolves: 4 }),
          change(5, { field: 'price', value: 5, baseRev: 2 }),
        ),
      ).toEqual(['applied 5', 'applied 6']);
    });

    it('of two desks are the same, whatever their instants', async () => {
      const { a, b, push } = await meeting(2);
      await push(a, change(1, gone));
      expect(await push(b, change(1, { ...gone, value: '2027-01-01' }))).toEqual(['same 2']);
    });

    it('among other changes of the row in one push are decided in their order', async () => {
      const { a, push } = await meeting(1);
      expect(
        await push(
          a,
          change(1, {}),
          change(2, { ...gone }),
          change(3, { field: 'deleted_at', value: null, baseOwn: 2 }),
          change(4, { baseOwn: 1 }),
        ),
      ).toEqual(['applied 1', 'applied 2', 'applied 3', 'applied 4']);
    });
  });
}
