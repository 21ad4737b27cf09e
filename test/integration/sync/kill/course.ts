import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { hubUpkeep, inviteDesk, type DeskAccess } from '../../../../main/core/sync/hub/desks.ts';
import type { PostgresTransport } from '../../../../main/core/sync/hub/postgres-transport.ts';
import { testDesk, type TestDesk } from '../../../unit/support/desks.ts';
import { pictures } from '../../../unit/support/pictures.ts';
import { shelf } from '../../../unit/support/shelf.ts';
import { tempFolder } from '../../../unit/support/store.ts';
import { openWorkspace } from '../support/postgres-hub.ts';
import { openProxy, type Proxy } from '../support/proxy.ts';
import type { TestServer } from '../support/server.ts';
import { examineDesk, examineHub, type Findings, type HubBooks, lookInto, noFindings } from './books.ts';
import { type Done, DeskProcess } from './rig.ts';
import { type Edit, textOf } from './words.ts';

/** Where the process of a desk dies: the n-th time that it comes to a point; or where its parent has it die. */
export type Death = { readonly at: string; readonly nth: number } | 'at the end';

/** What the kills of a test came to. */
export class Tally {
  points = 0;
  readonly findings: Findings = noFindings();
  /** Kills by what the desk was at, and by the point. */
  readonly at: Record<string, number> = {};

  strike(...names: readonly string[]): void {
    this.points += 1;
    for (const name of names) this.at[name] = (this.at[name] ?? 0) + 1;
  }

  add(found: Partial<Findings>): void {
    for (const kind of ['lost', 'doubled', 'corrupt'] as const) this.findings[kind].push(...(found[kind] ?? []));
  }

  get counts() {
    const { lost, doubled, corrupt } = this.findings;
    return { points: this.points, lost: lost.length, doubled: doubled.length, corrupt: corrupt.length };
  }
}

/** Where what an edit makes is. */
const tables: Partial<Record<Edit['what'], string>> = {
  category: 'category',
  product: 'product',
  client: 'client',
  picture: 'product_image',
};

/** A team of two on its way through several kills: a far desk that is never killed, and one that is, behind a proxy. */
export class Course {
  readonly proxy: Proxy;
  readonly hub: HubBooks;
  readonly far: TestDesk;
  /** What a desk may do at the hub; of the far one, which may administrate. */
  readonly access: DeskAccess;
  readonly #tally: Tally;
  readonly #folder = tempFolder('memory');
  readonly #plant: string;
  readonly #edits: Edit[] = [];
  readonly #saved = new Map<number, string>();
  readonly #decided = new Set<string>();
  readonly #lines: PostgresTransport[];
  #process: DeskProcess | null = null;
  #code = '';
  #n = 0;
  #hasLeft = false;

  static async open(server: TestServer, tally: Tally, plant = ''): Promise<Course> {
    const lines: PostgresTransport[] = [];
    const workspace = await openWorkspace(server, lines);
    const { deskId, line } = await workspace.desk();
    const far = testDesk({ name: 'Far', transport: line });
    far.service.join(far.context, { deskId, bring: true });
    const proxy = await openProxy(server.address.port);
    const hub = { sql: server.sql, workspaceId: workspace.workspaceId };
    const course = new Course({ proxy, hub, far, access: workspace.access, tally, lines, plant });
    // More than a page of a snapshot, and more than is put into rows at once.
    const on = shelf(far);
    const category = on.category();
    const products = Array.from({ length: 60 }, () => on.product(category));
    for (const [at, id] of products.entries()) on.price(id, 500 + at);
    const file = far.store.makeId();
    on.file(file, createHash('sha256').update(pictures.png).digest('hex'), pictures.png);
    on.image(far.store.makeId(), products[0] ?? '', file);
    await course.meet();
    const { port } = proxy;
    const access = { ...workspace.access, address: { ...workspace.access.address, port } };
    course.#code = (await inviteDesk(access, { minutes: 60 })).code;
    return course;
  }

  private constructor(
    its: Pick<Course, 'proxy' | 'hub' | 'far' | 'access'> & {
      readonly tally: Tally;
      readonly lines: PostgresTransport[];
      readonly plant: string;
    },
  ) {
    ({ proxy: this.proxy, hub: this.hub, far: this.far, access: this.access } = its);
    this.#tally = its.tally;
    this.#lines = its.lines;
    this.#plant = its.plant;
  }

  /** The desk's process. */
  get desk(): DeskProcess {
    if (!this.#process) throw new Error('the desk is not started');
    return this.#process;
  }

  get code(): string {
    return this.#code;
  }

  /** Ids of what the desk has saved, by what it was. */
  saved(what: Edit['what']): string[] {
    return this.#edits.flatMap((edit) => (edit.what === what ? (this.#saved.get(edit.n) ?? []) : []));
  }

  /** Edits with values that nobody else has. */
  edits(...whats: readonly (readonly [Edit['what'], string?])[]): Edit[] {
    const edits = whats.map(([what, id = '']) => ({ n: (this.#n += 1), what, id }));
    this.#edits.push(...edits);
    return edits;
  }

  /** A name that no product had, for an edit of the far desk. */
  newName(): string {
    return textOf((this.#n += 1));
  }

  /** Rounds of the far desk until it has everything. */
  async meet(): Promise<void> {
    for (let turn = 0; turn < 3; turn += 1) {
      const round = await this.far.sync();
      if (round?.problem != null) throw new Error(`the far desk: ${round.problem}`);
    }
  }

  /** Starts the desk. */
  async start(): Promise<void> {
    const input = { folder: this.#folder.path, name: 'Near' };
    this.#process = await DeskProcess.start(
      input,
      (said) => {
        if (said.event === 'saved') this.#saved.set(said.n, said.id);
        if (said.event === 'decided') this.#decided.add(said.parked);
      },
      this.#plant,
    );
  }

  /** The desk goes on until everybody has everything, and both sides are compared with the hub. */
  async compare(): Promise<void> {
    if (this.desk.isJoined) {
      await this.desk.tell({ do: 'settle' });
      await this.meet();
      await this.desk.tell({ do: 'settle' });
    } else await this.meet();
    const found = await examineHub(this.hub, {
      edits: this.desk.isJoined || this.#hasLeft ? this.#edits : [],
      saved: new Set(this.#saved.keys()),
      desks: await this.#desksExpected(),
      decided: this.#decided,
    });
    found.lost.push(...(await examineDesk(this.far.store, 'far', this.hub)));
    await lookInto(this.#folder.path, found, async (store) => {
      if (this.desk.isJoined) found.lost.push(...(await examineDesk(store, 'near', this.hub)));
      // What a person was told is stored is there, whatever became of the team.
      for (const { n, what } of this.#edits) {
        const table = tables[what];
        const id = this.#saved.get(n);
        if (table !== undefined && id !== undefined && !store.db.prepare(`SELECT 1 FROM ${table} WHERE id = ?`).get(id))
          found.lost.push(`near: ${what} ${n} is not there`);
      }
    });
    this.#tally.add(found);
  }

  /** A join that the hub has is one desk, however often it was asked for. */
  async #desksExpected(): Promise<number> {
    if (this.desk.isJoined || this.#hasLeft) return 2;
    const { rows } = await this.hub.sql.query('SELECT 1 FROM reseller_hub.desk WHERE workspace_id = $1', [
      this.hub.workspaceId,
    ]);
    return Math.min(2, rows.length);
  }

  /** Has the desk do something, and die where it is told, or at its end. Answers the points that it came to. */
  async strike(what: string, death: Death, act: () => Promise<Done>): Promise<readonly string[]> {
    const fuse = death === 'at the end' ? { at: '', nth: 0 } : death;
    await this.desk.tell({ do: 'arm', ...fuse });
    const done = await act();
    await this.die(what, done === 'killed' && death !== 'at the end' ? death.at : 'at the end');
    return done === 'killed' ? [] : done.passed;
  }

  /** kill -9. */
  async die(what: string, at: string): Promise<void> {
    await this.desk.kill();
    this.#tally.strike(what, at);
    this.#process = null;
  }

  /** Until the hub's log is longer than `head`. */
  async untilHubHas(head: number): Promise<void> {
    while ((await this.head()) <= head) await wait(3);
  }

  async head(): Promise<number> {
    const { rows } = await this.hub.sql.query<{ head: number }>(
      'SELECT head::float8 AS head FROM reseller_hub.workspace WHERE workspace_id = $1',
      [this.hub.workspaceId],
    );
    return rows[0]?.head ?? 0;
  }

  /** The hub is told of a restore: every desk takes a new copy. */
  newEpoch(): Promise<void> {
    return hubUpkeep(this.access).newEpoch();
  }

  /** From now on the desk is no desk of the team. */
  left(): void {
    this.#hasLeft = true;
  }

  async close(): Promise<void> {
    await this.#process?.kill();
    await Promise.all(this.#lines.map((line) => line.close()));
    this.far.store.db.close();
    await this.proxy.close();
    this.#folder.remove();
  }
}
