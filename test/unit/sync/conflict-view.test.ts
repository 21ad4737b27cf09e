import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../main/core/kernel/index.ts';
import { canonical, type Json } from '../../../main/core/sync/canonical.ts';
import { columnsOfField, kindOf } from '../../../main/core/sync/conflict-values.ts';
import { conflictDetailOf, editedValue } from '../../../main/core/sync/conflict-view.ts';
import { ruleOf } from '../../../main/core/sync/edit-rules.ts';
import type { Conflict } from '../../../main/core/sync/conflicts.ts';
import { markEntity } from '../../../main/core/sync/policies.ts';
import { recordState } from '../../../main/core/sync/record-states.ts';
import { syncedTables } from '../../../main/core/sync/synced-tables.ts';
import { messages } from '../../../renderer/i18n/messages.ts';
import { choiceKey, columnLabel } from '../../../renderer/features/team-hub/labels.ts';
import { failure } from '../support/shop.ts';
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
  'ticket.request_key',
  'ticket_message.request_key',
  'ticket_message.author',
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
      ['ticket', 'status', 'closed'],
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

  /** A question about the only column of a field, or some of a group's. */
  const about = (entity: string, field: string, value: Json = 'was'): Conflict =>
    conflict({
      entity,
      field,
      base: canonical(value),
      mine: { ...conflict({}).mine, value: canonical(value) },
      theirs: { ...conflict({}).mine, value: canonical(value) },
    });
  const refusal = (entity: string, field: string, values: Record<string, string | number | boolean | null>) =>
    failure(() => editedValue(about(entity, field), values));

  it('is held to what the form of the field takes, and told at the field: length, choices, numbers, dates', () => {
    const long = 'x'.repeat(201);
    const at = (column: string, code: string, params?: object) => ({
      code: 'input.invalid',
      fields: { [`values.${column}`]: { code, ...(params ? { params } : {}) } },
    });
    expect(refusal('product', 'name', { name: long })).toMatchObject(at('name', 'too_long', { maximum: 200 }));
    expect(refusal('product', 'name', { name: '  ' })).toMatchObject(at('name', 'required'));
    expect(refusal('product', 'slug', { slug: 'No Slug' })).toMatchObject(at('slug', 'not_slug'));
    expect(refusal('product', 'keywords', { keywords: 'x'.repeat(501) })).toMatchObject(at('keywords', 'too_long'));
    expect(refusal('category', 'short_description', { short_description: 'x'.repeat(501) })).toMatchObject(
      at('short_description', 'too_long'),
    );
    expect(refusal('brand', 'time_zone', { time_zone: 'Mars/Base' })).toMatchObject(at('time_zone', 'invalid'));
    expect(refusal('brand', 'default_term', { default_term_months: 7 })).toMatchObject(
      at('default_term_months', 'invalid'),
    );
    expect(refusal('fx_rate', 'rate', { rate: 'abc' })).toMatchObject(at('rate', 'invalid'));
    expect(refusal('fx_rate', 'rate', { rate: '0' })).toMatchObject(at('rate', 'invalid'));
    expect(refusal('client', 'email', { email: 'no address' })).toMatchObject(at('email', 'not_email'));
    expect(refusal('client', 'address', { address: 'x'.repeat(501) })).toMatchObject(at('address', 'too_long'));
    expect(refusal('price', 'amount', { amount_minor: 1_000_000_000_001 })).toMatchObject(
      at('amount_minor', 'too_big'),
    );
    expect(refusal('price', 'amount', { amount_minor: 'unreadable' })).toMatchObject(at('amount_minor', 'invalid'));
    expect(refusal('promo_code', 'is_active', { is_active: 'yes' })).toMatchObject(at('is_active', 'invalid'));
    expect(refusal('promo_code', 'description', { description: 'x'.repeat(2001) })).toMatchObject(
      at('description', 'too_long'),
    );
    const name = { first_name: 'Anna', last_name: 'Smith', company: '' };
    expect(refusal('client', 'name', { ...name, last_name: 'x'.repeat(101) })).toMatchObject(
      at('last_name', 'too_long'),
    );
    // A column that the field does not have is nobody's.
    expect(refusal('price', 'amount', { amount_minor: 1, currency: 'USD' })).toMatchObject(
      at('currency', 'unknown_field'),
    );
    expect(editedValue(about('client', 'name'), name)).toBe('{"company":"","first_name":"Anna","last_name":"Smith"}');
  });

  it('can be of every field that is a text, a number, an amount or a day by itself', () => {
    const typed = new Set(['text', 'long', 'money', 'number', 'date', 'flag']);
    const without = syncedTables.flatMap(({ table, fields }) =>
      Object.values(fields)
        .filter(({ columns, parts }) => columns.length === 1 && !parts)
        .flatMap(({ columns: [column = ''] }) => (typed.has(kindOf(column)) ? [{ table, column }] : []))
        .filter(({ table: of, column }) => ruleOf(of, column, kindOf(column)) === undefined)
        .map(({ table: of, column }) => `${of}.${column}`),
    );
    expect(without).toEqual([]);
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

  it('says of a product how its options and pictures stand', async () => {
    hub = new MemoryHub();
    const desk = testDesk({ name: 'A', transport: hub.connect('desk-A') });
    desk.service.join(desk.context, { deskId: 'desk-A', bring: true });
    const product = shelf(desk).product(shelf(desk).category());
    await desk.sync();
    expect(recordState(desk.store, 'product', product)).toBe('live');
    const option = { id: 'option', product_id: product, kind: 'option', name: 'IPs', is_required: 0, position: 'a0' };
    const value = { id: 'value', option_id: 'option', name: 'One', position: 0 };
    const price = { id: 'price', value_id: 'value', term_months: 1, currency: 'EUR', amount_minor: 100 };
    for (const add of [
      () =>
        desk.store.transaction(desk.context, (writer) =>
          writer.insert('product_option', { ...option, deleted_at: null }),
        ),
      () => desk.store.transaction(desk.context, (writer) => writer.insert('option_value', value)),
      () => desk.store.transaction(desk.context, (writer) => writer.insert('option_price', price)),
      () => {
        shelf(desk).file('file', 'f'.repeat(64));
        shelf(desk).image('image', product, 'file');
      },
    ]) {
      add();
      expect(recordState(desk.store, 'product', product)).toBe('saved_here');
      await desk.sync();
      await desk.sync();
      expect(recordState(desk.store, 'product', product)).toBe('live');
    }
  });

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
