import { isProvisional, provisionalNumber } from '../../../preload/api/document-number.ts';
import type { NumberFormat } from '../../../preload/api/brand.ts';
import type { Context } from '../kernel/index.ts';
import type { Store, Writer } from '../store/index.ts';
import { documentNumber } from './rules.ts';
import { lastOf } from './store.ts';

export type Series = 'order' | 'invoice' | 'credit_note';
export const allSeries: readonly Series[] = ['order', 'invoice', 'credit_note'];

/** A document whose number the team hub gives. */
export interface Numberless {
  readonly series: Series;
  readonly id: string;
}

const tables = { order: 'orders', invoice: 'invoice', credit_note: 'credit_note' } as const;

/** How numbers of credit notes are written; no setting yet. */
const creditNoteNumber: NumberFormat = { prefix: 'CN-', padding: 6 };

export interface NumbersDeps {
  readonly store: Store;
  readonly settings: () => { readonly orderNumber: NumberFormat; readonly invoiceNumber: NumberFormat };
  /** Whether this desk has joined a team hub, which gives the numbers then. */
  readonly isInTeam: () => boolean;
}

export type DocumentNumbers = ReturnType<typeof documentNumbers>;

/**
 * Numbers of orders, invoices and credit notes (spec 2.14). A desk alone counts by itself, in the transaction that makes the
 * document. In a team the document is made without one, whether the hub is there or not, and gets it once the hub was asked: only
 * what is stored asks, so that the series of the team has no gaps. A number that was given is never changed.
 */
export function documentNumbers({ store, settings, isInTeam }: NumbersDeps) {
  function written(series: Series, n: number): string {
    const { orderNumber, invoiceNumber } = settings();
    return documentNumber({ order: orderNumber, invoice: invoiceNumber, credit_note: creditNoteNumber }[series], n);
  }

  /** Documents without a number, in the order in which they were made: found by the index that keeps numbers apart. */
  const waiting = (): Numberless[] =>
    store.all<Numberless>(
      'numbers wanted',
      `SELECT 'order' AS series, id FROM orders WHERE number GLOB '~*'
        UNION ALL SELECT 'invoice', id FROM invoice WHERE number GLOB '~*'
        UNION ALL SELECT 'credit_note', id FROM credit_note WHERE number GLOB '~*'
        ORDER BY 2`,
    );

  const numberOf = ({ series, id }: Numberless): string | undefined =>
    store.get<{ number: string }>(`number of ${series}`, `SELECT number FROM ${tables[series]} WHERE id = @id`, { id })
      ?.number;
  const isTaken = (series: Series, number: string): boolean =>
    store.get(`number taken ${series}`, `SELECT 1 FROM ${tables[series]} WHERE number = @number`, { number }) !==
    undefined;

  const write = (writer: Writer, { series, id }: Numberless, number: string): void => {
    writer.update(tables[series], id, { number });
  };

  /**
   * Writes the number that the hub gave a document, with `also` in one transaction. A document that has one keeps it.
   * False, with nothing written: another document here has this number already.
   */
  const give = (context: Context, document: Numberless, n: number, also: () => void): boolean =>
    store.transaction(context, (writer) => {
      const { series } = document;
      writer.countTo(series, n);
      const number = written(series, n);
      if (isProvisional(numberOf(document) ?? '')) {
        if (isTaken(series, number)) return false;
        write(writer, document, number);
      }
      also();
      return true;
    });

  /** Of a desk that is alone again: what waited for the hub gets numbers of its own series, above all that it knows. */
  function writeOwn(writer: Writer): void {
    for (const document of waiting())
      write(writer, document, written(document.series, writer.nextNumber(document.series)));
  }
  function giveOwn(context: Context): void {
    if (waiting().length > 0) store.transaction(context, writeOwn);
  }

  /** The number of a document that is being made, or what stands for it; part of the caller's transaction. */
  function take(writer: Writer, series: Series, id: string): string {
    if (isInTeam()) return provisionalNumber(id);
    writeOwn(writer);
    return written(series, writer.nextNumber(series));
  }

  return {
    take,
    waiting,
    give,
    giveOwn,
    /** The highest number of a series that this desk knows. */
    last: (series: Series): number => lastOf(store, series),
    /** The next number as it will be written; null: the team hub gives it. */
    next: (series: Series): string | null => (isInTeam() ? null : written(series, lastOf(store, series) + 1)),
  };
}
