import type { Migration } from '../migrate.ts';

/** Saved views of lists, and the order in which products were changed. */
export const migration0110: Migration = {
  number: 110,
  name: 'workbench',
  up(db) {
    db.exec(`
      CREATE TABLE saved_view (
        id TEXT PRIMARY KEY, list TEXT NOT NULL, name TEXT NOT NULL COLLATE NOCASE,
        -- Who made it; others see it only when it is shared.
        staff_id TEXT NOT NULL REFERENCES staff_member (id), is_shared INTEGER NOT NULL DEFAULT 0,
        -- JSON: search, filters, sort, columns with their widths. What a page does not know of it, it leaves out.
        definition TEXT NOT NULL,
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
      CREATE UNIQUE INDEX saved_view_name ON saved_view (list, staff_id, name);
      -- The view a list opens with, each member's own.
      CREATE TABLE default_view (
        id TEXT PRIMARY KEY, list TEXT NOT NULL, staff_id TEXT NOT NULL REFERENCES staff_member (id),
        view_id TEXT NOT NULL REFERENCES saved_view (id) ON DELETE CASCADE,
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
      CREATE UNIQUE INDEX default_view_key ON default_view (list, staff_id);

      CREATE INDEX product_updated ON product (updated_at, id) WHERE deleted_at IS NULL;
      CREATE INDEX product_package ON product (package_identifier) WHERE deleted_at IS NULL;
    `);
  },
};
