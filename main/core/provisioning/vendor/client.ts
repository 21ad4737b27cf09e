import type { Clock, Log } from '../../kernel/index.ts';
import { callVendor, type CallTrace } from './call.ts';
import { spacer } from './limiter.ts';
import { post, type Transport } from './transport.ts';
import type { Format } from './tree.ts';
import { buyVerbs, type BuyVerbs } from './verbs/buy.ts';
import type { Call, Caller } from './verbs/caller.ts';
import { changeVerbs, type ChangeVerbs } from './verbs/change.ts';
import { readVerbs, type ReadVerbs } from './verbs/read.ts';

export interface VendorClientOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** One limit for a whole call, milliseconds. */
  readonly timeoutMs?: number;
  /** Longest answer in bytes; of a list, which has all rows in one page. */
  readonly maxBytes?: number;
  readonly maxListBytes?: number;
  readonly format?: Format;
  /** Reads of one connection start at least this far apart (ispmanager-api 8: one a second). */
  readonly minReadIntervalMs?: number;
  /** The same per connection, where a person has set it; asked for before each read. */
  readonly paceOf?: (connectionId: string) => { readonly readIntervalMs: number };
  /** Waits before a read is repeated; as many repeats as entries. Money calls are never repeated. */
  readonly readRetryMs?: readonly number[];
  /** Further certificate authorities, for tests. */
  readonly ca?: string;
  /** What carries the calls; a simulation may stand in for the network. */
  readonly transport?: Transport;
  readonly observe?: (trace: CallTrace) => void;
}

/** The verbs that are used of the vendor's API. None throws for what the vendor or the network does. */
export type VendorClient = ReadVerbs & BuyVerbs & ChangeVerbs;

/** The client, the same for live and sandbox: only the address differs. */
export function createVendorClient(options: VendorClientOptions): VendorClient {
  const { clock, log, format = 'json', readRetryMs = [1000, 3000], minReadIntervalMs = 1000 } = options;
  const { maxBytes = 1_000_000, maxListBytes = 16_000_000 } = options;
  const turn = spacer(clock, (connectionId) => {
    // Whoever keeps the setting may be closing, or have it wrong: a read is late then, never lost or unspaced.
    try {
      const asked = options.paceOf?.(connectionId).readIntervalMs ?? minReadIntervalMs;
      return Number.isFinite(asked) && asked >= 0 ? asked : minReadIntervalMs;
    } catch {
      return minReadIntervalMs;
    }
  });
  const sender =
    (limit: number): Call =>
    (account, func, params, meta) =>
      callVendor(account, func, params, meta.tag, {
        format,
        log,
        transport: options.transport ?? post,
        timeoutMs: options.timeoutMs ?? 60_000,
        maxBytes: limit,
        monotonic: () => clock.monotonic(),
        observe: options.observe,
        ...(options.ca === undefined ? {} : { ca: options.ca }),
      });

  /** A read may be repeated after a failure on the way, never after an answer (design 4.2). */
  const reader =
    (send: Call): Call =>
    async (account, func, params, meta) => {
      for (let attempt = 0; ; attempt += 1) {
        if (!(await turn(account.connectionId, meta.signal)))
          return { kind: 'not_sent', code: 'core.stopped', message: '' };
        const outcome = await send(account, func, params, meta);
        const wait = readRetryMs[attempt];
        if (outcome.kind === 'ok' || outcome.kind === 'refused' || outcome.kind === 'auth') return outcome;
        if (wait === undefined) return outcome;
        await clock.sleep(wait, meta.signal);
        if (meta.signal?.aborted) return outcome;
      }
    };

  const send = sender(maxBytes);
  const caller: Caller = { send, read: reader(send), readList: reader(sender(Math.max(maxBytes, maxListBytes))) };
  return { ...readVerbs(caller), ...buyVerbs(caller), ...changeVerbs(caller) };
}
