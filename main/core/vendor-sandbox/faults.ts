import { CORPORA, isCorpus } from './corpora.ts';
import type { CorpusName } from './corpora.ts';

/**
 * Faults: what can go wrong on the way to the vendor, inside it, and on the way back. A fault is data, so tests, the demo and the control port
 * set them the same way.
 */

/**
 * Faults of the answer. Each acts in a phase: `before-commit` (the function has not run; the vendor did nothing) or `after-commit` (it has run and
 * is stored; only the answer suffers).
 * - delay: waits `ms` of real time, then goes on; longer than the caller waits, it is the late success
 * - silence: not a byte, the connection stays open
 * - reset: drops the connection without a byte
 * - reset-headers: half of the head, then a reset
 * - reset-body: announces the whole body, sends half, then a reset
 * - reset-end: all of the answer with no length announced, then a reset in the place of the end
 * - truncate: announces the whole body, sends half, ends the connection
 * - no-end: all of the answer with no length announced, and the connection stays open
 * - stall-headers: the head, then nothing until the caller gives up
 * - stall: announces the whole body, sends half, then nothing until the caller gives up
 * - drip: one byte every `ms` (default 1000)
 * - chunk-error: half of the body in a chunk, then something that is no chunk
 * - extra-bytes: the whole answer, and a second one that nobody asked for behind it
 * - flood: success with `bytes` of padding (default 50 MB)
 * - gzip-bomb: success with so much padding, packed into a few kilobytes
 * - malformed: a complete HTTP answer whose body is cut in half
 * - corpus: a complete HTTP answer with one of the bodies of `corpora.ts`, by name
 * - html-502, html-login, html-maintenance: a page of the web server in front, the sign-in page with status 200, a page of maintenance with status 200
 * - captive-portal: a page of the network in between with `status` (default 200); with `location` a redirect there
 * - redirect: `status` (default 302) to `location`
 * - redirect-chain: `hops` redirects (default 5) through this server to `location`, or without one to a body that looks like success
 * - empty: 200 with no body
 * - wrong-type: the answer under another Content-Type
 * - status: HTTP `status` (default 503) with a page
 * - error: an error document (`errorType`, `errorObject`, `message`)
 * - body: `body` as `contentType` with `status`
 */
export const ANSWER_FAULTS = [
  'delay',
  'silence',
  'reset',
  'reset-headers',
  'reset-body',
  'reset-end',
  'truncate',
  'no-end',
  'stall-headers',
  'stall',
  'drip',
  'chunk-error',
  'extra-bytes',
  'flood',
  'gzip-bomb',
  'malformed',
  'corpus',
  'html-502',
  'html-login',
  'html-maintenance',
  'captive-portal',
  'redirect',
  'redirect-chain',
  'empty',
  'wrong-type',
  'status',
  'error',
  'body',
] as const;

/**
 * Faults of the vendor's own doing; the phase does not matter.
 * - no-id: the order is done, the answer names no license
 * - other-id: the order is done, the answer names another license
 * - wrong-tariff: the license is created on another tariff than the one ordered
 * - wrong-ip: the license is created for another IP than the one ordered
 * - other-price: the order costs another amount than the price list says
 * - charge-twice: the order is charged two times
 * - key-never: the ordered license never gets a key
 * - stuck: the ordered license stays in 5; a suspend, resume, deletion or tariff change never ends
 * - balance: refused for lack of money
 * - duplicate-ip: refused, the IP has a license
 * - page-limit: a list answers at most `rows` rows, whatever was asked
 * - page-shift: between the first page of a list and the next `rows` rows were put in before the first (negative: taken away)
 * - list-late: the ordered license is in `func=soft` only after `ms` of the sandbox's clock
 * - expense-late: the charge of the order is in `func=expense` only after `ms` of the sandbox's clock
 * - ignored: success is answered and nothing is done
 */
export const VENDOR_FAULTS = [
  'no-id',
  'other-id',
  'wrong-tariff',
  'wrong-ip',
  'other-price',
  'charge-twice',
  'key-never',
  'stuck',
  'balance',
  'duplicate-ip',
  'page-limit',
  'page-shift',
  'list-late',
  'expense-late',
  'ignored',
] as const;

export type AnswerFaultKind = (typeof ANSWER_FAULTS)[number];
export type VendorFaultKind = (typeof VENDOR_FAULTS)[number];
export type FaultPhase = 'before-commit' | 'after-commit';

export interface Fault {
  kind: AnswerFaultKind | VendorFaultKind;
  /** Only calls of this function; every function when absent. */
  func?: string;
  /** Only calls in the name of this account (its login); every account when absent. */
  account?: string;
  /** Phase of an answer fault; before-commit when absent. */
  phase?: FaultPhase;
  /** How many calls it hits; all when absent. */
  times?: number;
  /** Milliseconds of delay, drip and list-late. */
  ms?: number;
  /** HTTP status of status, body, redirect, redirect-chain and captive-portal. */
  status?: number;
  /** Target of redirect, redirect-chain and captive-portal. */
  location?: string;
  /** Redirects of redirect-chain. */
  hops?: number;
  /** Size of flood, and of gzip-bomb when it is unpacked. */
  bytes?: number;
  /** Which body of corpus. */
  corpus?: CorpusName;
  /** Further headers of status, body and redirect, for example Retry-After. */
  headers?: Record<string, string>;
  body?: string;
  contentType?: string;
  errorType?: string;
  errorObject?: string;
  message?: string;
  /** Rows of page-limit and page-shift. */
  rows?: number;
}

/** The answer faults that hit one call in one phase: how long to wait first, and what then replaces the normal course. */
export interface Hit {
  delayMs: number;
  terminal: Fault | undefined;
  kinds: string[];
}

/** The call that a fault may hit. */
interface Target {
  func: string;
  /** Whose call it claims to be. */
  caller: string | null;
}

/** The faults that are set, and how often each may still strike. */
export class FaultBook {
  #faults: Fault[] = [];

  set(faults: readonly Fault[]): void {
    this.#faults = faults.map((fault) => ({ ...fault }));
  }

  /** The faults with the strikes that are left. */
  list(): Fault[] {
    return this.#faults.map((fault) => ({ ...fault }));
  }

  /** Uses up one strike of each delay that fits, and of the first other answer fault that fits. */
  strike(call: Target, phase: FaultPhase): Hit {
    const hit: Hit = { delayMs: 0, terminal: undefined, kinds: [] };
    for (const fault of this.#faults) {
      if (!isAnswerFault(fault) || (fault.phase ?? 'before-commit') !== phase || !fits(fault, call)) continue;
      if (fault.kind === 'delay') hit.delayMs += fault.ms ?? 0;
      else if (hit.terminal === undefined) hit.terminal = { ...fault };
      else continue;
      hit.kinds.push(fault.kind);
      use(fault);
    }
    return hit;
  }

  /** Uses up one strike of a vendor fault and returns it; undefined when none is set for this call. */
  takeVendorFault(kind: VendorFaultKind, call: Target): Fault | undefined {
    const fault = this.#faults.find((candidate) => candidate.kind === kind && fits(candidate, call));
    if (!fault) return undefined;
    use(fault);
    return { ...fault };
  }
}

function fits(fault: Fault, { func, caller }: Target): boolean {
  return (
    (fault.times ?? 1) > 0 &&
    (fault.func === undefined || fault.func === func) &&
    (fault.account === undefined || fault.account === caller)
  );
}

function use(fault: Fault): void {
  if (fault.times !== undefined) fault.times -= 1;
}

function isAnswerFault(fault: Fault): boolean {
  return (ANSWER_FAULTS as readonly string[]).includes(fault.kind);
}

const FIELDS: Readonly<Record<keyof Fault, 'string' | 'number' | 'object'>> = {
  kind: 'string',
  func: 'string',
  account: 'string',
  phase: 'string',
  times: 'number',
  ms: 'number',
  status: 'number',
  location: 'string',
  hops: 'number',
  bytes: 'number',
  corpus: 'string',
  headers: 'object',
  body: 'string',
  contentType: 'string',
  errorType: 'string',
  errorObject: 'string',
  message: 'string',
  rows: 'number',
};

/** Checks faults that came in as JSON. Throws a TypeError that names the wrong field, so that a typing error does not become a test that cannot fail. */
export function parseFaults(input: unknown): Fault[] {
  if (!Array.isArray(input)) throw new TypeError('faults: an array is expected');
  return input.map((item: unknown, index) => parseFault(item, `faults[${index}]`));
}

function parseFault(item: unknown, where: string): Fault {
  if (typeof item !== 'object' || item === null) throw new TypeError(`${where}: an object is expected`);
  for (const [name, value] of Object.entries(item)) {
    const type = Object.hasOwn(FIELDS, name) ? FIELDS[name as keyof Fault] : undefined;
    if (type === undefined) throw new TypeError(`${where}.${name}: unknown field`);
    if (typeof value !== type || value === null) throw new TypeError(`${where}.${name}: ${type} expected`);
  }
  const fault = item as Fault;
  if (!([...ANSWER_FAULTS, ...VENDOR_FAULTS] as readonly string[]).includes(fault.kind))
    throw new TypeError(`${where}.kind: unknown kind`);
  if (fault.phase !== undefined && fault.phase !== 'before-commit' && fault.phase !== 'after-commit')
    throw new TypeError(`${where}.phase: unknown phase`);
  if ((fault.kind === 'corpus') !== (fault.corpus !== undefined) || !isCorpus(fault.corpus ?? CORPORA[0]))
    throw new TypeError(`${where}.corpus: unknown corpus`);
  return fault;
}
