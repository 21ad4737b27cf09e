import { writeFile } from 'node:fs/promises';
import { BrowserWindow, dialog, type SaveDialogOptions, type WebContents } from 'electron';
import { FileNotSaved } from '../ipc/gate.ts';

/**
 * Asks the person where to save a text, and saves it there. A page has chosen the text and a name to suggest (checked by
 * its schema), never the place. @throws FileNotSaved
 */
export async function saveFile(
  { name, text }: { name: string; text: string },
  sender: WebContents,
): Promise<{ saved: boolean }> {
  const options: SaveDialogOptions = { defaultPath: name, filters: [{ name: 'CSV', extensions: ['csv'] }] };
  const window = BrowserWindow.fromWebContents(sender);
  const { canceled, filePath } = await (window
    ? dialog.showSaveDialog(window, options)
    : dialog.showSaveDialog(options));
  if (canceled || filePath === '') return { saved: false };
  try {
    await writeFile(filePath, text, 'utf8');
  } catch (error) {
    throw new FileNotSaved(undefined, { cause: error });
  }
  return { saved: true };
}
