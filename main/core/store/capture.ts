import type { Context } from '../kernel/principal.ts';
import type { TableName } from './tables.ts';
import type { Row } from './writer.ts';

/**
 * What turns changes of rows into changes for other desks (design 6). The Writer tells it each change, and it writes
 * what goes out in the same transaction. A desk that never joined a hub has none and pays nothing.
 */
export interface Capture {
  begin(): CaptureSession;
}

export interface CaptureSession {
  /** A row was inserted (`before` null), changed or removed (`after` null). */
  changed(table: TableName, before: Row | null, after: Row | null): void;
  /** Writes what goes out; the rows are as they will be committed. */
  write(context: Context): void;
}
