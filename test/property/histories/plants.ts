import { type Row, type TableName, Writer } from '../../../main/core/store/index.ts';
import type { Stage } from './stage.ts';

/** A bug that the histories have to find, as the invariant that it breaks. */
export interface Plant {
  readonly invariant: number;
  readonly what: string;
  /** Puts it in; `sql` is taken back with the history, what this answers with takes out the rest. */
  readonly plant: (on: Stage) => () => void;
  /** Of each history, in its transaction: also the key that forbids what the bug does. */
  readonly sql?: string;
}

const nothing = (): void => {};

/** Rows are written as `change` says: otherwise, several times, or not at all. */
function inserting(
  table: TableName,
  change: (row: Row & { readonly id: string }) => readonly (Row & { id: string })[],
) {
  return (): (() => void) => {
    // oxlint-disable-next-line typescript/unbound-method -- it is called with the writer, and put back
    const { insert } = Writer.prototype;
    Writer.prototype.insert = function faulty(this: Writer, name, row) {
      for (const each of name === table ? change(row) : [row]) insert.call(this, name, each);
    };
    return () => {
      Writer.prototype.insert = insert;
    };
  };
}

/** A contract product is changed as `change` says, after what that does past the Writer. */
function updating(change: (patch: Row, id: string, on: Stage) => Row) {
  return (on: Stage): (() => void) => {
    // oxlint-disable-next-line typescript/unbound-method -- as above
    const { update } = Writer.prototype;
    Writer.prototype.update = function faulty(this: Writer, name, id, patch) {
      return update.call(this, name, id, name === 'contract_product' ? change(patch, id, on) : patch);
    };
    return () => {
      Writer.prototype.update = update;
    };
  };
}

function cancelledUntold({ status, ...others }: Row, id: string, on: Stage): Row {
  if (status !== 'Cancelled') return status === undefined ? others : { ...others, status };
  on.desk.store.db.prepare('UPDATE contract_product SET status = ? WHERE id = ?').run(status, id);
  return others;
}

/** Bugs as they have been in other billing systems; none of them may live in a shop without being seen. */
export const plants: readonly Plant[] = [
  {
    invariant: 1,
    what: 'an automation that forgets which periods it has invoiced',
    plant: () => {
      const takeOut = [
        inserting('contract_period', (row) => (row['state'] === 'billed' ? [] : [row]))(),
        inserting('automation_step', (row) => (row['kind'] === 'renewal.invoice' ? [] : [row]))(),
      ];
      return () => {
        for (const each of takeOut.toReversed()) each();
      };
    },
  },
  {
    invariant: 6,
    what: 'a renewal that is kept as another license',
    plant: () => nothing,
    sql: `DROP INDEX license_live;
      CREATE TRIGGER planted AFTER UPDATE OF state ON operation WHEN NEW.kind = 'renew' AND NEW.state = 'succeeded' BEGIN
        INSERT INTO license (id, contract_product_id, connection_id, vendor_id, license_key, status, ip, licname,
            package_identifier, created_on, expires_on, last_read_at, created_at, updated_at)
          SELECT NEW.id, contract_product_id, connection_id, NEW.id, license_key, 'active', ip, licname, package_identifier,
            created_on, expires_on, last_read_at, created_at, updated_at
          FROM license WHERE contract_product_id = NEW.contract_product_id LIMIT 1;
      END`,
  },
  { invariant: 7, what: 'a cancellation of which nobody says who did it and why', plant: updating(cancelledUntold) },
  {
    invariant: 8,
    what: 'a payment that moves a date behind the back of the history',
    plant: () => nothing,
    sql: `CREATE TRIGGER planted AFTER INSERT ON payment BEGIN
        UPDATE invoice SET due_on = date(due_on, '+1 day') WHERE id = NEW.invoice_id;
      END`,
  },
  {
    invariant: 9,
    what: 'a license that is woken up, and a contract product that stays suspended',
    plant: updating((patch) => (patch['suspended_for'] === '' ? {} : patch)),
  },
  {
    invariant: 10,
    what: 'a trigger that comes true again for the same cause',
    plant: inserting('trigger_event', (row) => [row, { ...row, id: `${row.id}-again` }]),
    sql: 'DROP INDEX trigger_event_key',
  },
];
