import { deletedField } from '../../../main/core/sync/policies.ts';
import type { Register, Skipped } from '../../../main/core/sync/transport.ts';
import type { Op } from '../../unit/support/memory-workspace.ts';
import { shownAt } from '../../unit/support/shown.ts';
import { type Entry, idOf, journalOf } from './journal.ts';
import type { World, WorldDesk } from './world.ts';

export type Wrong =
  | 'not converged'
  | 'lost without conflict'
  | 'not exactly once'
  | 'sequence'
  | 'false conflict'
  | 'double grant'
  | 'clock';

export interface Finding {
  readonly kind: Wrong;
  readonly text: string;
}

/** What is wrong with the world after everybody met. */
export function judge(world: World, isQuiet: boolean): Finding[] {
  const found: Finding[] = [];
  const say = (kind: Wrong, text: string): void => void found.push({ kind, text });
  if (!isQuiet) say('not converged', 'the desks do not come to rest');
  for (const desk of world.desks) equalToHub(world, desk, say);
  const trees = world.desks.map(({ db }) => treeOf(db));
  if (new Set(trees).size > 1) say('not converged', `trees: ${trees.join(' and ')}`);
  // The first one that noted it made it: a copied profile notes what it had before as well, when it takes a new identity.
  const entries = new Map(
    world.desks
      .toReversed()
      .flatMap(({ db }) => journalOf(db))
      .map((entry) => [entry.id, entry]),
  );
  const stamps = new Map([...entries.values()].map((entry) => [entry.hlc, entry]));
  const past = world.hub.state.past;
  sequence(past, world.hub.state.skipped, say);
  once(world, past, say);
  const desks = new Map(world.desks.flatMap(({ name, db }) => journalOf(db).map(({ hlc }) => [hlc, name])));
  for (const op of past) {
    overwritten(op, past, entries, stamps, desks, say);
    if (!world.isCopied) alone(op, say);
  }
  if (!world.isCopied) clocks(world, say);
  if (!world.isCopied && world.hub.state.desks.size > world.desks.length)
    say('not exactly once', 'a desk took a new identity');
  grants(world, say);
  return found;
}

/** The tree of categories, also where some of their places could not be taken. */
const treeOf = (db: WorldDesk['db']): string =>
  JSON.stringify(db.prepare('SELECT id, parent_id FROM category ORDER BY id').all());

type Say = (kind: Wrong, text: string) => void;
const keyOf = ({ entity, rowId, field }: { entity: string; rowId: string; field: string }): string =>
  `${entity} ${rowId} ${field}`;

/** Confirmed values are the hub's, rows are the confirmed values, and what is not says why. */
function equalToHub(world: World, { name, db, desk }: WorldDesk, say: Say): void {
  const shadows = db.prepare('SELECT entity, row_id AS rowId, field, value, rev FROM sync_shadow').all() as Pick<
    Register,
    'entity' | 'rowId' | 'field' | 'value' | 'rev'
  >[];
  const { registers } = world.hub.state;
  if (shadows.length !== registers.size)
    say('not converged', `${name} has ${shadows.length} of ${registers.size} values`);
  const live = new Map([...registers.values()].map((register) => [keyOf(register), register]));
  const deferred = new Map(
    (
      db.prepare('SELECT entity, row_id AS rowId, field, reason FROM sync_deferred').all() as (Register & {
        reason: string;
      })[]
    ).map((row) => [keyOf(row), row.reason]),
  );
  // A restored hub can learn of a deletion before it learns again of the record: that waits for a person then.
  const asked = new Set(world.hub.parked.map(({ entity, rowId }) => `${entity} ${rowId}`));
  const isAsked = (key: string): boolean => asked.has(key.slice(0, key.lastIndexOf(' ')));
  for (const [key, reason] of deferred)
    if (
      !(reason === 'incomplete' && isAsked(key)) &&
      !['duplicate', 'circle', 'in_use', 'missing_record'].includes(reason)
    )
      say('not converged', `${name}: ${key} waits: ${reason}`);
  for (const shadow of shadows) {
    const register = live.get(keyOf(shadow));
    if (register?.value !== shadow.value || register.rev !== shadow.rev)
      say(
        'not converged',
        `${name}: ${keyOf(shadow)} is ${shadow.value} at ${shadow.rev}, live ${register?.value} at ${register?.rev}`,
      );
    if (deferred.has(keyOf(shadow))) continue;
    const shown = shownAt(desk.store, shadow);
    if (shown !== shadow.value)
      say('not converged', `${name}: the row of ${keyOf(shadow)} has ${shown}, confirmed ${shadow.value}`);
  }
  const status = desk.service.status();
  if (status.waiting > 0 || status.behind > 0 || status.checksum !== 'equal' || status.repairs > 0)
    say('not converged', `${name}: ${JSON.stringify(status)}`);
  const open = desk.service.listConflicts({ limit: 1000 }).map(({ id }) => id);
  const parked = world.hub.parked.map(({ seq }) => seq);
  if (open.join() !== parked.join()) say('not converged', `${name} asks ${open.join()}, the hub ${parked.join()}`);
}

/** Numbers are given once and without holes; only a restored hub leaps, and says over which. */
function sequence(past: readonly Op[], skipped: readonly Skipped[], say: Say): void {
  let last = 0;
  for (const { seq } of past) {
    const isLeap = skipped.some(([after, upTo]) => after >= last && upTo === seq - 1);
    if (seq !== last + 1 && !isLeap) say('sequence', `${seq} after ${last}`);
    last = seq;
  }
}

/** Each change of each desk is in the hub's past, and once. */
function once(world: World, past: readonly Op[], say: Say): void {
  const times = new Map<string, number>();
  for (const op of past) times.set(`${op.deskId} ${idOf(op)}`, (times.get(`${op.deskId} ${idOf(op)}`) ?? 0) + 1);
  for (const [key, count] of times) if (count !== 1) say('not exactly once', `${key}: ${count} times`);
  const known = new Set(past.map(idOf));
  for (const { name, db } of world.desks)
    for (const { id, entity, field } of journalOf(db))
      if (!known.has(id)) say('lost without conflict', `${name}: ${entity}.${field} ${id} is not in the log`);
}

/** A value of another desk that was not seen is never replaced, but where its policy says so and the log has it. */
function overwritten(
  op: Op,
  past: readonly Op[],
  entries: ReadonlyMap<string, Entry>,
  stamps: ReadonlyMap<string, Entry>,
  desks: ReadonlyMap<string, string>,
  say: Say,
): void {
  if (op.outcome !== 'applied') return;
  const entry = entries.get(idOf(op));
  // What a copy of the profile had made before it was copied is in the other one's journal; each has its own.
  if (!entry) return;
  const lost = (met: Register): void =>
    say('lost without conflict', `${op.deskId} #${op.seq} ${keyOf(op)} over ${met.deskId} #${met.rev} ${met.value}`);
  const own = (met: Register): boolean => met.deskId === op.deskId || desks.get(met.hlc) === desks.get(op.hlc);
  if (op.met && op.policy !== 'latest' && op.policy !== 'set' && !own(op.met) && op.met.value !== op.value) {
    if (!isSeen(op.met, entry.saw, past, stamps)) lost(op.met);
  }
  const sawRow = JSON.parse(entry.sawRow) as Record<string, string>;
  if (op.field === deletedField && op.value !== null) {
    for (const met of op.row)
      if (met.field !== deletedField && !own(met) && !isSeen(met, sawRow[met.field] ?? '', past, stamps)) lost(met);
  } else if (op.field !== deletedField) {
    const deleted = op.row.find((met) => met.field === deletedField);
    if (deleted && deleted.value !== null && !own(deleted)) lost(deleted);
  }
}

/**
 * The live value was on the screen, or one that stood on it (a hub that was restored has lost that one), or an own change
 * that turned out to be the same: two deletions are, whenever each was made.
 */
function isSeen(met: Register, saw: string, past: readonly Op[], stamps: ReadonlyMap<string, Entry>): boolean {
  const walked = new Set<string>();
  for (let stamp = saw; stamp !== '' && !walked.has(stamp); stamp = stamps.get(stamp)?.saw ?? '') {
    if (stamp === met.hlc) return true;
    walked.add(stamp);
  }
  const isAsMet = (op: Op): boolean =>
    op.value === met.value || (met.field === deletedField && op.value !== null && met.value !== null);
  return past.some((op) => op.hlc === saw && op.outcome === 'same' && isAsMet(op));
}

/** A desk meets no conflict with itself. */
function alone(op: Op, say: Say): void {
  if (op.outcome !== 'conflict' && op.outcome !== 'superseded') return;
  const others = [...op.row, ...(op.met ? [op.met] : [])].filter((met) => met.deskId !== op.deskId);
  if (others.length === 0) say('false conflict', `${op.deskId} #${op.seq} ${keyOf(op)}`);
}

/** What the hub hands out once is had once. */
function grants({ granted, had }: World, say: Say): void {
  const numbers = new Map<string, Set<string>>();
  for (const { request, value } of granted) {
    const key = `number ${request.key} ${value}`;
    numbers.set(key, (numbers.get(key) ?? new Set()).add(request.requestId));
  }
  for (const [key, who] of numbers) if (who.size > 1) say('double grant', `${key}: ${[...who].join()}`);
  for (const double of had.doubles) say('double grant', double);
}

/** A desk's stamps rise with its changes. */
function clocks(world: World, say: Say): void {
  for (const { name, db } of world.desks) {
    const stamps = db.prepare('SELECT hlc FROM sync_outbox ORDER BY desk_seq').pluck().all() as string[];
    if (stamps.some((stamp, at) => at > 0 && stamp <= (stamps[at - 1] ?? ''))) say('clock', name);
  }
}
