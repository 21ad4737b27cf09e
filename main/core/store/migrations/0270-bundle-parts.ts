import type { Migration } from '../migrate.ts';

/**
 * A part of a bundle is taken off an open invoice by itself (spec 2.9): what of its line's amount a credit note takes back. Null
 * of all notes of before: all of the line.
 */
export const migration0270: Migration = {
  number: 270,
  name: 'parts of bundles on open invoices',
  up(db) {
    db.exec('ALTER TABLE credit_note ADD COLUMN line_minor INTEGER CHECK (line_minor >= 0)');
  },
};
