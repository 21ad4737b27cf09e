import { Worker } from 'node:worker_threads';
import type { Changed } from '../../preload/api/events.ts';
import type { Envelope } from '../../preload/api/errors.ts';
import type { Caller } from '../core/core.ts';
import type { CoreStart, FromCore, ToCore } from '../core/messages.ts';

/** The main thread's end of core's worker. */
export interface CoreLink {
  call(caller: Caller, channel: string, input: unknown): Promise<Envelope<unknown>>;
  /** Ends core in order: vendor calls under way are awaited, the database is closed. */
  close(): Promise<void>;
}

/** Restarts of a core that died before it is left alone: a fault that comes back at once is not mended by trying. */
const maxRestarts = 3;

/**
 * Starts core in its worker thread (design 1). When the thread dies its waiting calls are answered with
 * `core.stopped`, and core starts again: an operation that was being sent is then `unknown` and gets reconciled.
 */
export function linkCore(options: {
  file: URL;
  start: CoreStart;
  onChanged: (change: Changed) => void;
  onFailed: (failure: Extract<FromCore, { kind: 'failed' }>) => void;
  onError: (error: unknown) => void;
}): CoreLink {
  const waiting = new Map<number, (envelope: Envelope<unknown>) => void>();
  let lastId = 0;
  let restarts = 0;
  let closing: (() => void) | null = null;
  let failed = false;
  let worker = launch();

  function launch(): Worker {
    const started = new Worker(options.file, { workerData: options.start, name: 'core' });
    started.on('message', (message: FromCore) => {
      switch (message.kind) {
        case 'answer':
          waiting.get(message.id)?.(message.envelope);
          waiting.delete(message.id);
          break;
        case 'changed':
          options.onChanged(message.change);
          break;
        case 'failed':
          failed = true;
          options.onFailed(message);
          break;
        case 'closed':
          closing?.();
          break;
        case 'ready':
          break;
      }
    });
    started.on('error', (error) => options.onError(error));
    started.on('exit', () => {
      for (const answer of waiting.values()) answer(stopped);
      waiting.clear();
      if (closing) return closing();
      restarts += 1;
      if (restarts <= maxRestarts) worker = launch();
      else failed = true;
    });
    return started;
  }

  const post = (message: ToCore): void => worker.postMessage(message);

  return {
    call: (caller, channel, input) =>
      new Promise((resolve) => {
        if (failed || closing) return resolve(stopped);
        lastId += 1;
        waiting.set(lastId, resolve);
        post({ kind: 'call', id: lastId, caller, channel, input });
      }),
    close: () =>
      new Promise((resolve) => {
        if (closing) return resolve();
        closing = resolve;
        if (failed) return resolve();
        post({ kind: 'close' });
      }),
  };
}

const stopped: Envelope<never> = {
  ok: false,
  error: { code: 'core.stopped', messageKey: 'error.core.stopped', retry: true, traceId: '' },
};
