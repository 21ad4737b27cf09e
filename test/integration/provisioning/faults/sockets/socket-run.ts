import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Clock, silentLog, systemClock } from '../../../../../main/core/kernel/index.ts';
import {
  createVendorClient,
  type ProvisioningTimings,
  type Transport,
} from '../../../../../main/core/provisioning/index.ts';
import { post } from '../../../../../main/core/provisioning/vendor/transport.ts';
import { startVendorSandbox, type VendorSandbox } from '../../../../../main/core/vendor-sandbox/index.ts';
import { memoryVault } from '../../../../../main/core/vault/index.ts';
import { makeWorld, owner, type World } from '../../world.ts';
import { Judge, type Verdict } from '../judge.ts';
import { type Random, randomOf } from '../random.ts';
import type { Effect, Phase, Role } from '../rows.ts';
import { elsewhere, form, newest, type Stage } from '../scenarios.ts';
import type { Cell, Setting } from '../simulation.ts';
import { Strikes } from '../strikes.ts';
import { type Course, type Front, openFront } from './front.ts';

/** The minute of the product's time-out in real milliseconds; everything else is shortened alike. */
const timeoutMs = 500;
const short = (ms: number): number => Math.round((ms * timeoutMs) / 60_000);
/** The vendor begins so late at most: well within what absence takes. */
const latestMs = 1500;
const earlierMs = 20 * 86_400_000;

const timings: Partial<ProvisioningTimings> = {
  readBackMs: [5, 10, 20, 40, 80, 150, 250, 400],
  slowMs: 500,
  reconcileMs: [120, 500, 1500, 1500],
  backoffMs: [40, 120, 300],
  absentReads: 3,
  absentAfterMs: 4000,
  repeatAfterMs: 500,
  signsHoldMs: 8000,
};

/** Ways that lead nowhere, by the row of the fault: no such name, nobody there, and TLS that cannot be trusted. */
export interface DeadEnds {
  readonly 1: string;
  readonly 2: string;
  readonly 3: readonly string[];
}

/** Plays a cell over real sockets, with the same faults, checks and scenarios as the simulation. */
export async function playOverSockets(
  cell: Cell,
  setting: Setting,
  deadEnds: DeadEnds,
): Promise<Verdict & { readonly struck: number; readonly effect: string }> {
  const random = randomOf(`sockets/${cell.row.number}/${cell.phase}/${cell.scenario.kind}/${cell.seed}`);
  const effect = cell.row.effect(cell.phase, random.fork('effect'));
  // The license was bought some time ago: a charge of today would be taken for a sign of what is asked for now.
  const sandbox = await startVendorSandbox({
    now: () => new Date(Date.now() - earlierMs),
    timing: { processingMs: 0, keyDelayMs: 0 },
  });
  const front = await openFront(sandbox.url);
  const run = new SocketRun({ cell, effect, sandbox, front, random, setting, deadEnds });
  try {
    return { ...(await run.play()), effect: effect.name };
  } finally {
    await run.end();
    await front.close();
    await sandbox.close();
  }
}

interface RunDeps {
  readonly cell: Cell;
  readonly effect: Effect;
  readonly sandbox: VendorSandbox;
  readonly front: Front;
  readonly random: Random;
  readonly setting: Setting;
  readonly deadEnds: DeadEnds;
}

class SocketRun {
  readonly #deps: RunDeps;
  readonly #folder: string;
  readonly #vault = memoryVault();
  readonly #strikes: Strikes;
  readonly #judge: Judge;
  readonly #timers: NodeJS.Timeout[] = [];
  #life: { ended: boolean; readonly world: World } | undefined;
  #stage: Stage | undefined;
  #sent = false;
  #skewMs = 0;
  #momentStruck = 0;

  constructor(deps: RunDeps) {
    this.#deps = deps;
    this.#folder = path.join(deps.setting.folder, randomUUID());
    this.#strikes = new Strikes(deps.effect, deps.cell.scenario);
    this.#judge = new Judge({ cell: deps.cell, effect: deps.effect, stage: () => this.#stageNow() });
  }

  async play(): Promise<Verdict & { readonly struck: number }> {
    const { cell, setting } = this.#deps;
    mkdirSync(this.#folder, { recursive: true });
    copyFileSync(setting.template, path.join(this.#folder, 'console.db'));
    await this.#prepare();
    const stage = this.#stageNow();
    stage.world.provisioning.start();
    this.#judge.wanted(cell.scenario.ask(stage));
    this.#moment('before');
    await this.#until();
    return { ...this.#judge.verdict(), struck: this.#strikes.count + this.#momentStruck };
  }

  async end(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer);
    const life = this.#life;
    if (life && !life.ended) {
      await life.world.provisioning.stop();
      life.ended = true;
      life.world.store.db.close();
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** A person who decides at once what is left to a person, and looks at the license when it is done. */
  async #until(): Promise<void> {
    const { phase } = this.#deps.cell;
    const looks = phase === 'shown' ? 1 + (this.#deps.effect.reads?.hits ?? 0) : 1;
    const until = Date.now() + 60_000;
    for (let looked = 0, held = 0; Date.now() < until;) {
      await wait(25);
      const life = this.#life;
      if (!life || life.ended) continue;
      this.#judge.stored();
      this.#judge.check();
      const operation = this.#judge.operations().at(-1);
      if (!operation) continue;
      const { world } = life;
      if (operation.state === 'absent') {
        world.provisioning.retry(operation.id, owner);
        this.#judge.wanted(operation.id);
        this.#sent = false;
      } else if (operation.settled_at !== null) {
        if (looked >= looks) return;
        looked += 1;
        // A killed console never answers.
        const refresh = world.licenses.refresh(this.#stageNow().contract, owner).catch(() => undefined);
        await Promise.race([refresh, wait(3 * timeoutMs)]);
      } else if (this.#judge.isBeforePerson(operation.id)) {
        // It stays so for a while, or somebody else has to act.
        held += 1;
        if (held * 25 > 3000) return;
      } else if (operation.state !== 'reconciling') held = 0;
    }
  }

  async #prepare(): Promise<void> {
    const { effect, sandbox, cell } = this.#deps;
    const { scenario } = cell;
    const atVendor = (params: ReadonlyMap<string, string>): Promise<unknown> =>
      fetch(sandbox.url, { method: 'POST', body: new URLSearchParams([...params]) }).then((answer) => answer.text());
    for (let n = 1; n <= (effect.crowd ?? 0); n += 1) await atVendor(elsewhere(`198.51.100.${n}`));
    let license;
    if (scenario.before.license !== null) {
      await atVendor(elsewhere('192.0.2.8', scenario.before.pricelist));
      license = newest({ vendor: sandbox });
      if (scenario.before.license === 'suspended') await atVendor(form('soft.suspend', { elid: String(license.id) }));
    }
    sandbox.advance(earlierMs);
    const world = this.#open();
    const connection = (await world.addConnection()).id;
    const contract = world.addContract(connection, { status: scenario.before.contract });
    if (license) {
      const row = world.addLicense(contract, connection, String(license.id));
      if (scenario.before.license === 'suspended')
        world.store.transaction(owner, (writer) => writer.update('license', row, { status: 'suspended' }));
    }
    this.#stage = { vendor: sandbox, world, connection, contract, license };
    sandbox.setFaults(
      (effect.vendor ?? []).map((fault) =>
        fault.ms === undefined ? fault : { ...fault, ms: Math.min(latestMs, short(fault.ms)) },
      ),
    );
    sandbox.configure({
      timing: { processingMs: this.#deps.random.pick([0, 100]), keyDelayMs: this.#deps.random.pick([0, 200]) },
      guesses: (effect.crowd ?? 0) > 0 ? { maxPageSize: 10, deletedRows: 'remove' } : {},
    });
  }

  #open(): World {
    const life = { ended: false };
    const clock = this.#clockOf(life);
    const vendor = createVendorClient({
      clock,
      log: silentLog,
      transport: this.#transportOf(life),
      timeoutMs,
      minReadIntervalMs: 0,
      readRetryMs: [30],
      format: this.#deps.effect.format ?? 'json',
    });
    const world = makeWorld({
      url: this.#deps.sandbox.url,
      folder: this.#folder,
      clock,
      vault: this.#vault,
      vendor,
      timings,
    });
    world.store.db.pragma('synchronous = OFF');
    world.store.onChanged(({ area }) => {
      this.#judge.stored();
      if (area === 'operations' && this.#role() === 'shown') this.#moment('shown');
    });
    this.#life = Object.assign(life, { world });
    return world;
  }

  /** What a killed console waits for never comes. */
  #clockOf(life: { readonly ended: boolean }): Clock {
    const never = new Promise<never>(() => undefined);
    return {
      now: () => new Date(Date.now() + this.#skewMs),
      monotonic: () => systemClock.monotonic(),
      sleep: async (ms, signal) => {
        await systemClock.sleep(ms, signal);
        if (life.ended) await never;
      },
    };
  }

  /** The product's own transport; what is added is where a call is led. */
  #transportOf(life: { readonly ended: boolean }): Transport {
    return async (url, params, tag, options) => {
      const never = new Promise<never>(() => undefined);
      if (life.ended) return never;
      const role = this.#role();
      if (role !== 'shown') this.#moment(role);
      const decision = this.#strikes.decide(params, role);
      const { isSend, act } = decision;
      if (act.reachesMs === null && act.gives(null).kind === 'not_sent') {
        const got = await post(this.#deadEnd(), params, tag, options);
        if (got.kind !== 'not_sent') this.#judge.object('other', `a dead end gave ${got.kind}`);
        return life.ended ? never : got;
      }
      if (isSend) {
        this.#sent = true;
        this.#judge.sent(tag);
      }
      const address = this.#deps.front.addressFor(this.#courseOf(decision, tag, params));
      const got = await post(address, params, tag, options);
      return life.ended ? never : got;
    };
  }

  #courseOf(decision: Course['decision'], tag: string, params: ReadonlyMap<string, string>): Course {
    const { isSend, act, hit } = decision;
    const { sandbox, effect, cell } = this.#deps;
    const charges = (): number => sandbox.ledger().filter(({ kind }) => kind === 'charge').length;
    return {
      decision,
      reachesMs: act.reachesMs === null ? null : Math.min(latestMs, short(act.reachesMs)),
      lateMs: Math.min(3 * timeoutMs, short(act.lateMs)),
      moment: (at) => {
        if (isSend) this.#moment(at);
      },
      atVendor: async (work) => {
        if (hit && params.get('p_num') !== undefined) this.#shift();
        if (!isSend) return work();
        const before = charges();
        const calls = sandbox.requests().length;
        const answer = await work();
        if (
          sandbox
            .requests()
            .slice(calls)
            .some(({ committed }) => committed)
        ) {
          this.#judge.did(tag, charges() - before);
          const license =
            sandbox.licenses().find(({ id }) => String(id) === params.get('elid')) ?? newest({ vendor: sandbox });
          if (effect.mistake === true) sandbox.patchLicense(license.id, cell.scenario.mistake(license));
        }
        return answer;
      },
    };
  }

  /** Between two pages of a list somebody's license goes, so the rows move. */
  #shift(): void {
    const { sandbox, random } = this.#deps;
    const others = sandbox.licenses().filter(({ licname, status }) => licname === 'earlier' && status !== 4);
    if (others.length > 2) sandbox.patchLicense(random.pick(others.slice(1)).id, { status: 4 });
  }

  #deadEnd(): string {
    const { cell, deadEnds, random } = this.#deps;
    switch (cell.row.number) {
      case 1:
        return deadEnds[1];
      case 2:
        return deadEnds[2];
      default:
        return random.pick(deadEnds[3]);
    }
  }

  #moment(phase: Phase): void {
    const { effect, cell } = this.#deps;
    const { moment } = effect;
    if (!moment || phase !== cell.phase || this.#momentStruck > 0 || this.#life?.ended !== false) return;
    this.#momentStruck += 1;
    const strike = (): void => {
      if (moment.kind === 'jump') this.#skewMs += moment.ms;
      else this.#kill(Math.min(500, short(moment.downMs)));
    };
    if (moment.afterMs === 0) strike();
    else this.#timers.push(setTimeout(strike, Math.min(3000, short(moment.afterMs))));
  }

  #kill(downMs: number): void {
    const life = this.#life;
    if (!life || life.ended) return;
    life.ended = true;
    life.world.store.db.close();
    this.#timers.push(
      setTimeout(() => {
        const world = this.#open();
        this.#stage = { ...this.#stageNow(), world };
        this.#judge.stored();
        world.provisioning.start();
      }, downMs),
    );
  }

  #role(): Role {
    const operations = this.#judge.operations();
    if (operations.length > 0 && operations.every(({ settled_at: settledAt }) => settledAt !== null)) return 'shown';
    return this.#sent ? 'stored' : 'before';
  }

  #stageNow(): Stage {
    if (!this.#stage) throw new Error('not prepared');
    return this.#stage;
  }
}
