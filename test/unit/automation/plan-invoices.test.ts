import { describe, expect, it } from 'vitest';
import { withInvoices } from '../../../main/core/automation/plan-invoices.ts';
import type { DueStep } from '../../../main/core/kernel/index.ts';

const today = '2026-03-10';
const totalOf = (_client: string, _currency: string, netMinor: number) => netMinor;
const line = (
  id: string,
  on: string,
  group: string | null,
  hold: null | { why: string; by: string; at: string } = null,
) => ({
  hold,
  step: {
    kind: 'renewal.invoice',
    cause: `renewal/${id}/1`,
    on,
    entity: 'contract_product',
    entityId: id,
    clientId: 'client',
    bills: { name: id, amountMinor: 100, currency: 'EUR', group },
  } satisfies DueStep,
});
const held = { why: 'asked to', by: 'Olga', at: '2026-03-10T10:00:00Z' };
const shown = (lines: ReturnType<typeof line>[], isCut = false) =>
  withInvoices(lines, { today, isCut, totalOf }).map(({ step, invoice }) => [
    step.entityId,
    invoice && `${invoice.with.map(({ name }) => name).join(' ')} ${invoice.total.amountMinor}`,
  ]);

describe('invoices in the plan of automation (spec 2.5.5)', () => {
  it('are one for a group and a day; what is overdue is billed by the next run with what is due today', () => {
    expect(
      shown([
        line('late', '2026-03-07', 'g'),
        line('now', today, 'g'),
        line('alone', today, null),
        line('other', today, 'h'),
        line('later', '2026-03-11', 'g'),
      ]),
    ).toEqual([
      ['late', 'now 200'],
      ['now', 'late 200'],
      ['alone', ' 100'],
      ['other', ' 100'],
      ['later', ' 100'],
    ]);
  });

  it('leave out what is held, and say nothing of a day of which not all is listed', () => {
    expect(shown([line('a', today, 'g', held), line('b', today, 'g')])).toEqual([
      ['a', null],
      ['b', ' 100'],
    ]);
    expect(shown([line('a', today, 'g'), line('b', '2026-03-11', 'g'), line('c', '2026-03-11', null)], true)).toEqual([
      ['a', ' 100'],
      ['b', null],
      ['c', ' 100'],
    ]);
  });

  it('count those that are not named', () => {
    const lines = Array.from({ length: 13 }, (_, at) => line(`p${at}`, today, 'g'));
    const [first] = withInvoices(lines, { today, isCut: false, totalOf });
    expect([first?.invoice?.with.length, first?.invoice?.withCount]).toEqual([10, 12]);
  });
});
