import type { RawAnswer, Transport } from '../../../../main/core/provisioning/index.ts';
import type { InProcessVendor } from '../../../../main/core/vendor-sandbox/index.ts';
import { lost } from './damage.ts';
import type { Random } from './random.ts';
import type { Effect, Phase, Role } from './rows.ts';
import { address, elsewhere, type Scenario, type Stage } from './scenarios.ts';
import { Strikes } from './strikes.ts';
import type { VirtualTime } from './time.ts';

/** One run of the console: from its start until it is stopped or killed. */
export interface Life {
  ended: boolean;
}

export interface NetworkDeps {
  readonly time: VirtualTime;
  readonly vendor: Stage['vendor'] & Pick<InProcessVendor, 'call'>;
  readonly scenario: Scenario;
  readonly effect: Effect;
  readonly random: Random;
  readonly trace: (line: string) => void;
  /** Something that no call may do. */
  readonly object: (what: string) => void;
  /** Where the operation is now; what it decides is which readings the fault is meant for. */
  readonly role: () => Role;
  readonly moment: (phase: Phase) => void;
  /** A call of an operation that changes something has left: the vendor may get it. */
  readonly sent: (operationId: string) => void;
  /** The vendor has carried it out, and has taken money so many times. */
  readonly did: (operationId: string, charges: number) => void;
}

interface Call {
  readonly form: ReadonlyMap<string, string>;
  /** Of the operation that asks. */
  readonly tag: string;
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

const charges = (vendor: Stage['vendor']): number => vendor.ledger().filter(({ kind }) => kind === 'charge').length;

const timedOut = { kind: 'unknown', code: 'vendor.timeout', message: 'ETIMEDOUT' } as const;
/**
 * What carries the calls in a simulation: it has the vendor at its other end, and gives the console what a socket
 * would give. The network and the vendor go on when the console is killed.
 */
export class Network {
  readonly #deps: NetworkDeps;
  readonly #random: Random;
  readonly #strikes: Strikes;

  constructor(deps: NetworkDeps) {
    this.#deps = deps;
    this.#random = deps.random;
    this.#strikes = new Strikes(deps.effect, deps.scenario);
  }

  /** How many calls the fault has struck. */
  get struck(): number {
    return this.#strikes.count;
  }

  transportOf(life: Life): Transport {
    return (url, form, tag, options) =>
      new Promise((resolve) => {
        if (life.ended) return;
        if (url !== address) this.#deps.object(`a call to ${url}`);
        this.#carry(life, { form, tag, ...options }, (given) => {
          if (!life.ended) resolve(given);
        });
      });
  }

  #carry(life: Life, call: Call, resolve: (given: Awaited<ReturnType<Transport>>) => void): void {
    const { time, trace, moment } = this.#deps;
    const { form, timeoutMs } = call;
    const func = form.get('func') ?? '';
    const role = this.#deps.role();
    const { isSend, act, hit } = this.#strikes.decide(form, role);
    const upMs = this.#random.between(5, 200);
    const downMs = this.#random.between(5, 200);
    trace(`${isSend ? 'send' : `read ${role}`} ${func}${hit ? ' struck' : ''}`);
    if (isSend) {
      const notSent = act.reachesMs === null && act.gives(null).kind === 'not_sent';
      if (!notSent) this.#deps.sent(call.tag);
      moment('request');
    } else if (role !== 'shown') moment(role);
    // Killed with the request on its way: what the system has taken over still goes out, or not.
    if (life.ended && this.#random.chance(0.5)) return;

    let answer: RawAnswer | null = null;
    if (act.reachesMs !== null) {
      time.after(upMs + act.reachesMs, () => {
        if (hit && form.get('p_num') !== undefined) this.#shift();
        answer = this.#atVendor(call, isSend);
        if (isSend) moment('commit');
      });
    }
    const wantedMs = upMs + (act.reachesMs ?? 0) + downMs + act.lateMs;
    const givenMs = Math.min(wantedMs, timeoutMs);
    if (isSend && act.reachesMs !== null && wantedMs <= timeoutMs)
      time.after(wantedMs - downMs / 2, () => moment('response'));
    time.after(givenMs, () => {
      if (life.ended) return;
      const given = act.gives(answer);
      const late = wantedMs > timeoutMs && given.kind !== 'not_sent';
      const long = given.kind === 'answer' && given.body.length > call.maxBytes;
      if (isSend && answer) moment('stored');
      const got = late ? timedOut : long ? lost('the answer is too long') : given;
      trace(`got ${func} ${got.kind === 'answer' ? `${got.status} ${got.body}` : `${got.kind} ${got.message}`}`);
      resolve(got);
    });
  }

  #atVendor({ form, tag }: Call, isSend: boolean): RawAnswer {
    const { vendor, effect, trace } = this.#deps;
    const before = isSend ? charges(vendor) : 0;
    const { status, contentType, body, committed } = vendor.call(address, form);
    if (committed) trace(`vendor did ${form.get('func') ?? ''}`);
    if (isSend && committed) {
      this.#deps.did(tag, charges(vendor) - before);
      const license = vendor.licenses().find(({ id }) => String(id) === form.get('elid')) ?? vendor.licenses().at(-1);
      if (effect.mistake === true && license) vendor.patchLicense(license.id, this.#deps.scenario.mistake(license));
    }
    return { kind: 'answer', status, contentType, body };
  }

  /** Between two pages of a list somebody's license goes and somebody else's comes, so the rows move. */
  #shift(): void {
    const { vendor, trace } = this.#deps;
    const others = vendor.licenses().filter(({ licname, status }) => licname === 'earlier' && status !== 4);
    if (this.#random.chance(0.8) && others.length > 2)
      vendor.patchLicense(this.#random.pick(others.slice(1)).id, { status: 4 });
    if (this.#random.chance(0.5)) vendor.call(address, elsewhere(`198.51.100.${this.#random.between(1, 250)}`));
    trace('pages shift');
  }
}
