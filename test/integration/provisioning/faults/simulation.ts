import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { v7 } from 'uuid';
import type { OperationState } from '../../../../preload/api/operations.ts';
import { type Clock, type MakeId, silentLog } from '../../../../main/core/kernel/index.ts';
import { createVendorClient, defaultTimings } from '../../../../main/core/provisioning/index.ts';
import {
  defaultTariffs,
  inProcessVendor,
  type InProcessVendor,
  type SandboxChanges,
} from '../../../../main/core/vendor-sandbox/index.ts';
import { memoryVault } from '../../../../main/core/vault/index.ts';
import { makeWorld, owner, type World } from '../world.ts';
import { Judge, type Verdict } from './judge.ts';
import { type Life, Network } from './network.ts';
import { Person } from './person.ts';
import type { Bug } from './plants.ts';
import { type Random, randomOf } from './random.ts';
import type { Effect, FaultRow, Phase, Role } from './rows.ts';
import { address, elsewhere, form, newest, type Scenario, type Stage } from './scenarios.ts';
import { type LifeClock, turn, VirtualTime } from './time.ts';

/** One cell of the matrix with a seed: the same ones give the same run, to the byte. */
export interface Cell {
  readonly row: FaultRow;
  readonly phase: Phase;
  readonly scenario: Scenario;
  readonly seed: number;
}

export interface Setting {
  /** A migrated, empty database. */
  readonly template: string;
  /** Where each run may have a folder of its own. */
  readonly folder: string;
  /** A bug for the test of the tests, anew for each run of the console. */
  readonly plant?: () => Bug;
}

export interface Run extends Verdict {
  /** SHA-256 over all that happened and all that is stored at the end. */
  readonly hash: string;
  readonly effect: string;
  /** Calls that the fault struck, and moments in which it did. */
  readonly struck: number;
  readonly states: readonly OperationState[];
  readonly trace: readonly string[];
}

const hourMs = 3_600_000;
const daysMs = 72 * hourMs;
const slowMs = 2 * hourMs;
const mostSteps = 20_000;

/** Plays one cell. */
export async function simulate(cell: Cell, setting: Setting): Promise<Run> {
  const simulation = new Simulation(cell, setting);
  try {
    return await simulation.play();
  } finally {
    simulation.end();
  }
}

class Simulation {
  readonly #cell: Cell;
  readonly #setting: Setting;
  readonly #folder: string;
  readonly #random: Random;
  readonly #effect: Effect;
  readonly #format: 'json' | 'bjson' | 'xml';
  readonly #time: VirtualTime;
  readonly #vendor: InProcessVendor;
  /** How long ago the license was bought that is there before. */
  readonly #boughtMs: number;
  readonly #vault = memoryVault();
  readonly #network: Network;
  readonly #judge: Judge;
  readonly #person: Person;
  readonly #trace: string[] = [];
  #life: (Life & { readonly clock: LifeClock; readonly world: World }) | undefined;
  #stage: Stage | undefined;
  #sent = false;
  #momentStruck = 0;
  #changed = true;

  constructor(cell: Cell, setting: Setting) {
    this.#cell = cell;
    this.#setting = setting;
    const name = `${cell.row.number}/${cell.phase}/${cell.scenario.kind}/${cell.seed}`;
    this.#folder = path.join(setting.folder, name.replaceAll('/', '-'));
    this.#random = randomOf(name);
    this.#effect = cell.row.effect(cell.phase, this.#random.fork('effect'));
    this.#format = this.#effect.format ?? this.#random.pick(['json', 'json', 'bjson']);
    const minutes = this.#random.between(0, 600);
    this.#time = new VirtualTime(
      this.#effect.start ?? new Date(Date.parse('2026-03-10T08:00:00.000Z') + minutes * 60_000).toISOString(),
    );
    // A license that was bought today has a charge of today, which may look like the charge for what is asked for now.
    this.#boughtMs = this.#random.pick([0, 20 * 24 * hourMs]);
    const vendorRandom = this.#random.fork('vendor');
    this.#vendor = inProcessVendor({
      now: () => new Date(this.#time.now().getTime() - this.#boughtMs),
      random: () => vendorRandom.next(),
      timing: { processingMs: 0, keyDelayMs: 0 },
    });
    this.#network = new Network({
      time: this.#time,
      vendor: this.#vendor,
      scenario: cell.scenario,
      effect: this.#effect,
      random: this.#random.fork('network'),
      trace: (line) => this.#note(line),
      object: (what) => this.#judge.object('other', what),
      role: () => this.#role(),
      moment: (phase) => this.#moment(phase),
      sent: (id) => {
        this.#sent = true;
        this.#judge.sent(id);
      },
      did: (id, charges) => this.#judge.did(id, charges),
    });
    this.#judge = new Judge({ cell, effect: this.#effect, stage: () => this.#stageNow() });
    this.#person = new Person({
      cell,
      effect: this.#effect,
      random: this.#random.fork('person'),
      time: this.#time,
      judge: this.#judge,
      stage: () => (this.#life && !this.#life.ended ? this.#stageNow() : undefined),
      trace: (line) => this.#note(line),
      asked: () => {
        this.#sent = false;
        // Half of the faults before the sending strike at once, the others while the vendor is read.
        if (!this.#cell.scenario.looksFirst || this.#random.chance(0.5)) this.#moment('before');
      },
      restart: () => this.#restart(),
    });
  }

  async play(): Promise<Run> {
    mkdirSync(this.#folder, { recursive: true });
    copyFileSync(this.#setting.template, path.join(this.#folder, 'console.db'));
    await this.#prepare();
    this.#person.begin();
    await turn();
    this.#check();
    let steps = 0;
    while (await this.#time.step(this.#dueMs(), daysMs)) {
      this.#check();
      steps += 1;
      // Three days with the vendor in reach need some hundreds; a console that asks without a pause needs no end.
      if (steps < mostSteps) continue;
      this.#judge.object('other', 'does not come to rest');
      break;
    }
    if (!this.#life || this.#life.ended) throw new Error('the console is not running at the end');
    const verdict = this.#judge.verdict();
    const states = this.#judge.operations().map(({ state }) => state);
    return {
      ...verdict,
      hash: this.#hash(),
      effect: this.#effect.name,
      struck: this.#network.struck + this.#momentStruck,
      states,
      trace: this.#trace,
    };
  }

  /** Removes what the run left. */
  end(): void {
    this.#kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #prepare(): Promise<void> {
    const { scenario } = this.#cell;
    const world = this.#open();
    const connection = (await world.addConnection()).id;
    const contract = world.addContract(connection, { status: scenario.before.contract });
    const crowd = this.#effect.crowd ?? 0;
    for (let n = 1; n <= crowd; n += 1) this.#vendor.call(address, elsewhere(`198.51.100.${n}`));
    let license;
    if (scenario.before.license !== null) {
      this.#vendor.call(address, elsewhere('192.0.2.8', scenario.before.pricelist));
      license = newest({ vendor: this.#vendor });
      const row = world.addLicense(contract, connection, String(license.id));
      if (scenario.before.license === 'suspended') {
        this.#vendor.call(address, form('soft.suspend', { elid: String(license.id) }));
        world.store.transaction(owner, (writer) => writer.update('license', row, { status: 'suspended' }));
      }
    }
    this.#stage = { vendor: this.#vendor, world, connection, contract, license };
    // Half of the accounts have told their prices, so that what waited is checked against them before it is sent.
    if (this.#random.chance(0.5))
      world.store.transaction(owner, (writer) => world.connections.keepPrices(writer, connection, prices));
    this.#vendor.advance(this.#boughtMs);
    this.#vendor.setFaults(this.#effect.vendor ?? []);
    this.#vendor.configure(this.#habits(crowd));
    world.provisioning.start();
  }

  /** What vendors differ in: how fast they are, and how they answer where nothing is documented. */
  #habits(crowd: number): SandboxChanges {
    const random = this.#random.fork('habits');
    return {
      timing: {
        orderedMs: random.pick([0, 0, 2000]),
        processingMs: random.pick([0, 300, 20_000, 240_000]),
        keyDelayMs: random.pick([0, 300, 90_000]),
        operationMs: random.pick([0, 0, 700, 15_000]),
      },
      guesses: {
        deletedRows: crowd > 0 ? 'remove' : random.pick(['keep', 'remove']),
        maxPageSize: crowd > 0 ? 10 : 0,
        // An empty list that says neither of what it is nor how long is no list to anybody.
        sendsTotal: this.#format === 'bjson' || random.chance(0.8),
        singleRowAsObject: random.chance(0.5),
        emptyListAbsent: random.chance(0.5),
        emptyValue: random.pick(['empty-text', 'empty-object']),
        keyOnSuspend: random.pick(['keep', 'clear']),
        keyOnResume: random.pick(['keep', 'new']),
        ledgerTimes: random.chance(0.3),
        remoteidReturned: random.chance(0.3),
        monthlyKeyLimit: random.chance(0.5),
        omittedFields: random.pick(['keep', 'clear']),
        autoprolongText: random.chance(0.2),
        missingFunctions: random.chance(0.2) ? ['expense'] : [],
        ...this.#effect.habits,
      },
    };
  }

  #open(): World {
    const clock = this.#time.life();
    const life: Life = { ended: false };
    const honest = createVendorClient({
      clock,
      log: silentLog,
      transport: this.#network.transportOf(life),
      format: this.#format,
    });
    const bug = this.#setting.plant?.() ?? {};
    const world: World = makeWorld({
      url: address,
      folder: this.#folder,
      clock,
      vault: this.#vault,
      makeId: idsOf(clock, this.#random),
      vendor: bug.client?.(honest) ?? honest,
      ...(bug.store ? { wrapStore: (store) => bug.store?.(store) ?? store } : {}),
      // The waits of the product, but for the one that goes on for ever: it would only cost time here.
      timings: { ...defaultTimings, slowMs },
    });
    // Nothing cuts the power here (kill/ does), so waiting for the disk would prove nothing.
    world.store.db.pragma('synchronous = OFF');
    world.store.onChanged(({ area }) => {
      this.#changed = true;
      this.#judge.stored();
      if (area === 'operations' && this.#role() === 'shown') this.#moment('shown');
    });
    this.#life = Object.assign(life, { clock, world });
    return world;
  }

  /** As `kill -9`: what is stored is stored, and nothing that was waited for ever comes. */
  #kill(): void {
    const life = this.#life;
    if (!life || life.ended) return;
    life.ended = true;
    life.clock.end();
    life.world.store.db.close();
  }

  #reopen(): void {
    const stage = this.#stage;
    if (!stage) throw new Error('nothing to open again');
    const world = this.#open();
    this.#stage = { ...stage, world };
    this.#changed = true;
    this.#judge.stored();
    this.#note('started');
    world.provisioning.start();
  }

  /** As a person closes and opens the application: calls on their way are waited for. */
  async #restart(): Promise<void> {
    const life = this.#life;
    if (!life || life.ended) return;
    await life.world.provisioning.stop();
    if (life.ended) return;
    this.#kill();
    this.#reopen();
  }

  #moment(phase: Phase): void {
    const { moment } = this.#effect;
    if (!moment || phase !== this.#cell.phase || this.#momentStruck > 0 || this.#life?.ended !== false) return;
    this.#momentStruck += 1;
    const strike = (): void => {
      if (moment.kind === 'jump') this.#jump(moment.ms, moment.stays === true);
      else this.#strikeDead(moment.downMs);
    };
    if (moment.afterMs === 0) strike();
    else this.#time.after(moment.afterMs, strike);
    if (moment.kind === 'kill' && this.#random.chance(0.5))
      this.#time.after(moment.afterMs + moment.downMs + this.#random.between(10, 1_200_000), () =>
        this.#strikeDead(5000),
      );
  }

  #jump(ms: number, stays: boolean): void {
    this.#time.skewMs += ms;
    this.#note(`clock jumps by ${ms} ms`);
    if (ms === 0 || stays || this.#random.chance(0.5)) return;
    this.#time.after(this.#random.between(1000, 8 * hourMs), () => {
      this.#time.skewMs = 0;
      this.#note('clock is right again');
    });
  }

  #strikeDead(downMs: number): void {
    if (this.#life?.ended !== false) return;
    this.#note('killed');
    this.#kill();
    this.#time.after(downMs, () => this.#reopen());
  }

  #role(): Role {
    const open = this.#judge.operations().some(({ settled_at: settledAt }) => settledAt === null);
    if (!open && this.#judge.operations().length > 0) return 'shown';
    return this.#sent ? 'stored' : 'before';
  }

  #stageNow(): Stage {
    if (!this.#stage) throw new Error('not prepared');
    return this.#stage;
  }

  /** When the console's loop has something to do, as it would find out itself within a minute. */
  #dueMs(): number | null {
    const life = this.#life;
    if (!life || life.ended) return null;
    const at = this.#judge.nextDue();
    if (at === null) return null;
    const dueMs = this.#time.fromWall(at);
    // The loop looks at least once a minute, and may see that a plan is of a clock that was wrong.
    return dueMs - this.#time.nowMs > slowMs ? this.#time.nowMs : dueMs;
  }

  #check(): void {
    if (!this.#changed || this.#life?.ended !== false) return;
    this.#changed = false;
    this.#judge.check();
  }

  #note(line: string): void {
    this.#trace.push(`${this.#time.nowMs} ${line}`);
  }

  #hash(): string {
    const hash = createHash('sha256');
    for (const line of this.#trace) hash.update(`${line}\n`);
    hash.update(this.#judge.rest());
    return hash.digest('hex');
  }
}

const prices = defaultTariffs.flatMap(({ id, name, prices }) =>
  Object.entries(prices).map(([period, amountMinor]) => ({
    pricelist: id,
    addon: '',
    name,
    period: Number(period),
    price: { amountMinor, currency: 'EUR' },
  })),
);

/** Ids as the product makes them (kernel/ids.ts), but from the seed. */
function idsOf(clock: Clock, random: Random): MakeId {
  let lastMs = 0;
  let seq = 0;
  return () => {
    const ms = Math.max(clock.now().getTime(), lastMs);
    seq = ms === lastMs ? seq + 1 : 0;
    lastMs = ms;
    return v7({ msecs: ms, seq, random: random.bytes(16) });
  };
}
