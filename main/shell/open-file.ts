import { open } from 'node:fs/promises';
import path from 'node:path';
import { app, BrowserWindow, dialog, type OpenDialogOptions } from 'electron';
import type { transfer } from '../../preload/api/catalogue-transfer.ts';
import type { Output } from '../../preload/api/contract.ts';
import type { Envelope } from '../../preload/api/errors.ts';
import type { CoreLink } from '../ipc/core-link.ts';
import { refusal, type Sender } from '../ipc/gate.ts';

/** Bytes that core gets at a time: a multiple of three, so that each part is base64 of its own. */
const partBytes = 768 * 1024;

type Opened = Envelope<{ id: string | null }>;

/**
 * Asks the person for a CSV file and hands its bytes to core part by part, so that neither a page nor the gate sees a file of any size.
 * Answers with the import that core read; a page never learns where the file is.
 */
export const openImportFile =
  (core: Pick<CoreLink, 'call'>) =>
  async (_input: object, { caller, contents }: Sender): Promise<Opened> => {
    const options: OpenDialogOptions = {
      defaultPath: app.getPath('documents'),
      properties: ['openFile'],
      filters: [
        { name: 'CSV', extensions: ['csv', 'tsv', 'txt'] },
        { name: '*', extensions: ['*'] },
      ],
    };
    const window = BrowserWindow.fromWebContents(contents);
    const { canceled, filePaths } = await (window
      ? dialog.showOpenDialog(window, options)
      : dialog.showOpenDialog(options));
    const [filePath] = filePaths;
    if (canceled || filePath === undefined) return { ok: true, value: { id: null } };
    const call = <T>(verb: string, input: unknown): Promise<Envelope<T>> =>
      core.call(caller, `transfer.${verb}`, input) as Promise<Envelope<T>>;
    return handOver(filePath, call).catch(() => refusal('file.not_opened'));
  };

async function handOver(
  filePath: string,
  call: <T>(verb: string, input: unknown) => Promise<Envelope<T>>,
): Promise<Opened> {
  const file = await open(filePath, 'r');
  try {
    const { size } = await file.stat();
    if (size === 0) return refusal('transfer.no_rows');
    const begun = await call<{ id: string }>('begin', { fileName: path.basename(filePath).slice(0, 200), size });
    if (!begun.ok) return begun.error.fields?.['size'] ? refusal('transfer.too_large') : begun;
    const { id } = begun.value;
    const bytes = Buffer.allocUnsafe(partBytes);
    for (let position = 0, at = 0; at < size; position += 1) {
      // A file that became shorter meanwhile ends the loop: core finds that it is incomplete.
      const { bytesRead } = await file.read(bytes, 0, partBytes, at);
      if (bytesRead === 0) break;
      const base64 = bytes.toString('base64', 0, bytesRead);
      const added = await call('addPart', { id, position, base64 });
      if (!added.ok) return added;
      at += bytesRead;
    }
    const read = await call<Output<typeof transfer.read>>('read', { id });
    return read.ok ? { ok: true, value: { id } } : read;
  } finally {
    await file.close();
  }
}
