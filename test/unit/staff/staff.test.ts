import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ensureOwner, staffMember } from '../../../main/core/staff/index.ts';
import { failure, key, staff } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
beforeEach(() => {
  opened = temporaryStore();
});
afterEach(() => opened.done());

describe('staff members', () => {
  it('begin with one owner, made once', () => {
    const owner = ensureOwner(opened.store, staff, 'Olga');
    expect(owner).toMatchObject({ name: 'Olga', role: 'owner' });
    expect(ensureOwner(opened.store, staff, 'Somebody else')).toEqual(owner);
    expect(staffMember(opened.store, owner.id)).toEqual(owner);
  });

  it('are not found when unknown or no longer active', () => {
    const owner = ensureOwner(opened.store, staff, 'Olga');
    opened.store.transaction(staff, (writer) => writer.update('staff_member', owner.id, { is_active: 0 }));
    expect(failure(() => staffMember(opened.store, owner.id))?.code).toBe('not_found');
    expect(failure(() => staffMember(opened.store, key()))?.code).toBe('not_found');
  });

  it('have the least rights with a role that is not known', () => {
    const id = opened.store.makeId();
    opened.store.transaction(staff, (writer) =>
      writer.insert('staff_member', { id, name: 'New', role: 'superuser', is_active: 1 }),
    );
    expect(staffMember(opened.store, id).role).toBe('viewer');
  });
});
