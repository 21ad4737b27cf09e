import type { Store } from '../store/index.ts';

interface StaffRow {
  readonly id: string;
  readonly name: string;
  readonly role: string;
}

/** An active staff member by id. */
export const findStaff = (store: Store, id: string): StaffRow | undefined =>
  store.get<StaffRow>('staff by id', 'SELECT id, name, role FROM staff_member WHERE id = @id AND is_active = 1', {
    id,
  });

/** The first active owner, oldest first. */
export const firstOwner = (store: Store): StaffRow | undefined =>
  store.get<StaffRow>(
    'staff first owner',
    "SELECT id, name, role FROM staff_member WHERE role = 'owner' AND is_active = 1 ORDER BY id LIMIT 1",
  );
