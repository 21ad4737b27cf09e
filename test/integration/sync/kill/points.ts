/**
 * Points of a desk's process at which it can die, between what it does and what it learns of it: put around the methods that
 * speak with the hub and write to the database, in this process only. And the bugs that are planted there (child.ts).
 */
import pg from 'pg';
import type { Context } from '../../../../main/core/kernel/index.ts';
import { type Capture, Store, Writer } from '../../../../main/core/store/index.ts';
import { joined, remember } from '../../../../main/core/sync/state.ts';

let fuse: { readonly at: string; readonly nth: number } | null = null;
const passed: string[] = [];

/** From here on points are counted; at the n-th one of this name the process is killed. */
export function arm(at: string, nth: number): void {
  passed.length = 0;
  fuse = { at, nth };
}

/** Points since it was armed, in their order. */
export const passedPoints = (): readonly string[] => passed;

/** This process is at a point. */
export function pass(at: string): void {
  if (!fuse) return;
  passed.push(at);
  if (at === fuse.at && passed.filter((each) => each === at).length === fuse.nth) process.kill(process.pid, 'SIGKILL');
}

type Method = (...args: unknown[]) => unknown;

/** Puts something around a method of a class. */
function around<Of extends object>(
  of: Of,
  name: keyof Of & string,
  wrapped: (self: Of, inner: Method, args: unknown[]) => unknown,
): void {
  const inner = Reflect.get(of, name) as Method;
  Reflect.set(of, name, function (this: Of, ...args: unknown[]): unknown {
    return wrapped(this, inner.bind(this), args);
  });
}

/** What a transaction is of, or null: work of the console that has nothing to do with a team. */
function workOf({ principal }: Context, call: string): string | null {
  if (principal.kind === 'staff') return 'what a person does';
  return principal.kind === 'system' && principal.name === 'sync' ? `what came of ${call}` : null;
}

/** Rounds between edits have nothing to lose: a kill at one of them would say nothing of the others. */
const isOfNothing = (call: string, { rows }: pg.QueryResult): boolean =>
  call === 'pull' && (rows as { answer: { changes: unknown } }[])[0]?.answer.changes === null;

/** The planted bug: the cursor is stored ahead of the rows. Answers how what applies them does not see it. */
function moveCursor(store: Store, { rows }: pg.QueryResult): (() => void) | undefined {
  const [row] = rows as { answer: { head: number } }[];
  if (!row) return undefined;
  const { cursor } = joined(store);
  const move = (to: number): void => store.db.transaction(() => remember(store, { cursor: to }))();
  move(row.answer.head);
  return () => move(cursor);
}

/** The planted bug: what goes out is written after what it is about. */
const late = (honest: Capture, store: Store): Capture => ({
  begin: () => {
    const session = honest.begin();
    return {
      changed: session.changed.bind(session),
      write: (context) => {
        setTimeout(() => store.transaction(context, () => session.write(context)), 5);
      },
    };
  },
});

/** Sets the points, before core starts. */
export function setPoints(plant: string): void {
  /** The function of the hub that was called last: rounds write what came of it. */
  let call = 'start';
  let store: Store | undefined;
  around(pg.Client.prototype, 'query', (_, query, args) => {
    const [asked] = args as [string | { readonly text: string }];
    const found = /reseller_hub\.(\w+)/.exec(typeof asked === 'string' ? asked : asked.text)?.[1];
    if (found === undefined) return query(...args);
    pass(`${found} is asked`);
    return (query(...args) as Promise<pg.QueryResult>).then((result) => {
      call = found;
      const moveBack = plant === 'cursor-apart' && found === 'pull' && store ? moveCursor(store, result) : undefined;
      pass(isOfNothing(found, result) ? 'a pull of nothing is answered' : `${found} is answered`);
      moveBack?.();
      return result;
    });
  });
  around(Writer.prototype, 'capture', (writer, capture, args) => {
    capture(...args);
    const work = workOf(writer.context, call);
    if (work !== null) pass(`${work} is written`);
  });
  around(Store.prototype, 'transaction', (self, transaction, args) => {
    store = self;
    const work = workOf(args[0] as Context, call);
    const result = transaction(...args);
    if (work !== null) pass(`${work} is stored`);
    return result;
  });
  if (plant === 'outbox-later')
    around(Store.prototype, 'captureWith', (self, captureWith, [honest]) =>
      captureWith(honest === null ? null : late(honest as Capture, self)),
    );
}
