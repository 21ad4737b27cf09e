import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BulkRow } from '../../../preload/api/bulk.ts';
import { csvColumns, csvHead, csvOf } from '../../../main/core/bulk/csv.ts';

const row = (patch: Partial<BulkRow> = {}): BulkRow => ({
  id: '01900000-0000-7000-8000-000000000001',
  position: 0,
  contractProductId: '01900000-0000-7000-8000-000000000002',
  productName: 'ispmanager 6 lite',
  clientName: 'Anna Smith',
  clientEmail: 'anna@example.test',
  connectionName: 'Main',
  vendorId: '1001',
  licenseKey: '1001-KEY',
  ip: '192.0.2.7',
  state: 'refused',
  code: 'vendor.refused',
  vendorMessage: 'no; "really", no\nat all',
  cost: { amountMinor: 320, currency: 'EUR' },
  found: null,
  operationId: null,
  operationState: null,
  settledAt: null,
  ...patch,
});

/** Takes a table apart again, as a program that reads CSV does. */
function parsed(text: string): string[][] {
  const records: string[][] = [[]];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (isQuoted && sign === '"' && text[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (sign === '"') isQuoted = !isQuoted;
    else if (!isQuoted && sign === ',') {
      records.at(-1)?.push(cell);
      cell = '';
    } else if (!isQuoted && text.startsWith('\r\n', at)) {
      records.at(-1)?.push(cell);
      cell = '';
      records.push([]);
      at += 1;
    } else cell += sign;
  }
  return records.slice(0, -1);
}

describe('results as a table for other programs', () => {
  it('have a head in the person’s words, and every cell at its place', () => {
    expect(parsed(csvHead({ 'csv.client': 'Клиент' }).slice(1))[0]?.slice(0, 4)).toEqual([
      'position',
      'product',
      'Клиент',
      'email',
    ]);
    const words = { 'bulk.row.refused': 'Refused', 'error.vendor.refused': 'The vendor refused' };
    const [record = []] = parsed(csvOf('suspend', [row()], words));
    expect(Object.fromEntries(csvColumns.map((column, at) => [column, record[at]]))).toMatchObject({
      position: '1',
      action: 'suspend',
      result: 'Refused',
      reason: 'The vendor refused',
      vendorMessage: 'no; "really", no\nat all',
      cost: '3.20 EUR',
      found: '',
    });
    expect(csvOf('syncQuantities', [row({ found: { before: null, after: 3 } })], {})).toContain('? → 3');
  });

  it('never have a cell that a spreadsheet calculates, whatever clients and vendors are called', () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'), fc.string())
        .map(([sign, rest]) => sign + rest),
    );
    fc.assert(
      fc.property(nasty, nasty, nasty, (clientName, productName, vendorMessage) => {
        const records = parsed(csvOf('renew', [row({ clientName, productName, vendorMessage })], {}));
        expect(records).toHaveLength(1);
        expect(records[0]).toHaveLength(csvColumns.length);
        for (const cell of records[0] ?? []) expect(cell).not.toMatch(/^[=+\-@\t\r＝＋－＠]/u);
        expect(records[0]?.[2]?.replace(/^'/, '')).toBe(clientName.replace(/^'/, ''));
      }),
    );
  });
});
