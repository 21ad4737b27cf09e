import type { documents, paper } from '../../../preload/api/documents.ts';
import type { Handlers } from '../kernel/index.ts';
import type { DocumentsService } from './service.ts';

/** Binds the verbs of `documents` in `preload/api/documents.ts`. */
export function documentsHandlers(service: DocumentsService): Handlers<typeof documents> {
  return { get: (input) => service.get(input) };
}

/** Binds the verbs of `paper` there: the calls of a window that is printed. */
export function paperHandlers(service: DocumentsService): Handlers<typeof paper> {
  return {
    get: (_input, { principal }) => service.ofPaper(principal),
    // The shell is told by the gate.
    ready: () => ({}),
  };
}
