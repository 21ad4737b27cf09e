import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settingDefinitions, SettingName, settingProblem } from '../../../preload/api/automation-settings.ts';
import { failure } from '../support/shop.ts';
import { runningShop, type RunningShop } from '../support/running.ts';

let desk: RunningShop;
beforeEach(() => {
  desk = runningShop('2026-03-10');
});
afterEach(() => desk.done());

const subjectOf = (id: string) => {
  const { clientId } = desk.contract(id);
  const { product_id: productId } = desk.store.db
    .prepare('SELECT product_id FROM contract_product WHERE id = ?')
    .get(id) as { product_id: string };
  return { contractProductId: id, clientId, productId };
};
const set = (scope: 'brand' | 'product' | 'client' | 'contract_product', scopeId: string, values: object) =>
  desk.call('automation', 'setSettings', { scope, scopeId, values });

describe('settings of automation (spec 2.5.4, 2.12)', () => {
  it('are by default as the specification says', () => {
    expect(Object.fromEntries(SettingName.options.map((name) => [name, settingDefinitions[name].initial]))).toEqual({
      invoice_days_before: '7',
      due_offset_days: '0',
      late_payment: 'from_expiry',
      consolidation: 'off',
      consolidation_day: '1',
      consolidation_weekday: '1',
      reminder_days_before: '3',
      reminder_on_due: 'yes',
      overdue_reminder_interval: '3',
      max_overdue_reminders: '1',
      suspend_days: '7',
      cancel_days: '14',
      terminate_days: '30',
      pre_termination_notice_days: '3',
      unpaid_order_days: '7',
      stale_data_hours: '48',
    });
    for (const name of SettingName.options) expect(settingProblem(name, settingDefinitions[name].initial)).toBeNull();
  });

  it('are in force from the narrowest level that says something, and say which one it is', () => {
    const subject = subjectOf(desk.sell());
    const { effective } = desk.shop.services.settings;
    const levels = [
      ['brand', ''],
      ['product', subject.productId],
      ['client', subject.clientId],
      ['contract_product', subject.contractProductId],
    ] as const;
    expect(effective('suspend_days', subject)).toEqual({ value: '7', from: 'initial' });
    levels.forEach(([scope, id], at) => {
      set(scope, id, { suspend_days: String(8 + at) });
      expect(effective('suspend_days', subject)).toEqual({ value: String(8 + at), from: scope });
    });
    levels.toReversed().forEach(([scope, id], at) => {
      set(scope, id, { suspend_days: null });
      expect(effective('suspend_days', subject).value).toBe(at === 3 ? '7' : String(10 - at));
    });
    expect(desk.shop.count('automation_setting')).toBe(0);
  });

  it('show a level what is in force and what it would be without it', () => {
    const { contractProductId, productId } = subjectOf(desk.sell());
    set('product', productId, { invoice_days_before: '10' });
    set('contract_product', contractProductId, { invoice_days_before: '20' });
    const found = desk
      .call('automation', 'getSettings', { scope: 'contract_product', scopeId: contractProductId })
      .settings.find(({ name }) => name === 'invoice_days_before');
    expect(found).toEqual({
      name: 'invoice_days_before',
      value: '20',
      from: 'contract_product',
      inherited: '10',
      inheritedFrom: 'product',
      own: '20',
    });
  });

  it('of a client are the ones of dunning only', () => {
    const { clientId } = subjectOf(desk.sell());
    expect(failure(() => set('client', clientId, { invoice_days_before: '3' }))).toMatchObject({
      fields: { 'values.invoice_days_before': { code: 'unknown_field' } },
    });
    const names = desk
      .call('automation', 'getSettings', { scope: 'client', scopeId: clientId })
      .settings.map(({ name }) => name);
    expect(names).toContain('cancel_days');
    expect(names).not.toContain('late_payment');
  });

  it('refuse a step of dunning that does not come after the one before it, here and at a narrower level', () => {
    const { contractProductId, productId } = subjectOf(desk.sell());
    expect(failure(() => set('brand', '', { cancel_days: '7' }))).toMatchObject({
      fields: { 'values.cancel_days': { code: 'below_minimum', params: { minimum: 8 } } },
    });
    expect(failure(() => set('product', productId, { terminate_days: '14' }))).toMatchObject({
      fields: { 'values.terminate_days': { code: 'below_minimum', params: { minimum: 15 } } },
    });
    set('contract_product', contractProductId, { suspend_days: '12' });
    expect(failure(() => set('brand', '', { suspend_days: '5', cancel_days: '10' }))).toMatchObject({
      fields: { 'values.cancel_days': { code: 'below_minimum', params: { minimum: 13 } } },
    });
    // All or none: nothing of what was refused is there.
    expect(desk.shop.services.settings.number('suspend_days', {})).toBe(7);
    set('brand', '', { suspend_days: '20', cancel_days: '30', terminate_days: '60' });
  });

  it('refuse what is no value, and a level that is not there', () => {
    expect(failure(() => set('brand', '', { suspend_days: 'soon' }))).toMatchObject({
      fields: { 'values.suspend_days': { code: 'invalid' } },
    });
    expect(failure(() => set('brand', '', { suspend_days: '400' }))).toMatchObject({
      fields: { 'values.suspend_days': { code: 'above_maximum', params: { maximum: 365 } } },
    });
    expect(failure(() => set('brand', '', { late_payment: 'never' }))).toMatchObject({
      fields: { 'values.late_payment': { code: 'invalid' } },
    });
    expect(failure(() => set('product', desk.store.makeId(), { suspend_days: '3' }))?.code).toBe('not_found');
  });

  it('fire the trigger of their interval when they change at a contract product (45-49), and no other', () => {
    const id = desk.sell();
    const before = desk.triggers(id).length;
    set('contract_product', id, { cancel_days: '15' });
    set('contract_product', id, { terminate_days: '40', invoice_days_before: '9' });
    set('contract_product', id, { due_offset_days: '2', suspend_days: '6', reminder_days_before: '5' });
    // The same value again is no change.
    set('contract_product', id, { cancel_days: '15' });
    set('contract_product', id, { cancel_days: null });
    expect(desk.triggers(id).slice(before)).toEqual([45, 46, 47, 48, 49, 45]);
  });
});
