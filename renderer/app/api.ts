import type { ApiError, Envelope } from '../../preload/api/errors.ts';
import type { ClientAreaApi, PaperApi, StaffApi } from '../../preload/api/index.ts';

declare global {
  interface Window {
    /** Put there by the preload of this window. */
    readonly api: unknown;
  }
}

/** The calls of the staff window. */
export const api = window.api as StaffApi;
/** The calls of the client area's window. */
export const clientApi = window.api as ClientAreaApi;
/** The calls of the window that a document is printed from. */
export const paperApi = window.api as PaperApi;

/** A refused call as an exception, for react-query and forms; the data of the refusal is in `error`. */
export class CallError extends Error {
  readonly error: ApiError;
  constructor(error: ApiError) {
    super(error.code);
    this.name = 'CallError';
    this.error = error;
  }
}

/** The value of an answer. @throws CallError when the call was refused */
export async function valueOf<T>(answer: Promise<Envelope<T>>): Promise<T> {
  const envelope = await answer;
  if (envelope.ok) return envelope.value;
  throw new CallError(envelope.error);
}

/**
 * For reads: one that met a core that is being started again (main/ipc/core-link.ts) is asked again, for two seconds.
 * Nothing else is: other refusals are answers, and what acts is for the person to repeat.
 */
export const whileCoreRestarts = {
  retry: (failures: number, error: Error): boolean =>
    error instanceof CallError && error.error.code === 'core.stopped' && failures < 10,
  retryDelay: 200,
};
