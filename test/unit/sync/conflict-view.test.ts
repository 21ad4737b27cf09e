import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../main/core/kernel/index.ts';
import { canonical } from '../../../main/core/sync/canonical.ts';
import { columnsOfField } from '../../../main/core/sync/conflict-values.ts';
import { conflictDetailOf, editedValue } from '../../../main/core/sync/conflict-view.ts';
import type { Conflict } from '../../../main/core/sync/conflicts.ts';
import { markEntity } from '../../../main/core/sync/policies.ts';
import { recordState } from '../../../main/core/sync/record-states.ts';
import { syncedTables } from '../../../main/core/sync/synced-tables.ts';
import { messages } from '../../../renderer/i18n/messages.ts';
import { choiceKey, columnLabel } from '../../../renderer/features/team-hub/labels.ts';
import { testDesk, type TestDesk } from '../support/desks.ts';
import { MemoryHub } from '../support/memory-hub.ts';
import { shelf } from '../support/shelf.ts';

/** Values that are shown as they are, or by their place in a list. */
const unnamed = new Set([
  'asset.media_type',
  'asset.size',
  'product_option.kind',
  'option_value.option_id',
  'translation.text',
  'client.merged_into_id',
  'promo_code.name_key',
  'promo_code.code_key',
]);

describe('what a person is shown of a question', () => {
  it('has the label of the form for every column that is shared', () => {
    const none = messages.en['conflicts.column.value'];
    const t = ((key: string) => (messages.en as Record<string, string>)[key] ?? `no message ${key}`) as Parameters<
      typeof columnLabel
    >[0];
    const missing: string[] = [];
    for (const { table, fields, marks = [] } of syncedTables) {
      for (const field of Object.keys(fields))
        for (const column of columnsOfField(table, field)) {
          const label = columnLabel(t, table, column);
          if (label.startsWith('no message')) missing.push(label);
          if (label === none && !unnamed.has(`${table}.${column}`)) missing.push(`${table}.${column}`);
        }
      for (const { column } of marks)
        if (columnLabel(t, markEntity(table, column), 'row') === none) missing.push(`${table}.${column}`);
    }
    expect(missing).toEqual([]);
    for (const [entity, column, value] of [
      ['product', 'purchase_type', 'one_off'],
      ['product', 'defer_mode', 'hidden'],
      ['promo_code', 'kind', 'percent'],
    ] as const)
      expect((messages.en as Record<string, string>)[choiceKey(entity, column, value) ?? '']).toBeDefined();
  });

  const conflict = (over: Partial<Conflict>): Conflict => ({
    id: 1,
    entity: 'price',
    rowId: canonical(['p', 1, 'EUR']),
    field: 'amount',
    policy: 'review',
    base: '500',
    mine: { value: '600', actor: 'A', deskId: 'a', hlc: '' },
    theirs: { value: '700', actor: 'B', deskId: 'b', hlc: '' },
    state: 'open',
    isBeingDecided: false,
    isOnDeleted: false,
    canKeepBoth: false,
    changeSet: '',
    decidedBy: '',
    decidedAt: null,
    ...over,
  });

  it('takes a value of their own only where it fits the field', () => {
    expect(editedValue(conflict({}), { amount_minor: 650 })).toBe('650');
    for (const wrong of [-1, 6.5, '650', true])
      expect(() => editedValue(conflict({}), { amount_minor: wrong })).toThrow(AppError);
    // Empty only where a version is: a product without a name would be nobody's.
    expect(() => editedValue(conflict({}), { amount_minor: null })).toThrow(AppError);
    expect(() => editedValue(conflict({}), {})).toThrow(AppError);
    const name = conflict({
      entity: 'product',
      field: 'name',
      base: '"a"',
      mine: { ...conflict({}).mine, value: '"b"' },
    });
    expect(editedValue(name, { name: ' c ' })).toBe('"c"');
    const days = conflict({ entity: 'promo_code', field: 'days' });
    expect(() => editedValue(days, { starts_on: '2026-01-01' })).toThrow('sync.not_editable');
    expect(() => editedValue(conflict({ entity: 'tax_rate.is_default', field: 'row' }), { row: 'x' })).toThrow(
      'sync.not_editable',
    );
  });

  let hub: MemoryHub;
  let a: TestDesk;
  let b: TestDesk;
  beforeEach(async () => {
    hub = new MemoryHub();
    a = testDesk({ name: 'A', transport: hub.connect('desk-a') });
    b = testDesk({ name: 'B', transport: hub.connect('desk-b') });
    a.service.join(a.context, { deskId: 'desk-a', bring: true });
    await a.sync();
    b.service.join(b.context, { deskId: 'desk-b', bring: false });
    await b.sync();
  });
  const meet = async (): Promise<void> => {
    for (const desk of [a, b, a, b]) await desk.sync();
  };

  it('names the product of a price, and says of the product how its prices stand', async () => {
    const product = shelf(a).product(shelf(a).category(), undefined, { name: 'lite' });
    shelf(a).price(product, 500);
    expect(recordState(a.store, 'product', product)).toBe('saved_here');
    await meet();
    expect(recordState(a.store, 'product', product)).toBe('live');
    shelf(a).price(product, 600);
    // The product's own row is live; its price is not.
    expect(recordState(a.store, 'product', product)).toBe('saved_here');
    shelf(b).price(product, 700);
    await meet();
    expect(recordState(b.store, 'product', product)).toBe('conflict');
    expect(recordState(b.store, 'product', shelf(b).product(shelf(b).category()))).toBe('saved_here');
    const [found] = b.service.listConflicts({});
    if (!found) throw new Error('no question');
    const detail = conflictDetailOf(b.store, found, (id) => ({ name: `desk of ${id}`, isThis: id === 'desk-b' }));
    expect(detail.subject).toMatchObject({ record: 'product', recordId: product, name: 'lite', currency: 'EUR' });
    expect(detail.values).toMatchObject([
      { column: 'amount_minor', kind: 'money', currency: 'EUR', base: 500, mine: 700, theirs: 600 },
    ]);
    expect(detail.mine).toMatchObject({ name: 'Person B', desk: 'desk of desk-b', isThisDesk: true });
    expect(detail).toMatchObject({ canEdit: true, canKeepBoth: false, isBaseKnown: true, isOnDeleted: false });
  });
});
