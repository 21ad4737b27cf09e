import type { Migration } from '../migrate.ts';

/**
 * Numbers that the team hub gave (spec 2.14): of each series few are remembered, among what was granted for ever, and after
 * every order it is asked whether there are any.
 */
export const migration0250: Migration = {
  number: 250,
  name: 'numbers of the team hub',
  up(db) {
    db.exec("CREATE INDEX sync_grant_number ON sync_grant (key, value) WHERE kind = 'number'");
  },
};
