import { type FileHandle, open, rm } from 'node:fs/promises';
import path from 'node:path';
import { app, BrowserWindow, dialog, type SaveDialogOptions, type WebContents } from 'electron';
import type { bulk } from '../../preload/api/bulk.ts';
import type { Output, Parsed } from '../../preload/api/contract.ts';
import type { Envelope } from '../../preload/api/errors.ts';
import type { windowCalls } from '../../preload/api/window.ts';
import type { CoreLink } from '../ipc/core-link.ts';
import { refusal, type Sender } from '../ipc/gate.ts';

type Saved = Envelope<{ saved: boolean }>;

const csv = { name: 'CSV', extensions: ['csv'] };
const pdf = { name: 'PDF', extensions: ['pdf'] };

/**
 * Asks the person where to, and writes a file there. A page chooses the name to suggest, never the place, and does not
 * learn it. A part of a file is not left behind. `write` answers with why it could not go on.
 */
async function save(
  sender: WebContents,
  name: string,
  write: (file: FileHandle) => Promise<Extract<Saved, { ok: false }> | undefined>,
  kind = csv,
): Promise<Saved> {
  const options: SaveDialogOptions = {
    defaultPath: path.join(app.getPath('downloads'), name),
    filters: [kind],
  };
  const window = BrowserWindow.fromWebContents(sender);
  const { canceled, filePath } = await (window
    ? dialog.showSaveDialog(window, options)
    : dialog.showSaveDialog(options));
  if (canceled || filePath === '') return { ok: true, value: { saved: false } };
  const refused = await written(filePath, write).catch(() => refusal('file.not_saved'));
  if (refused === undefined) return { ok: true, value: { saved: true } };
  await rm(filePath, { force: true }).catch(() => {});
  return refused;
}

async function written<T>(filePath: string, write: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(filePath, 'w', 0o600);
  try {
    return await write(file);
  } finally {
    await file.close();
  }
}

/** Saves a text of a page. */
export const saveFile = ({ name, text }: Parsed<typeof windowCalls.saveFile>, { contents }: Sender): Promise<Saved> =>
  save(contents, name, async (file) => {
    await file.writeFile(text, 'utf8');
    return undefined;
  });

/** Saves a document that was printed; its number is the name to suggest. */
export const savePdf = (sender: WebContents, number: string, bytes: Uint8Array): Promise<Saved> =>
  save(
    sender,
    `${plainName(number)}.pdf`,
    async (file) => {
      await file.writeFile(bytes);
      return undefined;
    },
    pdf,
  );

/** A name without what a file system takes for something else. */
const plainName = (name: string): string => name.replace(/[^\p{L}\p{N} ._-]/gu, '_');

/** A call of core that hands out a text part by part. */
type InParts = 'bulk.csv' | 'transfer.errorsCsv' | 'transfer.exportCsv';

/** Saves what core hands out, part by part. */
const saveParts =
  (core: Pick<CoreLink, 'call'>, channel: InParts) =>
  ({ fileName, ...asked }: { readonly fileName: string }, { caller, contents }: Sender): Promise<Saved> =>
    save(contents, `${plainName(fileName)}.csv`, async (file) => {
      for (let cursor: string | null = ''; cursor !== null;) {
        const input = { ...asked, ...(cursor === '' ? {} : { cursor }) };
        const answer = (await core.call(caller, channel, input)) as Envelope<Output<typeof bulk.csv>>;
        if (!answer.ok) return answer;
        await file.write(answer.value.text);
        ({ nextCursor: cursor } = answer.value);
      }
      return undefined;
    });

/** Saves the results of a bulk run. */
export const saveBulkResults = (core: Pick<CoreLink, 'call'>) => saveParts(core, 'bulk.csv');
/** Saves the rows that an import refused. */
export const saveImportErrors = (core: Pick<CoreLink, 'call'>) => saveParts(core, 'transfer.errorsCsv');
/** Saves a table of products. */
export const saveProducts = (core: Pick<CoreLink, 'call'>) => saveParts(core, 'transfer.exportCsv');
