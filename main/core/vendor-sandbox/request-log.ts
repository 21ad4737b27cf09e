import type { Params, RequestLogEntry } from './types.ts';

/** Parameters whose values are never stored or echoed. */
const SECRET = new Set(['password', 'auth', 'key', 'qrcode', 'authinfo']);

/** Calls kept in memory; older ones are forgotten so that a sandbox can stay open for weeks. */
const MAX_ENTRIES = 10_000;

/** The calls the sandbox has received, oldest first. It is not part of the state file. */
export class RequestLog {
  #entries: RequestLogEntry[] = [];
  #next = 1;

  /** Adds a call with its secrets masked; the caller fills in the outcome. */
  open(call: { at: number; method: string; path: string; params: Params }): RequestLogEntry {
    const entry: RequestLogEntry = {
      seq: this.#next,
      at: new Date(call.at).toISOString(),
      method: call.method,
      path: call.path,
      func: call.params.get('func') ?? '',
      out: call.params.get('out') ?? '',
      account: null,
      params: maskParams(call.params),
      committed: false,
      outcome: 'pending',
      errorType: null,
      faults: [],
    };
    this.#next += 1;
    this.#entries.push(entry);
    if (this.#entries.length > MAX_ENTRIES) this.#entries.shift();
    return entry;
  }

  /** Copies of the calls after the one of this number, of all by default. */
  list(after = 0): RequestLogEntry[] {
    return structuredClone(this.#entries.filter(({ seq }) => seq > after));
  }
}

function maskParams(params: Params): Record<string, string> {
  const masked = [...params].map(([name, value]) => [name, maskValue(name, value)] as const);
  return Object.fromEntries(masked);
}

function maskValue(name: string, value: string): string {
  if (!SECRET.has(name)) return value;
  // The login helps to read a log; what follows the colon is the password.
  if (name === 'authinfo' && value.includes(':')) return `${value.slice(0, value.indexOf(':'))}:***`;
  return '***';
}

/** The parameters an answer may repeat in `tparams`: all but the secret ones (ispmanager-api 1.2 and 1.5). */
export function echoableParams(params: Params): Map<string, string> {
  return new Map([...params].filter(([name]) => !SECRET.has(name)));
}
