/**
 * What every hub must keep, whatever it is made of: run against real PostgreSQL (`postgres.test.ts`) and against the hub
 * in memory of the simulation. `transportContract('name', makeHub)` at the top level of a test file.
 */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  HubError,
  type Change,
  type HubErrorCode,
  type HubTransport,
  type LoggedChange,
  type Register,
} from '../../../main/core/sync/transport.ts';
import { change, hello } from './support/changes.ts';

/** One desk of a workspace; `again()` is another line of the same desk. */
export interface ContractDesk {
  readonly deskId: string;
  readonly line: HubTransport;
  again(): HubTransport;
}

/** One fresh workspace of a hub. */
export interface ContractWorkspace {
  desk(options?: { readonly mayWrite?: boolean }): Promise<ContractDesk>;
  revoke(deskId: string): Promise<void>;
  compact(days: number): Promise<void>;
  newEpoch(): Promise<void>;
  setMinSchema(schema: number): Promise<void>;
  /** Keeps a copy of the workspace's rows; what it resolves to puts them back and says nothing to anybody. */
  backup(): Promise<() => Promise<void>>;
}

export interface ContractHub {
  workspace(): Promise<ContractWorkspace>;
  close(): Promise<void>;
}

const failure = async (work: Promise<unknown>): Promise<HubErrorCode | undefined> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof HubError) return error.code;
    throw error;
  }
  return undefined;
};

/** The rule of the checksum (design 6), written again: XOR of the first 64 bits of SHA-256 of each register. */
function checksumOf(registers: readonly Register[]): string {
  let sum = 0n;
  for (const { entity, rowId, field, rev, value } of registers) {
    const text = [entity, rowId, field, rev, value ?? ''].join('\u001f');
    sum ^= BigInt(`0x${createHash('sha256').update(text).digest('hex').slice(0, 16)}`);
  }
  return sum.toString(16).padStart(16, '0');
}

async function wholeLog(line: HubTransport, epoch: string, from = 0): Promise<LoggedChange[]> {
  const log: LoggedChange[] = [];
  for (let after = from; ; after = log.at(-1)?.seq ?? after) {
    const { changes } = await line.pull({ epoch, after, limit: 100 });
    if (changes.length === 0) return log;
    log.push(...changes);
  }
}

async function wholeSnapshot(line: HubTransport, epoch: string, limit = 1000) {
  const registers: Register[] = [];
  const parked: LoggedChange[] = [];
  let head: number | undefined;
  let after = null;
  do {
    const page = await line.snapshot({ epoch, after, limit });
    head ??= page.head;
    registers.push(...page.registers);
    parked.push(...page.parked);
    after = page.next;
  } while (after);
  return { registers, parked, head };
}

/** Registers the suite. */
export function transportContract(name: string, makeHub: () => Promise<ContractHub>): void {
  describe(`the contract of a hub: ${name}`, () => {
    let hub: ContractHub;
    beforeAll(async () => {
      hub = await makeHub();
    });
    afterAll(async () => {
      await hub?.close();
    });

    /** A workspace with desks that have said hello. */
    async function meeting(desks: number) {
      const workspace = await hub.workspace();
      const all: ContractDesk[] = [];
      let epoch = '';
      for (let n = 0; n < desks; n += 1) {
        const desk = await workspace.desk();
        epoch = (await desk.line.hello(hello({ deskName: `Desk ${n}`, session: `s${n}` }))).epoch;
        all.push(desk);
      }
      const [a, b, c] = all as [ContractDesk, ContractDesk, ContractDesk];
      const push = async (desk: ContractDesk, ...changes: Change[]) => {
        const { answers } = await desk.line.push({ epoch, changes });
        return answers.map(({ outcome, seq, reason }) =>
          reason === '' ? `${outcome} ${seq}` : `${outcome} ${reason}`,
        );
      };
      return { workspace, epoch, a, b, c, all, push };
    }

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
        expect(
          await push(a, change(3, { field: 'price', value: 5, baseRev: 2, policy: 'latest', hlc: 'zzz' })),
        ).toEqual(['conflict 4']);
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
        expect(
          await all[1]!.line.grant({ kind: 'number', key: 'invoice', requestId: 'after', amount: 1 }),
        ).toMatchObject({ value: 126 });
        expect(await all[1]!.line.grant({ kind: 'number', key: 'order', requestId: 'other', amount: 1 })).toMatchObject(
          { value: 1 },
        );
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
        expect(await ask(winner, 'another')).toMatchObject({ granted: true });
        const loser = winner === a ? b : a;
        expect(await ask(loser, 'again')).toMatchObject({ granted: false, heldBy: winner.deskId });
        // A request of somebody else is not mine.
        expect(await ask(loser, 'another')).toMatchObject({ granted: false });
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
  });
}
