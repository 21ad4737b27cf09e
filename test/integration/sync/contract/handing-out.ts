import { describe, expect, it } from 'vitest';
import type { HubTransport } from '../../../../main/core/sync/transport.ts';
import { change, hello } from '../support/changes.ts';
import { failure, wholeLog, type ContractDesk, type Meeting } from '../support/contract.ts';

/** Desks, and what is handed out to them. */
export function handingOut(meeting: Meeting): void {
  describe('desks', () => {
    it('refuses everything to a revoked one, on open lines and on new ones, and nothing to the others', async () => {
      const { workspace, a, b, epoch, push } = await meeting(2);
      await push(b, change(1, {}));
      await workspace.revoke(b.deskId);
      const later = b.again();
      for (const line of [b.line, later]) {
        expect(await failure(line.hello(hello({ epoch })))).toBe('revoked');
        expect(await failure(line.push({ epoch, changes: [change(2, {})] }))).toBe('revoked');
        expect(await failure(line.pull({ epoch, after: 0, limit: 1 }))).toBe('revoked');
        expect(await failure(line.snapshot({ epoch, after: null, limit: 1 }))).toBe('revoked');
        expect(await failure(line.grant({ kind: 'run', key: 'run', requestId: 'x', amount: 1 }))).toBe('revoked');
      }
      const { desks } = await a.line.hello(hello({ epoch, session: 's0' }));
      expect(desks.find(({ deskId }) => deskId === b.deskId)?.revoked).toBe(true);
      await later.close();
    });

    it('of one workspace see nothing of another', async () => {
      const one = await meeting(1);
      const two = await meeting(1);
      await one.push(one.a, change(1, {}));
      expect(await failure(two.a.line.pull({ epoch: one.epoch, after: 0, limit: 1 }))).toBe('epoch');
      expect(await wholeLog(two.a.line, two.epoch)).toEqual([]);
      expect((await two.a.line.hello(hello({ epoch: two.epoch, session: 's0' }))).desks).toHaveLength(1);
    });

    it('get an identity of their own when their profile was copied', async () => {
      const { a, b, epoch, push } = await meeting(2);
      await push(a, change(1, {}));
      const copy = a.again();
      const newDesk = 'ffffffff-0000-7000-8000-000000000001';
      await copy.fork(newDesk);
      expect((await copy.hello(hello({ epoch, session: 'copy' }))).lastDeskSeq).toBe(0);
      await copy.push({ epoch, changes: [change(1, { rowId: 'of the copy' })] });
      const log = await wholeLog(b.line, epoch);
      expect(log.map(({ deskId }) => deskId)).toEqual([a.deskId, newDesk]);
      // The one it was copied from goes on.
      expect(await push(a, change(2, { baseOwn: 1 }))).toEqual(['applied 3']);
      await copy.close();
    });
  });

  describe('grants', () => {
    it('numbers of a series have no gaps, are given once, and begin where the desk says', async () => {
      const { all } = await meeting(5);
      const given = await Promise.all(
        all.flatMap(({ line }, desk) =>
          Array.from({ length: 4 }, (_, n) =>
            line.grant({ kind: 'number', key: 'invoice', requestId: `${desk}-${n}`, amount: 1, floor: 101 }),
          ),
        ),
      );
      expect(given.map(({ value }) => value).sort((x, y) => x - y)).toEqual(
        Array.from({ length: 20 }, (_, n) => 101 + n),
      );
      const block = await all[0]!.line.grant({ kind: 'number', key: 'invoice', requestId: 'block', amount: 5 });
      expect(block).toEqual({ granted: true, value: 121, heldBy: '' });
      expect(await all[0]!.line.grant({ kind: 'number', key: 'invoice', requestId: 'block', amount: 5 })).toEqual(
        block,
      );
      expect(await all[1]!.line.grant({ kind: 'number', key: 'invoice', requestId: 'after', amount: 1 })).toMatchObject(
        { value: 126 },
      );
      expect(await all[1]!.line.grant({ kind: 'number', key: 'order', requestId: 'other', amount: 1 })).toMatchObject({
        value: 1,
      });
    });

    it('the number of a document is the same for every desk that asks for it, and nobody else’s', async () => {
      const { a, b, all } = await meeting(3);
      const ask = ({ line }: ContractDesk, requestId: string, key = 'invoice') =>
        line.grant({ kind: 'number', key, requestId, amount: 1, floor: 1 });
      // At once, too: a profile and its copy come back together.
      const both = await Promise.all(all.flatMap((desk) => [ask(desk, 'one'), ask(desk, 'two')]));
      expect(new Set(both.map(({ value }) => value))).toEqual(new Set([1, 2]));
      const [one, two] = [await ask(a, 'one'), await ask(b, 'two')];
      expect(one).toMatchObject({ granted: true });
      expect(await ask(b, 'one')).toEqual(one);
      expect(await ask(a, 'two')).toEqual(two);
      expect((await ask(b, 'three')).value).toBe(3);
      // Of another series it is another request.
      expect((await ask(b, 'one', 'order')).granted).toBe(false);
    });

    it('a desk that knows a higher number than was given proves that the hub lost it', async () => {
      const { a, b, epoch } = await meeting(2);
      for (const [at, { line }] of [a, b].entries()) await line.hello(hello({ epoch, session: `s${at}` }));
      const series = { kind: 'number', key: 'invoice', amount: 1 } as const;
      await a.line.grant({ ...series, requestId: 'a counted', held: 4 });
      expect((await b.line.grant({ ...series, requestId: 'b1', floor: 1 })).value).toBe(5);
      // What was given after the backup.
      expect(await a.line.grant({ ...series, requestId: 'a2', floor: 8 })).toEqual({
        granted: false,
        value: 0,
        heldBy: '',
      });
      const after = await a.line.hello(hello({ epoch, session: 's0' }));
      expect(after.epoch).not.toBe(epoch);
      expect(await failure(a.line.grant({ ...series, requestId: 'a2', floor: 8 }))).toBe('epoch');
      await a.line.grant({ ...series, requestId: 'a1', held: 7 });
      await b.line.grant({ ...series, requestId: 'b2', held: 9 });
      for (const [at, { line }] of [a, b].entries()) await line.hello(hello({ epoch: after.epoch, session: `s${at}` }));
      expect((await a.line.grant({ ...series, requestId: 'a2', floor: 8 })).value).toBe(10);
    });

    it('every desk hears how far a series is, and one that says hello proves with it that the hub lost numbers', async () => {
      const { a, b, epoch, workspace } = await meeting(2);
      const series = { kind: 'number', key: 'invoice', amount: 1 } as const;
      const greet = (desk: ContractDesk, session: string, known: Record<string, number>, of = epoch) =>
        desk.line.hello(hello({ epoch: of, session, series: known }));
      expect((await greet(b, 's1', {})).series).toEqual({});
      const putBack = await workspace.backup();
      expect((await a.line.grant({ ...series, requestId: 'a1', floor: 7 })).value).toBe(7);
      const heard = (await greet(b, 's1', {})).series;
      expect(heard).toEqual({ invoice: 7 });
      // What the hub has given is no news to it, and nonsense is nothing.
      const odd = { invoice: 7, order: -1, more: 1.5 };
      expect((await greet(b, 's1', odd)).epoch).toBe(epoch);
      await putBack();
      const after = await greet(b, 's1', { invoice: 7 });
      expect(after.epoch).not.toBe(epoch);
      expect(after.awaited?.toSorted()).toEqual([a.deskId, b.deskId].toSorted());
      // Once, and not again while desks learn of it.
      expect((await greet(b, 's1', { invoice: 7 })).epoch).toBe(after.epoch);
      expect(await failure(b.line.grant({ ...series, requestId: 'b1', floor: 1 }))).toBe('epoch');
      expect((await greet(b, 's1', { invoice: 7 }, after.epoch)).awaited).toEqual([a.deskId]);
      expect(await failure(b.line.grant({ ...series, requestId: 'b1', floor: 1 }))).toBe('epoch');
      // The one that had it never comes back: nobody else gets its number.
      await workspace.revoke(a.deskId);
      expect((await greet(b, 's1', { invoice: 7 }, after.epoch)).awaited).toEqual([]);
      expect((await b.line.grant({ ...series, requestId: 'b1', floor: 1 })).value).toBe(8);
      expect((await greet(b, 's1', { invoice: 7 }, after.epoch)).epoch).toBe(after.epoch);
    });

    it('a code is used at most as often as it may be; what is given back can be used again', async () => {
      const { a, b } = await meeting(2);
      const use = (desk: ContractDesk, requestId: string, more: { release?: true } = {}) =>
        desk.line.grant({ kind: 'redemption', key: 'code', requestId, amount: 2, ...more });
      expect((await use(a, 'a1')).granted).toBe(true);
      expect((await use(a, 'a1')).granted).toBe(true);
      expect((await use(b, 'b1')).granted).toBe(true);
      expect((await use(b, 'b2')).granted).toBe(false);
      await use(a, 'a1', { release: true });
      await use(a, 'a1', { release: true });
      expect((await use(a, 'a1')).granted).toBe(false);
      expect((await use(b, 'b3')).granted).toBe(true);
      expect((await use(b, 'b4')).granted).toBe(false);
      // Given back before it was asked for: the request that comes in late is for nobody.
      await use(a, 'late', { release: true });
      expect((await use(a, 'late')).granted).toBe(false);
    });

    it('one desk alone may send an operation', async () => {
      const { a, b, all } = await meeting(4);
      const ask = (desk: ContractDesk, requestId: string) =>
        desk.line.grant({ kind: 'operation', key: 'op', requestId, amount: 0 });
      const answers = await Promise.all(all.map((desk) => ask(desk, `r-${desk.deskId}`)));
      expect(answers.filter(({ granted }) => granted)).toHaveLength(1);
      const winner = all[answers.findIndex(({ granted }) => granted)]!;
      for (const answer of answers) if (!answer.granted) expect(answer.heldBy).toBe(winner.deskId);
      // Another request of the same desk is of a copy of its profile: it waits until the first one is given back.
      expect(await ask(winner, 'another')).toEqual({ granted: false, value: 0, heldBy: winner.deskId });
      expect(await ask(winner, `r-${winner.deskId}`)).toMatchObject({ granted: true, isKnown: true });
      await winner.line.grant({
        kind: 'operation',
        key: 'op',
        requestId: `r-${winner.deskId}`,
        amount: 0,
        release: true,
      });
      expect(await ask(winner, 'another')).toMatchObject({ granted: true });
      const loser = winner === a ? b : a;
      expect(await ask(loser, 'again')).toMatchObject({ granted: false, heldBy: winner.deskId });
      // A request of somebody else is not mine.
      expect(await ask(loser, 'another')).toMatchObject({ granted: false });
    });

    it('an operation that was given back says whose hand was on it last, and until when', async () => {
      const { a, b, workspace } = await meeting(2);
      const ask = (desk: ContractDesk, requestId: string, more: { release?: true } = {}) =>
        desk.line.grant({ kind: 'operation', key: 'op', requestId, amount: 0, ...more });
      expect(await ask(a, 'a1')).toEqual({ granted: true, value: 0, heldBy: '', isKnown: false });
      expect(await ask(b, 'b1')).toMatchObject({ granted: false, heldBy: a.deskId });
      await ask(a, 'a1', { release: true });
      // The no that a request got is its answer; another one is asked anew.
      expect(await ask(b, 'b1')).toMatchObject({ granted: false });
      const second = await ask(b, 'b2');
      expect(second).toMatchObject({ granted: true, heldBy: a.deskId });
      expect(second.value).toBeGreaterThan(0);
      expect(await ask(b, 'b2')).toEqual({ ...second, isKnown: true });
      await ask(b, 'b2', { release: true });
      // Its own hand is no news.
      expect(await ask(b, 'b3')).toEqual({ granted: true, value: 0, heldBy: '', isKnown: false });
      // What a desk that was shut out was about to do falls to the next one, who is told.
      await workspace.revoke(b.deskId);
      expect(await ask(a, 'a2')).toMatchObject({ granted: true, heldBy: b.deskId });
    });

    it('are taken only from the application that said hello last, over the line on which it did', async () => {
      const { a, epoch } = await meeting(1);
      const copy = a.again();
      const ask = (line: HubTransport, requestId: string) =>
        line.grant({ kind: 'number', key: 'invoice', requestId, amount: 1 });
      expect(await failure(ask(copy, 'c1'))).toBe('epoch');
      await copy.hello(hello({ epoch, session: 'copy' }));
      expect(await ask(copy, 'c1')).toMatchObject({ granted: true });
      // The one that was here before is told from it as soon as it says hello, however many came since.
      expect(await failure(ask(a.line, 'a1'))).toBe('epoch');
      await copy.hello(hello({ epoch, session: 'another copy' }));
      expect(await failure(a.line.hello(hello({ epoch, session: 's0' })))).toBe('gap');
      expect(await failure(ask(a.line, 'a1'))).toBe('epoch');
      await copy.close();
    });

    it('an operation goes with the profile to the identity that it got', async () => {
      const { a, b, epoch } = await meeting(2);
      const own = { kind: 'operation', key: 'op', requestId: 'o1', amount: 0 } as const;
      expect(await a.line.grant(own)).toMatchObject({ granted: true });
      const copy = a.again();
      await copy.hello(hello({ epoch, session: 'copy' }));
      const newDesk = 'ffffffff-0000-7000-8000-000000000002';
      await a.line.fork(newDesk);
      await a.line.hello(hello({ epoch, session: 's0' }));
      expect(await a.line.grant({ ...own, held: 0 })).toMatchObject({ granted: true });
      expect(await copy.grant(own)).toMatchObject({ granted: false, heldBy: newDesk });
      expect(await b.line.grant({ ...own, requestId: 'o2' })).toMatchObject({ granted: false, heldBy: newDesk });
      await a.line.grant({ ...own, release: true });
      expect(await b.line.grant({ ...own, requestId: 'o3' })).toMatchObject({ granted: true, heldBy: newDesk });
      await copy.close();
    });

    it('the run belongs to one desk until its lease is over; the token rises with each holder', async () => {
      const { a, b } = await meeting(2);
      const run = (desk: ContractDesk, requestId: string, amount = 1) =>
        desk.line.grant({ kind: 'run', key: 'automation', requestId, amount });
      const first = await run(a, 'a1', 60);
      expect(first.granted).toBe(true);
      expect(await run(a, 'a1', 60)).toEqual(first);
      expect(await run(b, 'b1')).toMatchObject({ granted: false, heldBy: a.deskId });
      // Renewed, now for a moment only.
      expect(await run(a, 'a2', 1)).toEqual(first);
      await new Promise((resolve) => {
        setTimeout(resolve, 1300);
      });
      const taken = await run(b, 'b2', 60);
      expect(taken.granted).toBe(true);
      expect(taken.value).toBeGreaterThan(first.value);
      // An old yes is a yes no more.
      expect(await run(a, 'a2', 60)).toMatchObject({ granted: false, heldBy: b.deskId });
      expect(await run(a, 'a3', 60)).toMatchObject({ granted: false });
      await b.line.grant({ kind: 'run', key: 'automation', requestId: 'b2', amount: 60, release: true });
      const back = await run(a, 'a4', 60);
      expect(back.value).toBeGreaterThan(taken.value);
    });
  });
}
