import { open, rm } from 'node:fs/promises';
import path from 'node:path';
import { app, dialog } from 'electron';
import type { Output, Parsed } from '../../preload/api/contract.ts';
import type { bulk } from '../../preload/api/bulk.ts';
import type { Envelope } from '../../preload/api/errors.ts';
import type { windowCalls } from '../../preload/api/window.ts';
import type { Caller } from '../core/core.ts';
import type { CoreLink } from '../ipc/core-link.ts';
import { refusal } from '../ipc/gate.ts';

export type SaveInput = Parsed<typeof windowCalls.saveBulkResults>;

/** Asks where to and writes the results of a bulk run there, part by part as core hands them out. A part of a file is not left behind. */
export async function saveBulkResults(
  core: Pick<CoreLink, 'call'>,
  caller: Caller,
  { id, words, fileName }: SaveInput,
): Promise<Envelope<Output<typeof windowCalls.saveBulkResults>>> {
  // A name only: the folder is the person's choice.
  const name = fileName.replace(/[^\p{L}\p{N} ._-]/gu, '_');
  const { canceled, filePath } = await dialog.showSaveDialog({
    defaultPath: path.join(app.getPath('downloads'), `${name}.csv`),
    filters: [{ name: 'CSV', extensions: ['csv'] }],
  });
  if (canceled || filePath === '') return { ok: true, value: { saved: false } };
  try {
    const file = await open(filePath, 'w', 0o600);
    try {
      for (let cursor: string | null = ''; cursor !== null;) {
        const input = { id, words, ...(cursor === '' ? {} : { cursor }) };
        const answer = (await core.call(caller, 'bulk.csv', input)) as Envelope<Output<typeof bulk.csv>>;
        if (!answer.ok) {
          await rm(filePath, { force: true });
          return answer;
        }
        await file.write(answer.value.text);
        ({ nextCursor: cursor } = answer.value);
      }
    } finally {
      await file.close();
    }
    return { ok: true, value: { saved: true } };
  } catch {
    await rm(filePath, { force: true }).catch(() => {});
    return refusal('window.not_written');
  }
}
