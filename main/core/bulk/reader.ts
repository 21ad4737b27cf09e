import type { ErrorCode } from '../../../preload/api/errors.ts';
import { AppError } from '../kernel/index.ts';
import type { LicensesService } from '../licenses/index.ts';
import type { Row, Store } from '../store/index.ts';
import { contextOf } from './context.ts';
import type { ReadingAction } from './rules.ts';
import { type StoredRun, type WaitingAccount, waitingRows } from './store.ts';

export interface ReaderDeps {
  readonly store: Store;
  readonly licenses: Pick<LicensesService, 'refresh' | 'syncQuantities'>;
  /** The account could be asked, or (with the reason) it could not. */
  readonly onAnswered: (connectionId: string, why: ErrorCode | null) => void;
}

/** Does the rows of runs that only read. A row that was being read when the console stopped is read again: it costs nothing. */
export class Reader {
  readonly #deps: ReaderDeps;
  /** Rows that are being read now, with their account. */
  readonly #reading = new Map<string, string>();

  constructor(deps: ReaderDeps) {
    this.#deps = deps;
  }

  get isQuiet(): boolean {
    return this.#reading.size === 0;
  }

  /** Starts reading rows of an account, as many side by side as it bears. */
  read(run: StoredRun, action: ReadingAction, account: WaitingAccount): void {
    const underWay = [...this.#reading.values()].filter((connectionId) => connectionId === account.id).length;
    const free = account.parallel - underWay;
    if (free <= 0) return;
    const limit = account.parallel + underWay;
    const next = waitingRows(this.#deps.store, { runId: run.id, connectionId: account.id, limit })
      .filter((row) => !this.#reading.has(row.id))
      .slice(0, free);
    for (const row of next) {
      this.#reading.set(row.id, account.id);
      void this.#readRow(run, action, row.contract_product_id)
        .then((patch) => {
          this.#note(run, row.id, patch);
          return null;
        })
        .catch((error: unknown) => codeOf(error))
        .then((why) => {
          this.#reading.delete(row.id);
          this.#deps.onAnswered(account.id, why);
        });
    }
  }

  /** What the row came to. Rejects where the account could not be asked. */
  async #readRow(run: StoredRun, action: ReadingAction, contractProductId: string): Promise<Row> {
    const { licenses } = this.#deps;
    try {
      if (action === 'usage') {
        await licenses.refresh(contractProductId, contextOf(run));
        return { state: 'done' };
      }
      const { before, after } = await licenses.syncQuantities(contractProductId, {}, contextOf(run));
      return { state: 'done', found_before: before, found_after: after };
    } catch (error) {
      if (!(error instanceof AppError) || !isAboutRow(error.code)) throw error;
      const message = error.params?.['message'];
      return { state: 'refused', code: error.code, message: message === undefined ? null : String(message) };
    }
  }

  #note(run: StoredRun, rowId: string, patch: Row): void {
    const { store } = this.#deps;
    store.transaction(contextOf(run), (writer) =>
      writer.update('bulk_row', rowId, { ...patch, settled_at: store.now() }),
    );
  }
}

const codeOf = (error: unknown): ErrorCode => (error instanceof AppError ? error.code : 'internal');

/** Whether a failed reading says something about the license, and not about the way to the vendor. */
const isAboutRow = (code: ErrorCode): boolean =>
  code.startsWith('license.') || code === 'not_found' || code === 'vendor.refused' || code === 'vendor.no_right';
