import { AppError } from '../../../../main/core/kernel/index.ts';
import { owner } from '../world.ts';
import type { Judge } from './judge.ts';
import type { Random } from './random.ts';
import type { Effect, Phase } from './rows.ts';
import type { Scenario, Stage } from './scenarios.ts';
import type { VirtualTime } from './time.ts';

interface PersonDeps {
  readonly cell: { readonly scenario: Scenario; readonly phase: Phase };
  readonly effect: Effect;
  readonly random: Random;
  readonly time: VirtualTime;
  readonly judge: Judge;
  /** Undefined while the application is closed. */
  readonly stage: () => Stage | undefined;
  readonly trace: (line: string) => void;
  /** Something is to be sent that has not been. */
  readonly asked: () => void;
  readonly restart: () => Promise<void>;
}

const minuteMs = 60_000;

/** A member of staff: asks, presses twice, looks in now and then, decides what the console leaves to a person. */
export class Person {
  readonly #deps: PersonDeps;

  constructor(deps: PersonDeps) {
    this.#deps = deps;
  }

  begin(): void {
    const { random, time, cell } = this.#deps;
    if (random.chance(0.3))
      this.#later('test the connection', ({ world, connection }) => world.connections.test(connection, owner));
    this.#ask();
    if (random.chance(0.3)) this.#ask();
    const minutes: readonly (readonly [number, number])[] = [
      [0, 9],
      [12, 20],
      [20, 60],
      [60, 300],
      [300, 1500],
      [2900, 2910],
      ...(cell.phase === 'shown'
        ? ([
            [2920, 2930],
            [2940, 2950],
          ] as const)
        : []),
    ];
    for (const [from, until] of minutes) {
      time.after(random.between(from * minuteMs, until * minuteMs), () => this.#visit());
    }
  }

  #visit(): void {
    const { random, judge, time, effect } = this.#deps;
    const stage = this.#deps.stage();
    if (!stage) {
      time.after(minuteMs, () => this.#visit());
      return;
    }
    const { world } = stage;
    const operation = judge.operations().at(-1);
    if (world.connections.get(stage.connection).credentialsStopped)
      this.#later('test the connection', () => world.connections.test(stage.connection, owner));
    const decided = random.next();
    switch (operation?.state) {
      case 'absent':
        if (decided < 0.7 || effect.secondAttempt === true) this.#retry(operation.id);
        else if (decided < 0.85) this.#now('abandon', () => world.provisioning.abandon(operation.id, owner));
        else this.#later('check', () => world.provisioning.check(operation.id));
        break;
      case 'unknown':
      case 'accepted':
        if (decided < 0.5) this.#later('check', () => world.provisioning.check(operation.id));
        break;
      case 'queued':
        if (decided < 0.1) this.#now('abandon', () => world.provisioning.abandon(operation.id, owner));
        break;
      case 'succeeded':
        this.#later('refresh', () => world.licenses.refresh(stage.contract, owner));
        break;
      default:
        if (decided < 0.5) this.#ask();
    }
    if (random.chance(0.04)) this.#later('restart', () => this.#deps.restart());
  }

  #ask(): void {
    const { judge, cell } = this.#deps;
    const stage = this.#deps.stage();
    if (!stage) return;
    const isOpen = judge.operations().some((operation) => operation.settled_at === null);
    try {
      judge.wanted(cell.scenario.ask(stage));
      this.#deps.trace('asked');
      if (isOpen) judge.object('other', 'asked for twice, and stored twice');
    } catch (error) {
      this.#refused('ask', error);
      return;
    }
    this.#deps.asked();
  }

  #retry(id: string): void {
    const { judge } = this.#deps;
    const stage = this.#deps.stage();
    if (!stage) return;
    this.#now('retry', () => {
      stage.world.provisioning.retry(id, owner);
      judge.wanted(id);
      this.#deps.asked();
    });
  }

  #now(what: string, work: () => unknown): void {
    try {
      work();
      this.#deps.trace(what);
    } catch (error) {
      this.#refused(what, error);
    }
  }

  /** Something that takes time; nobody waits for it. */
  #later(what: string, work: (stage: Stage) => Promise<unknown>): void {
    const stage = this.#deps.stage();
    if (!stage) return;
    this.#deps.trace(what);
    void work(stage).then(
      () => this.#deps.trace(`${what}: done`),
      (error: unknown) => this.#refused(what, error),
    );
  }

  /** The console may say no, in its own words. Anything else is a fault of it, unless it was killed in that moment. */
  #refused(what: string, error: unknown): void {
    const { trace, judge } = this.#deps;
    trace(`${what}: ${error instanceof AppError ? error.code : String(error)}`);
    const killed = error instanceof Error && /database connection is not open/.test(error.message);
    if (!(error instanceof AppError) && !killed) judge.object('other', `${what}: ${String(error)}`);
  }
}
