/** One edit of data on this computer that can be taken back and made again. Both throw when they cannot. */
export interface UndoEntry {
  /** What was done, as the person reads it: `Product “ispmanager 6 lite” saved`. */
  readonly label: string;
  readonly undo: () => Promise<void>;
  readonly redo: () => Promise<void>;
}

/** Thrown by an entry when the record is not as the edit left it: taking it back would overwrite somebody's change. */
export class ChangedMeanwhile extends Error {
  override readonly name = 'ChangedMeanwhile';
}

/** What came of it. `changed`: the entry is gone, nothing was written. `failed`: the entry stays and can be tried again. */
export type UndoOutcome =
  | { readonly kind: 'done' | 'changed'; readonly label: string }
  | { readonly kind: 'failed'; readonly label: string; readonly error: unknown }
  | { readonly kind: 'nothing' };

export interface UndoState {
  /** Label of what would be taken back next, and of what would be made again; null: nothing. */
  readonly undo: string | null;
  readonly redo: string | null;
}

export interface UndoStack {
  /** Adds an edit that was just stored. What was taken back before it cannot be made again any more. */
  readonly push: (entry: UndoEntry) => void;
  /** Takes back the newest edit, or this one. */
  readonly undo: (entry?: UndoEntry) => Promise<UndoOutcome>;
  readonly redo: () => Promise<UndoOutcome>;
  /** Forgets everything: another environment was opened. */
  readonly clear: () => void;
  readonly state: () => UndoState;
  readonly subscribe: (notify: () => void) => () => void;
}

/** Whether core refused it for good, and did not only fail to answer. */
const isRefusal = (error: unknown): boolean => {
  const { error: told } = (error ?? {}) as { error?: { retry?: boolean; code?: string } };
  return told?.code !== undefined && told.retry !== true && told.code !== 'core.stopped';
};

/** Edits of this session, newest last; at most `limit` are kept. They run one after the other, however fast the keys come. */
export function createUndoStack(limit = 100): UndoStack {
  let done: readonly UndoEntry[] = [];
  let undone: readonly UndoEntry[] = [];
  let turn: Promise<unknown> = Promise.resolve();
  let state: UndoState = { undo: null, redo: null };
  /** Counts `clear`: what runs over it must not put its entry back. */
  let era = 0;
  const listeners = new Set<() => void>();
  const set = (nextDone: readonly UndoEntry[], nextUndone: readonly UndoEntry[]): void => {
    done = nextDone.slice(-limit);
    undone = nextUndone.slice(-limit);
    state = { undo: done.at(-1)?.label ?? null, redo: undone.at(-1)?.label ?? null };
    for (const notify of listeners) notify();
  };
  const without = (entries: readonly UndoEntry[], entry: UndoEntry): readonly UndoEntry[] =>
    entries.filter((each) => each !== entry);

  const run = async (find: () => UndoEntry | undefined, direction: 'undo' | 'redo'): Promise<UndoOutcome> => {
    const entry = find();
    if (!entry) return { kind: 'nothing' };
    const { label } = entry;
    const began = era;
    const isOver = (): boolean => began !== era;
    try {
      await entry[direction]();
    } catch (error) {
      if (!(error instanceof ChangedMeanwhile)) {
        // What core refused it refuses again: it must not stand in the way of the older ones.
        if (isRefusal(error) && !isOver()) set(without(done, entry), without(undone, entry));
        return { kind: 'failed', label, error };
      }
      if (!isOver()) set(without(done, entry), without(undone, entry));
      return { kind: 'changed', label };
    }
    if (isOver()) return { kind: 'done', label };
    if (direction === 'undo') set(without(done, entry), [...undone, entry]);
    else set([...done, entry], without(undone, entry));
    return { kind: 'done', label };
  };
  const inTurn = (find: () => UndoEntry | undefined, direction: 'undo' | 'redo'): Promise<UndoOutcome> => {
    const outcome = turn.then(() => run(find, direction));
    turn = outcome;
    return outcome;
  };

  return {
    push: (entry) => set([...done, entry], []),
    undo: (entry) => inTurn(() => (entry === undefined ? done.at(-1) : done.find((each) => each === entry)), 'undo'),
    redo: () => inTurn(() => undone.at(-1), 'redo'),
    clear: () => {
      era += 1;
      set([], []);
    },
    state: () => state,
    subscribe: (notify) => {
      listeners.add(notify);
      return () => listeners.delete(notify);
    },
  };
}

/** Whether two values that came over the bridge say the same. */
export function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [left, right] = [one as Record<string, unknown>, other as Record<string, unknown>];
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => name in right && isSame(left[name], right[name]))
  );
}

/**
 * The fields of a record that an edit changed, taken back and made again by `write`. Where one of them is not as the edit
 * left it, somebody changed it meanwhile and nothing is written; other fields are neither looked at nor touched.
 * Null: the edit changed none of `fields`.
 */
export function fieldEdit<Row extends object, Name extends keyof Row & string>(edit: {
  label: string;
  fields: readonly Name[];
  before: Row;
  after: Row;
  read: () => Promise<Row>;
  write: (change: Partial<Pick<Row, Name>>) => Promise<unknown>;
}): UndoEntry | null {
  const { label, before, after, read, write } = edit;
  const changed = edit.fields.filter((name) => !isSame(before[name], after[name]));
  if (changed.length === 0) return null;
  const move = async (from: Row, to: Row): Promise<void> => {
    const now = await read();
    if (!changed.every((name) => isSame(now[name], from[name]))) throw new ChangedMeanwhile();
    await write(Object.fromEntries(changed.map((name) => [name, to[name]])) as Partial<Pick<Row, Name>>);
  };
  return { label, undo: () => move(after, before), redo: () => move(before, after) };
}
