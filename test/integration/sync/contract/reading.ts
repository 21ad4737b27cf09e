import { describe, expect, it } from 'vitest';
import { change, hello } from '../support/changes.ts';
import { checksumOf, failure, wholeLog, wholeSnapshot, type ContractDesk, type Meeting } from '../support/contract.ts';

/** The log, snapshots, compaction, a hub that was restored. */
export function reading(meeting: Meeting): void {
  describe('pull and snapshot', () => {
    it('pages through the log and remembers how far a desk is, never back', async () => {
      const { a, b, epoch, push } = await meeting(2);
      await push(a, ...Array.from({ length: 25 }, (_, at) => change(at + 1, { rowId: `row-${at}` })));
      const first = await b.line.pull({ epoch, after: 0, limit: 10 });
      expect(first.changes.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      expect(first.head).toBe(25);
      await b.line.pull({ epoch, after: 20, limit: 10 });
      await b.line.pull({ epoch, after: 10, limit: 10 });
      const { desks } = await a.line.hello(hello({ epoch, session: 's0' }));
      expect(desks.find(({ deskId }) => deskId === b.deskId)?.acked).toBe(20);
    });

    it('pages through all registers in the order of their keys, and shows what is parked once', async () => {
      const { a, b, epoch, push } = await meeting(2);
      const rows = ['b', 'B', 'a', 'ä', '-', '10', '9'];
      await push(a, ...rows.map((rowId, at) => change(at + 1, { rowId })));
      await push(b, change(1, { rowId: 'a', value: 'parked' }));
      for (const limit of [1, 2, 7, 100]) {
        const { registers, parked, head } = await wholeSnapshot(b.line, epoch, limit);
        expect(registers.map(({ rowId }) => rowId)).toEqual(['-', '10', '9', 'B', 'a', 'b', 'ä']);
        expect(parked.map(({ seq }) => seq)).toEqual([8]);
        expect(head).toBe(8);
      }
    });

    it('says how many values a copy has, of this workspace alone', async () => {
      const { a, b, epoch, push } = await meeting(2);
      const elsewhere = await meeting(1);
      await elsewhere.push(elsewhere.a, change(1, {}));
      expect(await b.line.countValues({ epoch })).toBe(0);
      await push(a, change(1, {}), change(2, { rowId: 'row-2' }), change(3, { baseOwn: 1, value: 'again' }));
      expect(await b.line.countValues({ epoch })).toBe(2);
      expect((await wholeSnapshot(b.line, epoch)).registers).toHaveLength(2);
      expect(await failure(b.line.countValues({ epoch: 'another' }))).toBe('epoch');
    });

    it('gives texts back that were made to be taken for something else', async () => {
      const { a, epoch } = await meeting(1);
      const odd = ['a\u001fb', '\u001e', '\u001f\u001f', 'plain'];
      const changes = odd.map((rowId, at) => ({ ...change(at + 1, { rowId, actor: rowId }), value: rowId }));
      await a.line.push({ epoch, changes });
      const { registers } = await wholeSnapshot(a.line, epoch);
      expect(new Map(registers.map(({ rowId, actor }) => [rowId, actor]))).toEqual(
        new Map(odd.map((text) => [text, text])),
      );
    });

    it('ends a page of huge values early', async () => {
      const { a, epoch } = await meeting(1);
      const huge = 'x'.repeat(900_000);
      for (let n = 1; n <= 8; n += 1)
        await a.line.push({ epoch, changes: [change(n, { rowId: `row-${n}`, value: huge })] });
      expect((await a.line.snapshot({ epoch, after: null, limit: 100 })).registers.length).toBeLessThan(8);
      const { registers } = await wholeSnapshot(a.line, epoch, 100);
      expect(registers.map(({ rowId }) => rowId)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((n) => `row-${n}`));
      expect(await wholeLog(a.line, epoch)).toHaveLength(8);
    });

    it('keeps a checksum of all registers with every change', async () => {
      const { a, b, epoch, push } = await meeting(2);
      const checksum = async () => (await a.line.hello(hello({ epoch, session: 's0' }))).checksum;
      expect(await checksum()).toBe('0000000000000000');
      await push(
        a,
        change(1, { value: 'ü' }),
        change(2, { field: 'note', value: null }),
        change(3, { baseOwn: 1, value: 'x' }),
      );
      await push(
        b,
        change(1, { value: 'parked' }),
        change(2, { rowId: 'row-2' }),
        change(3, { rowId: 'row-2', value: 0 }),
      );
      expect(await checksum()).toBe(checksumOf((await wholeSnapshot(a.line, epoch)).registers));
    });

    it('wakes the other desks until it is told to stop', async () => {
      const { a, b, push } = await meeting(2);
      let woken = 0;
      let heard: () => void = () => undefined;
      const stop = await b.line.listen(() => {
        woken += 1;
        heard();
      });
      woken = 0;
      const next = new Promise<void>((resolve) => {
        heard = resolve;
      });
      await push(a, change(1, {}));
      await next;
      expect(woken).toBeGreaterThan(0);
      await stop();
      woken = 0;
      await push(a, change(2, { baseOwn: 1 }));
      await b.line.hello(hello({ session: 's1' }));
      expect(woken).toBe(0);
    });
  });

  describe('compaction', () => {
    it('asks a desk that is behind for a snapshot, and keeps what nobody has decided about', async () => {
      const { workspace, a, b, c, epoch, push } = await meeting(3);
      await push(a, change(1, { value: 'a' }), change(2, { rowId: 'row-2' }));
      await push(b, change(1, { value: 'b' }));
      for (const desk of [a, b]) await desk.line.pull({ epoch, after: 3, limit: 1 });
      // One desk has not got it yet: nothing goes.
      await workspace.compact(0);
      expect(await wholeLog(c.line, epoch)).toHaveLength(3);
      // Young: nothing goes either.
      await workspace.compact(90);
      expect((await a.line.hello(hello({ epoch, session: 's0' }))).minSeq).toBe(0);
      await c.line.pull({ epoch, after: 3, limit: 1 });
      await workspace.compact(0);
      const state = await a.line.hello(hello({ epoch, session: 's0', cursor: 3, answeredSeq: 2, deskSeq: 2 }));
      expect(state.minSeq).toBe(3);
      expect(await failure(c.line.pull({ epoch, after: 2, limit: 10 }))).toBe('snapshot_needed');
      expect(await c.line.pull({ epoch, after: 3, limit: 10 })).toEqual({ changes: [], head: 3 });
      const { registers, parked } = await wholeSnapshot(c.line, epoch);
      expect(registers).toHaveLength(2);
      expect(parked).toMatchObject([{ seq: 3, value: '"b"' }]);
      expect(state.checksum).toBe(checksumOf(registers));
      // Numbers go on.
      expect(await push(c, change(1, { rowId: 'row-3' }))).toEqual(['applied 4']);
    });

    it('never forgets an answer that its desk has not got', async () => {
      const { workspace, a, epoch, push } = await meeting(1);
      const one = change(1, {});
      await push(a, one, change(2, { entity: '' }));
      await a.line.pull({ epoch, after: 1, limit: 1 });
      await workspace.compact(0);
      expect(await push(a, one)).toEqual(['applied 1']);
    });
  });

  describe('a hub that was restored', () => {
    it('begins a new epoch when a desk knows more than it, and takes again what it lost', async () => {
      const { workspace, a, b, epoch, push } = await meeting(2);
      await push(a, change(1, {}));
      const restore = await workspace.backup();
      const second = change(2, { field: 'price', value: 7 });
      await push(a, second);
      await push(b, change(1, { rowId: 'row-b' }));
      await restore();
      // Nobody has said anything yet: a pull from beyond the end shows it.
      expect(await failure(b.line.pull({ epoch, after: 3, limit: 1 }))).toBe('epoch');
      const state = await a.line.hello(hello({ epoch, session: 's0', cursor: 3, deskSeq: 2, answeredSeq: 2 }));
      expect(state.epoch).not.toBe(epoch);
      expect(state.lastDeskSeq).toBe(1);
      // Numbers of the lost future are not given again, and everybody takes a snapshot.
      expect(state.head).toBeGreaterThan(3);
      expect(state.minSeq).toBe(state.head);
      expect(await failure(push(a, second))).toBe('epoch');
      expect(await failure(a.line.snapshot({ epoch, after: null, limit: 1 }))).toBe('epoch');
      const { answers } = await a.line.push({ epoch: state.epoch, changes: [second] });
      expect(answers).toMatchObject([{ outcome: 'applied', seq: state.head + 1 }]);
      // The other desk learns of it and changes nothing more.
      const other = await b.line.hello(hello({ epoch, session: 's1', cursor: 3, deskSeq: 1, answeredSeq: 1 }));
      expect(other.epoch).toBe(state.epoch);
      expect(other.lastDeskSeq).toBe(0);
      expect(await failure(b.line.pull({ epoch: state.epoch, after: 3, limit: 1 }))).toBe('snapshot_needed');
      const { registers } = await wholeSnapshot(b.line, state.epoch);
      expect(registers.map(({ field, value }) => [field, value])).toEqual([
        ['name', '1'],
        ['price', '7'],
      ]);
    });

    it('gives no number twice, however often one backup is put back, and tells which it went over', async () => {
      const { workspace, a, epoch, push } = await meeting(1);
      await push(a, change(1, {}));
      const restore = await workspace.backup();
      /** The first number of another future, and what the hub says then. */
      const future = async (putBack: () => Promise<void>) => {
        await putBack();
        await workspace.newEpoch();
        const state = await a.line.hello(hello({ epoch, session: 's0' }));
        const changes = [change(state.lastDeskSeq + 1, {}), change(state.lastDeskSeq + 2, { field: 'price' })];
        const { answers, head } = await a.line.push({ epoch: state.epoch, changes });
        return { first: answers[0]?.seq ?? 0, head, skipped: state.skipped };
      };
      const one = await future(restore);
      const later = await workspace.backup();
      const two = await future(restore);
      expect(two.first).toBeGreaterThan(one.head);
      // One hole, and the first future is all in it.
      expect(two.skipped).toEqual([[1, two.first - 1]]);
      const three = await future(later);
      expect(three.first).toBeGreaterThan(two.head);
      expect(three.skipped).toEqual([
        [1, one.first - 1],
        [one.head, three.first - 1],
      ]);
    });

    it('is told whose hand was last on an operation that is over, and keeps the later one', async () => {
      const { workspace, a, b, c, epoch } = await meeting(3);
      await workspace.newEpoch();
      const next = (await a.line.hello(hello({ epoch, session: 's0' }))).epoch;
      const own = { kind: 'operation', key: 'op', amount: 0 } as const;
      const now = Date.now();
      await a.line.grant({ ...own, requestId: 'a1', held: now, release: true });
      await b.line.grant({ ...own, requestId: 'b1', held: now - 1000, release: true });
      for (const [at, desk] of [a, b, c].entries()) await desk.line.hello(hello({ epoch: next, session: `s${at}` }));
      expect(await c.line.grant({ ...own, requestId: 'c1' })).toMatchObject({
        granted: true,
        heldBy: a.deskId,
        value: now,
      });
    });

    it('hands nothing out while one of two copies has not told what it was given, though the other one has', async () => {
      const { workspace, a, b, epoch } = await meeting(2);
      const number = { kind: 'number', key: 'invoice', amount: 1 } as const;
      const restore = await workspace.backup();
      expect(await a.line.grant({ ...number, requestId: 'r1' })).toMatchObject({ value: 1 });
      await restore();
      await workspace.newEpoch();
      const copy = a.again();
      const next = (await copy.hello(hello({ epoch, session: 'copy' }))).epoch;
      await copy.hello(hello({ epoch: next, session: 'copy' }));
      // The one that was given the number starts again, which looks like the copy starting again.
      await a.line.hello(hello({ epoch, session: 'again' }));
      await b.line.hello(hello({ epoch: next, session: 's1' }));
      expect(await failure(b.line.grant({ ...number, requestId: 'r2' }))).toBe('epoch');
      expect(await a.line.grant({ ...number, requestId: 'r1', held: 1 })).toMatchObject({ value: 1 });
      await a.line.hello(hello({ epoch: next, session: 'again' }));
      expect(await b.line.grant({ ...number, requestId: 'r2' })).toMatchObject({ granted: true, value: 2 });
      await copy.close();
    });

    it('gives nobody the run until the leases that it forgot are over', async () => {
      const { workspace, a, b } = await meeting(2);
      const run = (desk: ContractDesk, requestId: string) =>
        desk.line.grant({ kind: 'run', key: 'books', requestId, amount: 1 });
      const restore = await workspace.backup();
      expect(await run(a, 'a1')).toMatchObject({ granted: true });
      await restore();
      await workspace.newEpoch();
      await b.line.hello(hello({ session: 's1' }));
      expect(await failure(run(b, 'b1'))).toBe('epoch');
      await new Promise((resolve) => {
        setTimeout(resolve, 1100);
      });
      expect(await run(b, 'b1')).toMatchObject({ granted: true });
    });

    it('hands nothing out before every desk has told what it was given', async () => {
      const { workspace, a, b, epoch } = await meeting(2);
      const number = { kind: 'number', key: 'invoice', amount: 1 } as const;
      const operation = { kind: 'operation', key: 'op-1', amount: 0 } as const;
      expect(await a.line.grant({ ...number, requestId: 'r1' })).toMatchObject({ value: 1 });
      const restore = await workspace.backup();
      expect(await b.line.grant({ ...number, requestId: 'r2' })).toMatchObject({ value: 2 });
      expect(await b.line.grant({ ...operation, requestId: 'r3' })).toMatchObject({ granted: true });
      await restore();
      await workspace.newEpoch();
      const next = (await a.line.hello(hello({ epoch, session: 's0' }))).epoch;
      await a.line.hello(hello({ epoch: next, session: 's0' }));
      // The other desk has been given number 2 and the operation, and the hub does not know.
      expect(await failure(a.line.grant({ ...number, requestId: 'r4' }))).toBe('epoch');
      expect(await failure(a.line.grant({ ...operation, requestId: 'r5' }))).toBe('epoch');
      await b.line.hello(hello({ epoch, session: 's1' }));
      expect(await b.line.grant({ ...number, requestId: 'r2', held: 2 })).toMatchObject({ granted: true, value: 2 });
      expect(await b.line.grant({ ...operation, requestId: 'r3', held: 0 })).toMatchObject({ granted: true });
      await b.line.hello(hello({ epoch: next, session: 's1' }));
      expect(await a.line.grant({ ...number, requestId: 'r4' })).toMatchObject({ granted: true, value: 3 });
      expect(await a.line.grant({ ...operation, requestId: 'r5' })).toMatchObject({
        granted: false,
        heldBy: b.deskId,
      });
    });
  });
}
