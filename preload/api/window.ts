import { z } from 'zod';
import { call, type AreaFunctions } from './contract.ts';
import { ById, Empty } from './values.ts';

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
};
export type WindowFunctions = AreaFunctions<typeof windowCalls>;
