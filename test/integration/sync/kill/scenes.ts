import { shelf } from '../../../unit/support/shelf.ts';
import type { Course, Death } from './course.ts';
import type { Done } from './rig.ts';

/** What a desk is at when it dies. `play` has it come to that point and die; it answers the points that were passed. */
export interface Scene {
  readonly name: string;
  play(course: Course, death: Death): Promise<readonly string[]>;
}

const products = (course: Course): string[] =>
  course.far.store.db.prepare('SELECT id FROM product ORDER BY id').pluck().all() as string[];

/** The newest of the desk's own records. */
const own = (course: Course, what: 'product' | 'client'): string => {
  const id = course.saved(what).at(-1);
  if (id === undefined) throw new Error(`the desk has no ${what}`);
  return id;
};

const edits = (course: Course) => {
  const product = own(course, 'product');
  return course.edits(
    ['name', product],
    ['price', product],
    ['product', course.saved('category')[0] ?? ''],
    ['note', own(course, 'client')],
    ['picture', product],
  );
};

/** The desk's own edits go out. */
export const push: Scene = {
  name: 'push',
  play: (course, death) =>
    course.strike('push', death, async () => {
      const done = await course.desk.tell({ do: 'edit', edits: edits(course) });
      return done === 'killed' ? done : course.desk.tell({ do: 'settle' });
    }),
};

/** The other desk's edits come in. */
export const pull: Scene = {
  name: 'pull',
  play: (course, death) =>
    course.strike('pull', death, async () => {
      const on = shelf(course.far);
      const [productId = '', ...others] = products(course);
      const name = course.newName();
      for (const [at, id] of others.slice(0, 15).entries()) on.price(id, 1000 + at);
      on.client();
      on.edit('product', productId, { name });
      await course.meet();
      return course.desk.tell({ do: 'see', productId, name });
    }),
};

/** While the desk was away the hub was restored: it takes a new copy, and what it did meanwhile goes out. */
const snapshot: Scene = {
  name: 'snapshot',
  async play(course, death) {
    course.proxy.accept(false);
    course.proxy.cut();
    await course.desk.tell({ do: 'edit', edits: edits(course) });
    await course.newEpoch();
    shelf(course.far).edit('product', products(course)[1] ?? '', { name: course.newName() });
    await course.meet();
    return course.strike('snapshot', death, () => {
      course.proxy.accept(true);
      return course.desk.tell({ do: 'settle' });
    });
  },
};

/** Both have set a price without the other's, and the desk decides. */
const decide = (keep: 'mine' | 'theirs'): Scene => ({
  name: 'decision',
  async play(course, death) {
    const product = own(course, 'product');
    course.proxy.accept(false);
    course.proxy.cut();
    await course.desk.tell({ do: 'edit', edits: course.edits(['price', product]) });
    shelf(course.far).price(product, 1000 + (await course.head()));
    await course.meet();
    course.proxy.accept(true);
    await course.desk.tell({ do: 'ask', questions: 1 });
    return course.strike('decision', death, async () => {
      const done = await course.desk.tell({ do: 'decide', keep });
      return done === 'killed' ? done : course.desk.tell({ do: 'settle' });
    });
  },
});

/** The hub has stored a push, and its answer does not come: the line is cut in it, or is dead, until the desk is. */
const unanswered = (how: 'cut' | 'dead'): Scene => ({
  name: 'answer lost',
  async play(course) {
    const { line } = course.proxy;
    const head = await course.head();
    // With the first change that is told, not before: hello and what was asked earlier may be answered.
    line.sent = (bytes) => {
      if (!bytes.includes('edit ') && !bytes.includes('"edit ')) return;
      if (how === 'cut') line.left = 20;
      else line.isMute = true;
      line.sent = () => undefined;
    };
    void course.desk.tell({ do: 'edit', edits: edits(course) });
    await course.untilHubHas(head);
    await course.die('answer lost', how);
    line.left = Infinity;
    line.isMute = false;
    line.sent = () => undefined;
    return [];
  },
});

/** What a desk is killed at that is one of the team: each of them, and each again. */
export const scenes: readonly Scene[] = [push, pull, decide('mine'), snapshot, unanswered('cut')];
export const moreScenes: readonly Scene[] = [...scenes, push, pull, decide('theirs'), unanswered('dead')];

/** The desk joins with what it has. */
export const join: Scene = {
  name: 'join',
  async play(course, death) {
    await course.desk.tell({ do: 'edit', edits: course.edits(['category'], ['client']) });
    const category = course.saved('category')[0] ?? '';
    await course.desk.tell({ do: 'edit', edits: course.edits(['product', category], ['product', category]) });
    return course.strike('join', death, async () => {
      const done = await course.desk.tell({ do: 'join', code: course.code });
      return done === 'killed' ? done : course.desk.tell({ do: 'settle' });
    });
  },
};

/** The desk leaves with all it has. */
export const leave: Scene = {
  name: 'leave',
  play: (course, death) => course.strike('leave', death, (): Promise<Done> => course.desk.tell({ do: 'leave' })),
};
