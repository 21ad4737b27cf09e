import { z } from 'zod';
import { call, type AreaFunctions } from './contract.ts';
import { Preferences } from './app.ts';
import { CsvWords } from './bulk.ts';
import { maxSlugLength, slugPattern } from './store-link.ts';
import { exportInput } from './catalogue-transfer.ts';
import { DocumentRef } from './documents.ts';
import { ById, Empty, Id, Language } from './values.ts';

/** The longest text that a page can have saved, in characters. */
export const maxFileCharacters = 4_000_000;

const trayWord = z.string().trim().min(1, 'required').max(80, 'too_long');
const fileName = z.string().trim().min(1, 'required').max(80, 'too_long');

/** Calls that are answered by the shell, not by core: what only Electron can do. */
export const windowCalls = {
  /** Opens the client area as this client (X1). */
  openClientArea: call({ right: 'orders.place', input: ById, output: Empty }),
  /** Opens the client area with nobody chosen, for a client to log in or register (spec 78). */
  openEntrance: call({ right: 'app.use', input: Empty, output: Empty }),
  /** Opens the store's preview of a product in a window of its own (spec 33). */
  openStore: call({
    right: 'catalogue.read',
    input: z.strictObject({ slug: z.string().max(maxSlugLength, 'too_long').regex(slugPattern, 'not_slug') }),
    output: Empty,
  }),
  /** Colours of the native title area and background, so that no white flashes. */
  setTheme: call({
    right: 'app.use',
    input: z.strictObject({ theme: z.enum(['light', 'dark', 'system']) }),
    output: Empty,
  }),
  /** What closing the staff window does, and the words of the tray's menu in the language of this desk. */
  setTray: call({
    right: 'app.use',
    input: z.strictObject({
      closing: Preferences.shape.closing,
      words: z.strictObject({ open: trayWord, plan: trayWord, quit: trayWord }),
    }),
    output: Empty,
  }),
  /** Has what the page keeps in its own storage written to the disk now: a killed console loses nothing typed. */
  keepDrafts: call({ right: 'app.use', input: Empty, output: Empty }),
  /** Asks where to, and writes the results of a bulk run there (`bulk.csv`). `saved` false: the person chose no place. */
  saveBulkResults: call({
    right: 'operations.read',
    input: z.strictObject({
      id: Id,
      words: CsvWords,
      fileName,
    }),
    output: z.strictObject({ saved: z.boolean() }),
  }),
  /** Asks for a CSV file and hands it to core (`transfer`). Null: the person chose none. A page never learns its path. */
  openImportFile: call({
    right: 'catalogue.write',
    input: Empty,
    output: z.strictObject({ id: Id.nullable() }),
  }),
  /** Saves the rows that an import refused, with the reasons (`transfer.errorsCsv`). */
  saveImportErrors: call({
    right: 'catalogue.read',
    input: z.strictObject({ id: Id, language: Language, words: CsvWords, fileName }),
    output: z.strictObject({ saved: z.boolean() }),
  }),
  /** Saves a table of products (`transfer.exportCsv`). */
  saveProducts: call({
    right: 'catalogue.read',
    input: z.strictObject({ ...exportInput, fileName }),
    output: z.strictObject({ saved: z.boolean() }),
  }),
  /**
   * Saves a text where the person chooses: main shows the dialog, a page gives the text and a name to suggest. `saved`:
   * false when the person thought better of it. Where it was saved to, no page learns.
   */
  saveFile: call({
    right: 'app.use',
    input: z.strictObject({
      /** No folder, and the one kind of file that there is. */
      name: z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,119}\.csv$/u, 'invalid'),
      text: z.string().max(maxFileCharacters, 'too_long'),
    }),
    output: z.strictObject({ saved: z.boolean() }),
  }),
  /**
   * Asks where to, and writes an invoice, a credit note or a receipt there as a PDF, named by its number. `saved` false: the person
   * chose no place. Errors: `document.*`; then nothing is written.
   */
  saveDocument: call({ right: 'billing.read', input: DocumentRef, output: z.strictObject({ saved: z.boolean() }) }),
  /** Opens the system's dialog for printing with the document. `printed` false: the person closed it. Errors: `document.*`. */
  printDocument: call({ right: 'billing.read', input: DocumentRef, output: z.strictObject({ printed: z.boolean() }) }),
};
export type WindowFunctions = AreaFunctions<typeof windowCalls>;
