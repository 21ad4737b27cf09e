import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { viewsService, type ViewsService } from '../../../main/core/views/index.ts';
import type { Context } from '../../../main/core/kernel/index.ts';
import { makeShop, staff } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let views: ViewsService;
let olga: Context;
let ivan: Context;
const definition = { search: '', filters: { active: 'no' }, sort: { by: 'name', isDescending: true }, columns: null };

beforeEach(() => {
  opened = temporaryStore();
  makeShop(opened.store);
  views = viewsService(opened.store);
  const member = (name: string): Context => {
    const id = opened.store.makeId();
    opened.store.transaction(staff, (writer) =>
      writer.insert('staff_member', { id, name, role: 'sales', is_active: 1 }),
    );
    return { principal: { kind: 'staff', staffId: id, name, role: 'sales' }, traceId: staff.traceId };
  };
  olga = member('Olga');
  ivan = member('Ivan');
});
afterEach(() => opened.done());

const code = (act: () => unknown): unknown => {
  try {
    act();
    return 'done';
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

describe('saved views', () => {
  it('are a member’s own until they are shared, and come back as they were saved', () => {
    const view = views.save({ list: 'catalogue', name: 'Switched off', isShared: false, definition }, olga);
    expect(view).toMatchObject({ isMine: true, isDefault: false, owner: 'Olga', definition });
    expect(views.list('catalogue', ivan)).toEqual([]);
    expect(views.list('clients', olga)).toEqual([]);
    views.update({ id: view.id, isShared: true }, olga);
    expect(views.list('catalogue', ivan)).toMatchObject([{ name: 'Switched off', isMine: false, owner: 'Olga' }]);
  });

  it('of somebody else cannot be changed or deleted, and one that is not shared is not there', () => {
    const own = views.save({ list: 'catalogue', name: 'Own', isShared: false, definition }, olga);
    const shared = views.save({ list: 'catalogue', name: 'Shared', isShared: true, definition }, olga);
    expect(code(() => views.update({ id: shared.id, name: 'Mine now' }, ivan))).toBe('view.not_yours');
    expect(code(() => views.remove(shared.id, ivan))).toBe('view.not_yours');
    expect(code(() => views.update({ id: own.id, name: 'Mine now' }, ivan))).toBe('not_found');
    expect(code(() => views.setDefault('catalogue', own.id, ivan))).toBe('not_found');
    expect(views.list('catalogue', olga).map(({ name }) => name)).toEqual(['Own', 'Shared']);
  });

  it('have a name once in a list, in any case', () => {
    views.save({ list: 'catalogue', name: 'Mine', isShared: false, definition }, olga);
    expect(code(() => views.save({ list: 'catalogue', name: 'MINE', isShared: false, definition }, olga))).toBe(
      'input.invalid',
    );
    views.save({ list: 'clients', name: 'Mine', isShared: false, definition }, olga);
    views.save({ list: 'catalogue', name: 'Mine', isShared: false, definition }, ivan);
  });

  it('one of them is the default of each member, and goes with the view', () => {
    const one = views.save({ list: 'catalogue', name: 'One', isShared: true, definition }, olga);
    const two = views.save({ list: 'catalogue', name: 'Two', isShared: true, definition }, olga);
    views.setDefault('catalogue', one.id, olga);
    views.setDefault('catalogue', two.id, olga);
    views.setDefault('catalogue', one.id, ivan);
    const defaults = (of: Context) =>
      views.list('catalogue', of).flatMap(({ name, isDefault }) => (isDefault ? [name] : []));
    expect([defaults(olga), defaults(ivan)]).toEqual([['Two'], ['One']]);
    views.setDefault('catalogue', null, olga);
    views.remove(one.id, olga);
    expect([defaults(olga), defaults(ivan)]).toEqual([[], []]);
    expect(code(() => views.setDefault('clients', two.id, olga))).toBe('not_found');
  });
});
