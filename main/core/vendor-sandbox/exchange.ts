/**
 * What happens to one call between its arrival and its answer, without any network: read, run, store, spell. The HTTP side (`server.ts`) and the
 * vendor without a socket (`in-process.ts`) both go through here, so that they cannot answer differently.
 */
import type { Buffer } from 'node:buffer';
import { dispatch } from './dispatch.ts';
import type { Outcome } from './dispatch.ts';
import type { Answer, DocumentHead } from './document.ts';
import type { Engine } from './engine.ts';
import type { FaultPhase, Hit } from './faults.ts';
import type { SandboxSettings } from './options.ts';
import { onlyShows } from './functions/index.ts';
import { gatewayPage, loginPage, maintenancePage } from './render/html.ts';
import { render } from './render/index.ts';
import { echoableParams } from './request-log.ts';
import type { Params, RequestLogEntry } from './types.ts';
import { languageOf, worded } from './wording.ts';

/** A call as it arrived, whatever carried it. */
export interface Arrival {
  method: string;
  path: string;
  /** Scheme and host that were called, as the head of a document repeats them. */
  host: string;
  params: Params;
  /** The Cookie header, or "". */
  cookie: string;
  remoteAddress: string;
}

/** A whole answer, ready to be sent. */
export interface Response {
  status: number;
  contentType: string;
  body: string | Buffer;
  headers?: Readonly<Record<string, string>>;
}

/** A call that is being answered. */
export interface Exchange {
  readonly arrival: Arrival;
  /** Its entry in the log, filled in as the call goes on. */
  readonly entry: RequestLogEntry;
  readonly head: DocumentHead;
  /** The format of the answer. */
  readonly out: string;
  /** Whose call it claims to be, before anything is checked; null when it does not say. Says which settings and faults apply. */
  readonly caller: string | null;
}

const HTML = 'text/html; charset=UTF-8';

/** What is not an answer to the function: the pages that a browser would get. */
const PAGES: Readonly<Record<Exclude<Outcome['kind'], 'answer'>, Response>> = {
  'login-page': { status: 200, contentType: HTML, body: loginPage() },
  redirect: { status: 302, contentType: HTML, body: '', headers: { location: '/billmgr?func=logon' } },
  maintenance: { status: 503, contentType: HTML, body: maintenancePage() },
  'too-many': {
    status: 429,
    contentType: HTML,
    body: gatewayPage(429, 'Too Many Requests'),
    headers: { 'retry-after': '60' },
  },
};

/** Takes a call in: logs it with its secrets masked. */
export function admit(engine: Engine, arrival: Arrival): Exchange {
  const { method, path, params } = arrival;
  const entry = engine.log.open({ at: engine.now(), method, path, params });
  const caller = engine.gate.claimedBy(params, arrival.cookie);
  const head: DocumentHead = {
    func: entry.func,
    lang: languageOf(params, engine.settings.of(caller)),
    binary: path,
    host: arrival.host,
    echoed: echoableParams(params),
    user: '',
  };
  // The screens of the vendor ask for their JSON by another parameter than all other callers.
  const out = entry.out === '' && params.get('sfrom') === 'ajax' ? 'ajax' : entry.out;
  return { arrival, entry, head, out, caller };
}

/** The answer faults that hit this call in this phase; each uses up one strike and is noted in the log. */
export function struck(engine: Engine, { entry, caller }: Exchange, phase: FaultPhase): Hit {
  const hit = engine.faults.strike({ func: entry.func, caller }, phase);
  entry.faults.push(...hit.kinds);
  return hit;
}

/** Runs the function, stores what it changed, and only then spells the answer. Throws when the disk refuses; then nothing has changed. */
export function perform(engine: Engine, exchange: Exchange): { outcome: Outcome; response: Response } {
  const { arrival, entry, caller } = exchange;
  const now = engine.now();
  engine.settle(now);
  const { random, faults, gate } = engine;
  const { params, remoteAddress } = arrival;
  const { state } = engine.books;
  const settingsOf = (login: string | null): SandboxSettings => engine.settings.of(login);
  const settings = settingsOf(caller);
  const outcome = dispatch(
    { func: entry.func, caller, params, state, now, settings, settingsOf, random, faults, gate, remoteAddress },
    arrival.cookie,
  );
  entry.account = outcome.account;
  // Nearly all calls only show, and looking through thousands of licenses for a change would be most of their work.
  entry.committed = onlyShows(entry.func, params) ? false : engine.books.save();
  return { outcome, response: respond(outcome, exchange, settings) };
}

function respond(outcome: Outcome, { arrival, head, out }: Exchange, settings: SandboxSettings): Response {
  if (outcome.kind !== 'answer') return PAGES[outcome.kind];
  const { answer } = outcome;
  const spoken: Answer =
    answer.kind === 'error' ? { kind: 'error', error: worded(answer.error, arrival.params, settings) } : answer;
  return { status: 200, ...render(spoken, { ...head, user: outcome.account ?? '' }, out, settings.guesses) };
}

/** Notes in the log how the call ended. */
export function note({ entry }: Exchange, outcome: Outcome, faulty: boolean): void {
  const error = outcome.kind === 'answer' && outcome.answer.kind === 'error' ? outcome.answer.error.type : null;
  entry.errorType = error;
  if (faulty) entry.outcome = 'fault';
  else entry.outcome = error === null && outcome.kind === 'answer' ? 'ok' : 'error';
}
