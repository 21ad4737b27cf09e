import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads';
import type { Changed } from '../../preload/api/events.ts';
import type { Envelope } from '../../preload/api/errors.ts';
import type { Caller } from '../core/core.ts';
import type { Answer, CoreStart, FromCore, KeychainAnswer, KeychainCall, ToCore } from '../core/messages.ts';

/** The main thread's end of core's worker. */
export interface CoreLink {
  call(caller: Caller, channel: string, input: unknown): Promise<Envelope<unknown>>;
  /** Ends core in order: vendor calls under way are awaited, the database is closed. */
  close(): Promise<void>;
}

/**
 * How long a call may hold the main thread for an answer that is about to come, in milliseconds. Most answers take
 * less; fetching them at once saves the way round Electron's event loop, which costs more than the answer itself.
 */
const answerWaitMs = 0.3;

/** Restarts of a core that died before it is left alone: a fault that comes back at once is not mended by trying. */
const maxRestarts = 3;

/**
 * Starts core in its worker thread (design 1). When the thread dies its waiting calls are answered with
 * `core.stopped`, and core starts again: an operation that was being sent is then `unknown` and gets reconciled.
 */
export function linkCore(options: {
  file: URL;
  start: Omit<CoreStart, 'answers'>;
  /** Makes a call of the OS keychain. Never rejects. */
  keychain: (call: KeychainCall) => Promise<KeychainAnswer>;
  onChanged: (change: Changed) => void;
  onFailed: (failure: Extract<FromCore, { kind: 'failed' }>) => void;
  onError: (error: unknown) => void;
}): CoreLink {
  const waiting = new Map<number, (envelope: Envelope<unknown>) => void>();
  let lastId = 0;
  let restarts = 0;
  let closing: (() => void) | null = null;
  let failed = false;
  const answered = new Int32Array(new SharedArrayBuffer(4));
  let answers: MessagePort;
  let worker = launch();

  function deliver({ id, envelope }: Answer): void {
    waiting.get(id)?.(envelope);
    waiting.delete(id);
  }

  function launch(): Worker {
    const line = new MessageChannel();
    answers = line.port1;
    answers.on('message', deliver);
    const started = new Worker(options.file, {
      workerData: { ...options.start, answers: { port: line.port2, answered } } satisfies CoreStart,
      transferList: [line.port2],
      name: 'core',
    });
    started.on('message', (message: FromCore) => {
      switch (message.kind) {
        case 'changed':
          options.onChanged(message.change);
          break;
        case 'keychain':
          // To the thread that asked: one that was started after it has calls of its own.
          void options
            .keychain(message.call)
            .then((answer) => started.postMessage({ kind: 'keychain', answer } satisfies ToCore));
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
      line.port1.close();
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
        const before = Atomics.load(answered, 0);
        post({ kind: 'call', id: lastId, caller, channel, input });
        // Only when core is idle: behind other work the answer would not come in time.
        if (waiting.size > 1) return;
        Atomics.wait(answered, 0, before, answerWaitMs);
        const ready: { message: Answer } | undefined = receiveMessageOnPort(answers);
        if (ready) deliver(ready.message);
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
