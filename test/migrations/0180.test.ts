import { describe, expect, it } from 'vitest';
import { databases } from './database.ts';

const database = databases();
const at = '2026-03-10T12:00:00.000Z';

/** A client with one of everything that happens, as it was before. */
function liveBefore(): void {
  database.db.exec(`
    INSERT INTO client (id, first_name, last_name, email, company, language, notes, created_at, updated_at)
      VALUES ('client', 'Anna', 'Smith', 'anna@example.test', '', 'en', '', '${at}', '${at}'),
        ('other', 'Boris', 'Smith', 'boris@example.test', '', 'en', '', '${at}', '${at}');
    INSERT INTO connection (id, is_enabled, name, provision_category, is_category_default, provider,
      is_provider_default, username, api_address, credentials_stopped, created_at, updated_at)
      VALUES ('account', 1, 'A', 'Software Licenses', 0, 'ispmanager', 0, 'a@example.test', 'sandbox:', 0, '${at}', '${at}');
    INSERT INTO category (id, name, description, short_description, created_at, updated_at)
      VALUES ('category', 'C', '', '', '${at}', '${at}');
    INSERT INTO product (id, category_id, type, is_active, is_visible, name, description, connection_id,
      package_identifier, created_at, updated_at)
      VALUES ('lite', 'category', 'single', 1, 1, 'lite', '', 'account', '55227', '${at}', '${at}');
    INSERT INTO orders (id, request_key, number, client_id, placed_by, status, notes, currency, total_minor, created_at,
      updated_at) VALUES ('order', 'k', 'ORD-1', 'client', 'Olga', 'Active', '', 'EUR', 500, '${at}', '${at}');
    INSERT INTO order_item (id, order_id, line_index, product_id, product_name, term_months, unit_minor, base_minor, currency,
      ip, created_at, updated_at) VALUES ('item', 'order', 0, 'lite', 'lite', 1, 500, 500, 'EUR', '', '${at}', '${at}');
    INSERT INTO contract_product (id, order_item_id, line_index, order_id, client_id, product_id, status, term_months,
      currency, price_minor, connection_id, package_identifier, ip, product_name, created_at, updated_at)
      VALUES ('contract', 'item', 0, 'order', 'client', 'lite', 'Active', 1, 'EUR', 500, 'account', '55227', '', 'lite',
        '${at}', '${at}');
    INSERT INTO invoice (id, number, kind, order_id, client_id, status, currency, total_minor, paid_minor, issued_on, due_on,
      buyer, created_at, updated_at) VALUES ('invoice', 'INV-1', 'order', 'order', 'client', 'Paid', 'EUR', 500, 500,
      '2026-03-10', '2026-03-17', '{}', '${at}', '${at}');
    INSERT INTO ticket (id, request_key, number, client_id, subject, status, created_at, updated_at)
      VALUES ('ticket', 'kt', 'T-1', 'client', 's', 'open', '${at}', '${at}');
    INSERT INTO ticket_message (id, request_key, ticket_id, author, text, created_at, updated_at)
      VALUES ('first', 'kt', 'ticket', 'Olga', 't', '${at}', '${at}');
    ${later('old')}`);
}

/** What names no client itself. */
const later = (id: string): string => `
  INSERT INTO payment (id, request_key, invoice_id, amount_minor, currency, method, received_on, reference, recorded_by,
    created_at, updated_at) VALUES ('payment ${id}', 'k${id}', 'invoice', 1, 'EUR', 'cash', '2026-03-10', '', 'Olga', '${at}', '${at}');
  INSERT INTO refund (id, request_key, invoice_id, amount_minor, currency, destination, refunded_on, reference, recorded_by,
    created_at, updated_at) VALUES ('refund ${id}', 'k${id}', 'invoice', 1, 'EUR', 'original', '2026-03-10', '', 'Olga', '${at}', '${at}');
  INSERT INTO ticket_message (id, request_key, ticket_id, author, text, created_at, updated_at)
    VALUES ('message ${id}', 'k${id}', 'ticket', 'Olga', 't', '${at}', '${at}');
  INSERT INTO operation (id, kind, state, connection_id, contract_product_id, token, attempt, params, price_minor, currency,
    absent_reads, asked_by, cause, created_at, updated_at) VALUES ('operation ${id}', 'create', 'succeeded', 'account',
    'contract', 't', 1, '{}', 0, 'EUR', 0, 'Olga', 'staff', '${at}', '${at}');
  INSERT INTO status_change VALUES
    ('status ${id}', '${at}', 'Olga', 't', 'contract_product', 'contract', 'Pending', 'Active', ''),
    ('begun ${id}', '${at}', 'Olga', 't', 'contract_product', 'contract', NULL, 'Pending', ''),
    ('license ${id}', '${at}', 'Olga', 't', 'license', 'x', 'active', 'deleted', '');
  INSERT INTO audit_entry (id, at, actor, trace_id, entity, entity_id, action, changes, hash) VALUES
    ('change ${id}', '${at}', 'Olga', 't', 'client', 'client', 'update', '{"company":["","x"]}', ''),
    ('note ${id}', '${at}', 'Olga', 't', 'client', 'client', 'update', '{"notes":["","x"]}', ''),
    ('other ${id}', '${at}', 'Olga', 't', 'orders', 'order', 'update', '{"notes":["","x"]}', '');`;

const events = (clientId: string): string[] =>
  (
    database.db.prepare('SELECT kind, id FROM client_event WHERE client_id = ? ORDER BY kind, id').all(clientId) as {
      kind: string;
      id: string;
    }[]
  ).map(({ kind, id }) => `${kind}: ${id}`);

const own = ['invoice: invoice', 'order: order', 'ticket: ticket'];
const of = (id: string): string[] => [
  `change: change ${id}`,
  `message: message ${id}`,
  `note: note ${id}`,
  `operation: operation ${id}`,
  `payment: payment ${id}`,
  `refund: refund ${id}`,
  `status: status ${id}`,
];

describe('migration 180', () => {
  it('finds what happened with each client before, and keeps finding it', () => {
    database.upTo(179);
    liveBefore();
    database.upTo(180);
    expect(events('client')).toEqual([...own, ...of('old')].toSorted());
    database.db.exec(later('new'));
    expect(events('client')).toEqual([...own, ...of('old'), ...of('new')].toSorted());
    expect(events('other')).toEqual([]);
    expect(database.db.pragma('foreign_key_check')).toEqual([]);
  });

  it('gives the past of a merged client to the remaining one, and not the end of the merged record', () => {
    database.upTo(179);
    liveBefore();
    database.upTo(180);
    const before = events('client');
    database.db.exec("UPDATE client SET merged_into_id = 'other' WHERE id = 'client'");
    database.db.exec(
      `INSERT INTO audit_entry (id, at, actor, trace_id, entity, entity_id, action, changes, hash)
        VALUES ('end', '${at}', 'Olga', 't', 'client', 'client', 'update', '{}', '')`,
    );
    expect(events('other')).toEqual(before);
    expect(events('client')).toEqual([]);
  });
});
