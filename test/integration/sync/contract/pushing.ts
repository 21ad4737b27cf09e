import { describe, expect, it } from 'vitest';
import { change, hello } from '../support/changes.ts';
import { checksumOf, failure, wholeLog, wholeSnapshot, type Meeting } from '../support/contract.ts';

/** Saying hello, and what is taken of a push. */
export function pushing(meeting: Meeting): void {
  describe('hello', () => {
    it('tells the state of the hub and of all desks', async () => {
      const { a, b, epoch, push } = await meeting(2);
      await push(a, change(1, {}));
      await b.line.pull({ epoch, after: 1, limit: 10 });
      const state = await a.line.hello(
        hello({ epoch, session: 's0', deskName: 'Front desk', waiting: 3, open: ['product/row-1'], checksum: 'abc' }),
      );
      expect(state).toMatchObject({ epoch, head: 1, minSeq: 0, lastDeskSeq: 1, minSchema: 0 });
      const [mine, other] = [a, b].map((desk) => state.desks.find(({ deskId }) => deskId === desk.deskId));
      expect(mine).toMatchObject({
        name: 'Front desk',
        revoked: false,
        waiting: 3,
        open: ['product/row-1'],
        checksum: 'abc',
      });
      expect(other).toMatchObject({ acked: 1, revoked: false });
      expect(Math.abs(Date.parse(state.now) - Date.now())).toBeLessThan(60_000);
      expect(new Date(mine?.lastSeen ?? '').toISOString()).toBe(mine?.lastSeen);
    });

    it('finds a copied profile by the session that comes back', async () => {
      const { a } = await meeting(1);
      await a.line.hello(hello({ session: 'first' }));
      await a.line.hello(hello({ session: 'first' }));
      await a.again().hello(hello({ session: 'copy' }));
      expect(await failure(a.line.hello(hello({ session: 'first' })))).toBe('gap');
      await a.line.hello(hello({ session: 'copy' }));
    });

    it('refuses an older copy without taking it for the desk, which goes on', async () => {
      const { a, push } = await meeting(1);
      await a.line.hello(hello({ session: 'desk' }));
      await push(a, change(1, {}), change(2, { field: 'price' }));
      expect(await failure(a.again().hello(hello({ deskSeq: 1, session: 'copy' })))).toBe('gap');
      // Else both would take another identity, and nobody would be behind the first.
      await a.line.hello(hello({ deskSeq: 2, session: 'desk' }));
    });
  });

  describe('push', () => {
    it('numbers changes from 1 without gaps and makes them live', async () => {
      const { a, b, epoch, push } = await meeting(2);
      expect(await push(a, change(1, { field: 'name' }), change(2, { field: 'price' }))).toEqual([
        'applied 1',
        'applied 2',
      ]);
      expect(await push(b, change(1, { rowId: 'row-2' }))).toEqual(['applied 3']);
      const log = await wholeLog(a.line, epoch);
      expect(log.map(({ seq, deskId, deskSeq }) => [seq, deskId, deskSeq])).toEqual([
        [1, a.deskId, 1],
        [2, a.deskId, 2],
        [3, b.deskId, 1],
      ]);
    });

    it('brings every part of a change back as it was', async () => {
      const { a, b, epoch } = await meeting(2);
      const odd = 'a "quoted" \\ back, NULL, {curly}, \u001f, \u2028 \u00fc \u{1f600} line\nbreak';
      const sent = [
        change(1, {
          value: odd,
          actor: odd.replaceAll('\n', '').replaceAll('\u001f', ''),
          rowId: 'a "b" \\ {c}, NULL',
          policy: 'text3',
        }),
        change(2, { value: null, field: 'NULL', policy: 'set', schema: 7, hlc: '' }),
        change(3, { value: '', field: 'empty', policy: 'latest' }),
      ];
      await a.line.push({ epoch, changes: sent });
      const { changes } = await b.line.pull({ epoch, after: 0, limit: 10 });
      expect(changes).toEqual(
        sent.map((one, at) => ({
          ...one,
          seq: at + 1,
          deskId: a.deskId,
          outcome: 'applied',
          receivedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string,
        })),
      );
      const { registers } = await wholeSnapshot(b.line, epoch);
      expect(new Set(registers.map(({ value }) => value))).toEqual(new Set(sent.map(({ value }) => value)));
    });

    it('gives the answers of the first time when it is told again, and nothing twice', async () => {
      const { a, b, epoch, push } = await meeting(2);
      await push(b, change(1, { field: 'price', value: 'b' }));
      const changes = [
        change(1, { value: 'a' }),
        change(2, { field: 'price', value: 'a' }),
        change(3, { entity: '' }),
        change(4, { field: 'price', value: 'b', baseRev: 1 }),
      ];
      const first = await push(a, ...changes);
      expect(first).toEqual(['applied 2', 'conflict 3', 'refused unknown_entity', 'same 4']);
      expect(await push(a, ...changes)).toEqual(first);
      expect(await push(a, ...changes.slice(1, 3))).toEqual(first.slice(1, 3));
      // Partly known, partly new, as after a lost answer.
      expect(await push(a, ...changes.slice(2), change(5, { value: 'c' }))).toEqual([...first.slice(2), 'applied 5']);
      expect(await wholeLog(b.line, epoch)).toHaveLength(5);
      expect((await b.line.hello(hello({ epoch, session: 's1' }))).head).toBe(5);
    });

    it('takes a base that was counted anew for the same change', async () => {
      const { a, push } = await meeting(1);
      const one = change(1, { baseRev: 5 });
      await push(a, one);
      expect(await push(a, { ...one, baseRev: 9, baseOwn: 0 })).toEqual(['applied 1']);
    });

    it('refuses a gap, a start that is too late, and the same number with other content, and stores nothing of it', async () => {
      const { a, epoch, push } = await meeting(1);
      expect(await failure(push(a, change(2, {})))).toBe('gap');
      expect(await failure(push(a, change(1, {}), change(3, { field: 'price' })))).toBe('gap');
      expect(await failure(push(a, change(0, {})))).toBe('gap');
      const one = change(1, {});
      await push(a, one);
      for (const other of [
        { value: '"x"' },
        { rowId: 'row-9' },
        { field: 'price' },
        { entity: 'client' },
        { hlc: 'z' },
        { changeSet: 'other' },
        { resolves: 1 },
      ])
        expect(await failure(push(a, { ...one, ...other }, change(2, {})))).toBe('gap');
      expect(await wholeLog(a.line, epoch)).toHaveLength(1);
    });

    it('refuses what can never be taken, with a reason, and goes on behind it', async () => {
      const { workspace, a, epoch, push } = await meeting(1);
      expect(
        await push(
          a,
          change(1, { entity: 'No Entity' }),
          change(2, { rowId: '' }),
          change(3, { field: 'x'.repeat(201) }),
          change(4, { value: 'x'.repeat(1_000_000) }),
          change(5, { value: 'good' }),
        ),
      ).toEqual([
        'refused unknown_entity',
        'refused unknown_entity',
        'refused unknown_entity',
        'refused too_large',
        'applied 1',
      ]);
      const reader = await workspace.desk({ mayWrite: false });
      await reader.line.hello(hello());
      expect(await push(reader, change(1, {}))).toEqual(['refused desk_may_not']);
      expect((await wholeLog(reader.line, epoch)).map(({ seq }) => seq)).toEqual([1]);
    });

    it('stops only the pushes of a desk whose schema is too old', async () => {
      const { workspace, a, b, epoch, push } = await meeting(2);
      await workspace.setMinSchema(2);
      expect(await failure(push(a, change(1, { schema: 1 })))).toBe('desk_too_old');
      expect((await a.line.hello(hello({ epoch, session: 's0' }))).minSchema).toBe(2);
      expect(await push(b, change(1, { schema: 2 }))).toEqual(['applied 1']);
      expect(await wholeLog(a.line, epoch)).toHaveLength(1);
    });

    it('takes an empty push, and not more than 1,000 changes', async () => {
      const { a, epoch } = await meeting(1);
      expect(await a.line.push({ epoch, changes: [] })).toEqual({ answers: [], head: 0 });
      const changes = Array.from({ length: 1001 }, (_, at) => change(at + 1, { rowId: `row-${at}` }));
      await expect(a.line.push({ epoch, changes })).rejects.toBeInstanceOf(RangeError);
      const { answers, head } = await a.line.push({ epoch, changes: changes.slice(0, 1000) });
      expect(head).toBe(1000);
      expect(answers.map(({ deskSeq, seq }) => [deskSeq, seq])).toEqual(
        changes.slice(0, 1000).map((_, at) => [at + 1, at + 1]),
      );
    });

    it('stays without gaps and loses nothing while eight desks push at once', { timeout: 60_000 }, async () => {
      const { all, epoch, push } = await meeting(8);
      const rounds = 12;
      await Promise.all(
        all.map(async (desk) => {
          for (let n = 0; n < rounds; n += 1) {
            // Half of them about the same fields.
            await push(
              desk,
              change(2 * n + 1, { rowId: `shared-${n % 3}` }),
              change(2 * n + 2, { rowId: `${desk.deskId}-${n}` }),
            );
          }
        }),
      );
      const log = await wholeLog(all[0]!.line, epoch);
      expect(log.map(({ seq }) => seq)).toEqual(Array.from({ length: 8 * rounds * 2 }, (_, at) => at + 1));
      for (const { deskId } of all)
        expect(log.filter((one) => one.deskId === deskId).map(({ deskSeq }) => deskSeq)).toEqual(
          Array.from({ length: rounds * 2 }, (_, at) => at + 1),
        );
      // Every value that was not applied is kept, parked or equal; the last applied one is the live one.
      const { registers } = await wholeSnapshot(all[0]!.line, epoch, 7);
      for (const register of registers) {
        const applied = log.filter((one) => one.rowId === register.rowId && one.outcome === 'applied').at(-1);
        expect([register.rev, register.value]).toEqual([applied?.seq, applied?.value]);
      }
      const state = await all[0]!.line.hello(hello({ epoch, session: 's0' }));
      expect(state.checksum).toBe(checksumOf(registers));
    });

    it('answers one push of a desk on two lines at once the same', async () => {
      const { a, epoch } = await meeting(1);
      const second = a.again();
      const changes = Array.from({ length: 50 }, (_, at) => change(at + 1, { rowId: `row-${at}` }));
      const [one, two] = await Promise.all([a.line.push({ epoch, changes }), second.push({ epoch, changes })]);
      expect(two.answers).toEqual(one.answers);
      expect(await wholeLog(a.line, epoch)).toHaveLength(50);
      await second.close();
    });
  });
}
