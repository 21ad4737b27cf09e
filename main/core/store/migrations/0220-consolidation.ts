import type { Migration } from '../migrate.ts';

/**
 * Renewals of several contract products on one invoice (spec 2.5.5): which line a period is billed on and when that is due, and
 * the line that a credit note takes back. Null of all that was billed before: one line, due with its invoice.
 */
export const migration0220: Migration = {
  number: 220,
  name: 'consolidation',
  up(db) {
    db.exec(schema);
  },
};

const schema = `
  ALTER TABLE contract_period ADD COLUMN invoice_line_id TEXT REFERENCES invoice_line (id);
  -- Later than the invoice is due, for that is due with the earliest of its lines. Null: with the invoice.
  ALTER TABLE contract_period ADD COLUMN due_on TEXT;
  -- Null: it takes from all lines of its invoice.
  ALTER TABLE credit_note ADD COLUMN invoice_line_id TEXT REFERENCES invoice_line (id);
`;
