import type { Role } from '../../../preload/api/rights.ts';
import { notFound, type Context } from '../kernel/index.ts';
import type { Store } from '../store/index.ts';
import { roleOf } from './rules.ts';
import { findStaff, firstOwner } from './store.ts';

/** A person who works with the console. */
export interface StaffMember {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

/**
 * The owner of this database: makes the first staff member (role owner) when there is none, so that nobody is ever
 * locked out of their own console. A second call answers with the same person and renames nobody.
 */
export function ensureOwner(store: Store, context: Context, name: string): StaffMember {
  return store.transaction(context, (writer) => {
    const found = firstOwner(store);
    if (found) return { id: found.id, name: found.name, role: 'owner' };
    const id = store.makeId();
    writer.insert('staff_member', { id, name, role: 'owner', is_active: 1 });
    return { id, name, role: 'owner' };
  });
}

/**
 * An active staff member, for the principal of a window.
 * @throws AppError `not_found`: unknown, or no longer active
 */
export function staffMember(store: Store, id: string): StaffMember {
  const row = findStaff(store, id);
  if (!row) throw notFound();
  return { id: row.id, name: row.name, role: roleOf(row.role) };
}
