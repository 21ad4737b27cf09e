import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { calmChanges } from './calm-changes.ts';
import { createCore, type Core } from './core.ts';
import { systemClock } from './kernel/index.ts';
import { fileLog } from './log-file.ts';
import type { Answer, CoreStart, FromCore, ToCore } from './messages.ts';
import { StoreOpenError } from './store/index.ts';
import { keychainLine, keytarVault } from './vault/index.ts';

/** Entry of the worker thread in which core runs. */
const port = parentPort;
if (!port) throw new Error('core/index.ts is the entry of a worker thread; the command line is core/cli.ts');
const start = workerData as CoreStart;
const tell = (message: FromCore): void => port.postMessage(message);
const log = fileLog(path.join(start.dataFolder, 'logs'), 'core');
const line = keychainLine((call) => tell({ kind: 'keychain', call }));

let core: Core | undefined;
// Calls that arrive while core opens its database wait for it, in order.
const started = createCore({
  ...start,
  clock: systemClock,
  log,
  vault: keytarVault('Reseller Console', { load: () => Promise.resolve(line.keychain) }),
  onChanged: calmChanges((change) => tell({ kind: 'changed', change }), systemClock),
}).then(
  (created) => {
    core = created;
    tell({ kind: 'ready' });
  },
  (error: unknown) => {
    log.error({ err: error }, 'core could not start');
    tell({
      kind: 'failed',
      code: error instanceof StoreOpenError && error.code === 'workspace.busy' ? 'workspace.busy' : 'internal',
      detail: error instanceof Error ? error.name : 'unknown',
    });
  },
);

port.on('message', (message: ToCore) => {
  // Not behind the start, which may wait for it.
  if (message.kind === 'keychain') {
    line.answered(message.answer);
    return;
  }
  void (async () => {
    await started;
    if (message.kind === 'close') {
      await core?.close();
      tell({ kind: 'closed' });
      start.answers.port.close();
      port.close();
      return;
    }
    if (!core) return;
    const answer: Answer = {
      id: message.id,
      envelope: await core.call(message.caller, message.channel, message.input),
    };
    start.answers.port.postMessage(answer);
    Atomics.add(start.answers.answered, 0, 1);
    Atomics.notify(start.answers.answered, 0);
  })();
});
