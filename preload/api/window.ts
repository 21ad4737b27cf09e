import { z } from 'zod';
import { call, type AreaFunctions } from './contract.ts';
import { CsvWords } from './bulk.ts';
import { ById, Empty, Id } from './values.ts';

/** Calls that are answered by the shell, not by core: what only Electron can do. */
export const windowCalls = {
  /** Opens the client area as this client (X1). */
  openClientArea: call({ right: 'orders.place', input: ById, output: Empty }),
  /** Colours of the native title area and background, so that no white flashes. */
  setTheme: call({
    right: 'app.use',
    input: z.strictObject({ theme: z.enum(['light', 'dark', 'system']) }),
    output: Empty,
  }),
  /** Asks where to, and writes the results of a bulk run there (`bulk.csv`). `saved` false: the person chose no place. */
  saveBulkResults: call({
    right: 'operations.read',
    input: z.strictObject({
      id: Id,
      words: CsvWords,
      fileName: z.string().trim().min(1, 'required').max(80, 'too_long'),
    }),
    output: z.strictObject({ saved: z.boolean() }),
  }),
};
export type WindowFunctions = AreaFunctions<typeof windowCalls>;
