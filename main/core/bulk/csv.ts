import { stringify } from 'csv-stringify/sync';
import type { BulkAction, BulkRow, CsvWords } from '../../../preload/api/bulk.ts';
import { plainMoney } from '../kernel/index.ts';

/** Columns of the results, in order; their heads are the words `csv.<column>`. */
export const csvColumns = [
  'position',
  'product',
  'client',
  'email',
  'key',
  'vendorId',
  'ip',
  'connection',
  'action',
  'result',
  'reason',
  'vendorMessage',
  'cost',
  'found',
  'operation',
  'at',
] as const;

/**
 * A text that a spreadsheet would calculate gets an apostrophe before it: names and messages come from strangers. Lines end as
 * RFC 4180 has it, and Excel wants.
 */
const options = { escape_formulas: true, record_delimiter: 'windows' } as const;

/** The mark by which Excel knows UTF-8, then the heads. */
export const csvHead = (words: CsvWords): string =>
  `\uFEFF${stringify([csvColumns.map((column) => words[`csv.${column}`] ?? column)], options)}`;

export function csvOf(action: BulkAction, rows: readonly BulkRow[], words: CsvWords): string {
  const word = (key: string, otherwise: string): string => words[key] ?? otherwise;
  const records = rows.map((row) => {
    const cells: Record<(typeof csvColumns)[number], string> = {
      position: String(row.position + 1),
      product: row.productName,
      client: row.clientName,
      email: row.clientEmail,
      key: row.licenseKey ?? '',
      vendorId: row.vendorId ?? '',
      ip: row.ip,
      connection: row.connectionName,
      action: word(`action.${action}`, action),
      result: word(`bulk.row.${row.state}`, row.state),
      reason: row.code === null ? '' : word(`error.${row.code}`, row.code),
      vendorMessage: row.vendorMessage ?? '',
      cost: row.cost === null ? '' : plainMoney(row.cost.amountMinor, row.cost.currency),
      found: row.found === null ? '' : [row.found.before ?? '?', row.found.after ?? '?'].join(' → '),
      operation: row.operationId ?? '',
      at: row.settledAt ?? '',
    };
    return csvColumns.map((column) => cells[column]);
  });
  return stringify(records, options);
}
