import { lost } from './damage.ts';
import type { Act, Effect, Role } from './rows.ts';
import type { Scenario } from './scenarios.ts';

/** What is to happen to one call. */
export interface Decision {
  /** It changes something at the vendor. */
  readonly isSend: boolean;
  readonly act: Act;
  /** The fault strikes it. */
  readonly hit: boolean;
}

const usual: Act = { reachesMs: 0, lateMs: 0, gives: (answer) => answer ?? lost('ECONNRESET') };
/** The first attempt, where the second one is to meet the fault: lost on its way. */
const gone: Act = { reachesMs: null, lateMs: 0, gives: () => lost('ECONNRESET') };

/** Which calls of a run the fault strikes, and how often it has. */
export class Strikes {
  readonly #effect: Effect;
  readonly #scenario: Scenario;
  #sends = 0;
  #sendHits: number;
  #readHits: number;
  count = 0;

  constructor(effect: Effect, scenario: Scenario) {
    this.#effect = effect;
    this.#scenario = scenario;
    this.#sendHits = effect.sends?.hits ?? 0;
    this.#readHits = effect.reads?.hits ?? 0;
  }

  /** What happens to this call; that it strikes is counted. */
  decide(form: ReadonlyMap<string, string>, role: Role): Decision {
    const isSend = form.get('func') === this.#scenario.func && changes(form);
    if (!isSend) return this.#strikesRead(role) ?? { isSend, act: usual, hit: false };
    this.#sends += 1;
    if (this.#sends === 1 && this.#effect.secondAttempt === true && !this.#scenario.looksFirst)
      return { isSend, act: gone, hit: false };
    if (!this.#effect.sends || this.#sendHits === 0) return { isSend, act: usual, hit: false };
    this.#sendHits -= 1;
    this.count += 1;
    return { isSend, act: this.#effect.sends.act, hit: true };
  }

  /** A call that will not even leave: the fault is of the way to the vendor, and its turn has come. */
  cutsOff(isSend: boolean, role: Role): boolean {
    const cuts = (act: Act | undefined): boolean => act?.reachesMs === null && act.gives(null).kind === 'not_sent';
    if (isSend) return this.#sendHits > 0 && cuts(this.#effect.sends?.act);
    return this.#readHits > 0 && this.#effect.reads?.roles.includes(role) === true && cuts(this.#effect.reads.act);
  }

  /** One such call is over. */
  cutOff(isSend: boolean): void {
    if (isSend) this.#sendHits -= 1;
    else this.#readHits -= 1;
    this.count += 1;
  }

  #strikesRead(role: Role): Decision | undefined {
    if (!this.#effect.reads?.roles.includes(role) || this.#readHits === 0) return undefined;
    this.#readHits -= 1;
    this.count += 1;
    return { isSend: false, act: this.#effect.reads.act, hit: true };
  }
}

/** `soft.edit` and the forms change nothing without `sok`; suspend and resume have none. */
const changes = (form: ReadonlyMap<string, string>): boolean =>
  form.get('sok') === 'ok' || ['soft.suspend', 'soft.resume'].includes(form.get('func') ?? '');
