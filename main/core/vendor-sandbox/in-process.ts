import { Engine } from './engine.ts';
import { admit, note, perform, struck } from './exchange.ts';
import type { Exchange, Response } from './exchange.ts';
import type { Fault } from './faults.ts';
import { handleOf } from './handle.ts';
import type { SandboxHandle } from './handle.ts';
import type { VendorSandboxOptions } from './options.ts';
import { hollowSuccess, needsWire, spoil } from './spoil.ts';

/** What a call without a socket comes to. */
export interface InProcessAnswer {
  status: number;
  contentType: string;
  headers: Readonly<Record<string, string>>;
  /** The bytes read as UTF-8. */
  body: string;
  /**
   * A fault that was set and only a socket can show (reset, truncate, stall, drip and their kin): the caller acts it out. The fields above are then the
   * answer as it would have been. null: the answer arrives whole.
   */
  wireFault: Fault | null;
  /** Milliseconds of the delay faults. Nothing waits here; the caller's clock may. */
  delayMs: { before: number; after: number };
  /** Whether the call changed the vendor's books. */
  committed: boolean;
}

/** A vendor without a socket, a timer or a promise: the same options, calls and clock give the same answers, byte by byte. */
export interface InProcessVendor extends SandboxHandle {
  /** Answers one form posted to `url` (its query counts as well) and stores what it changed, before it returns. Throws when the disk refuses. */
  call: (url: string, form: ReadonlyMap<string, string>) => InProcessAnswer;
}

/**
 * The sandbox inside the caller: functions, books, guesses and faults are those of `startVendorSandbox`, without HTTP. Deterministic when `now` and
 * `random` are given. Throws when the state file cannot be read or replaced.
 */
export function inProcessVendor(options: Omit<VendorSandboxOptions, 'port'> = {}): InProcessVendor {
  const engine = new Engine(options);
  return { ...handleOf(engine), call: (url, form) => answer(engine, url, form) };
}

function answer(engine: Engine, url: string, form: ReadonlyMap<string, string>): InProcessAnswer {
  const target = new URL(url);
  const exchange = admit(engine, {
    method: 'POST',
    path: target.pathname,
    host: target.origin,
    params: new Map([...target.searchParams, ...form]),
    cookie: '',
    remoteAddress: '127.0.0.1',
  });
  const { entry } = exchange;
  try {
    const before = struck(engine, exchange, 'before-commit');
    if (before.terminal) {
      entry.outcome = 'fault';
      const delayMs = { before: before.delayMs, after: 0 };
      return spoiled(engine, exchange, before.terminal, hollowSuccess(engine, exchange), delayMs);
    }
    const { outcome, response } = perform(engine, exchange);
    const after = struck(engine, exchange, 'after-commit');
    note(exchange, outcome, after.terminal !== undefined);
    const delayMs = { before: before.delayMs, after: after.delayMs };
    if (after.terminal) return spoiled(engine, exchange, after.terminal, response, delayMs);
    return { ...whole(response), wireFault: null, delayMs, committed: entry.committed };
  } catch (error) {
    entry.outcome = 'fault';
    throw error;
  }
}

function spoiled(
  engine: Engine,
  exchange: Exchange,
  fault: Fault,
  response: Response,
  delayMs: InProcessAnswer['delayMs'],
): InProcessAnswer {
  const { committed } = exchange.entry;
  if (needsWire(fault)) return { ...whole(response), wireFault: fault, delayMs, committed };
  return { ...whole(spoil(engine, exchange, fault, response)), wireFault: null, delayMs, committed };
}

function whole({ status, contentType, headers = {}, body }: Response) {
  return { status, contentType, headers, body: body.toString() };
}
