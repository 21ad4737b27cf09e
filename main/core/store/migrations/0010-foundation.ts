import type { Migration } from '../migrate.ts';

/** The first schema: brand, staff, connections, catalogue, clients, orders, billing, licenses, operations, audit. */
export const migration0010: Migration = {
  number: 10,
  name: 'foundation',
  up(db) {
    db.exec(`
      CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE counter (name TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT, WITHOUT ROWID;

      CREATE TABLE brand (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, default_language TEXT NOT NULL, default_currency TEXT NOT NULL,
        time_zone TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;

      CREATE TABLE staff_member (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, is_active INTEGER NOT NULL,
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;

      CREATE TABLE connection (
        id TEXT PRIMARY KEY, is_enabled INTEGER NOT NULL, name TEXT NOT NULL,
        provision_category TEXT NOT NULL, is_category_default INTEGER NOT NULL,
        provider TEXT NOT NULL, is_provider_default INTEGER NOT NULL,
        username TEXT NOT NULL, api_address TEXT NOT NULL,
        password_set_at TEXT, credentials_stopped INTEGER NOT NULL,
        last_test TEXT, can_suspend TEXT NOT NULL, deleted_at TEXT,
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
      CREATE UNIQUE INDEX connection_category_default ON connection (provision_category)
        WHERE is_category_default = 1 AND deleted_at IS NULL;
      CREATE UNIQUE INDEX connection_provider_default ON connection (provider)
        WHERE is_provider_default = 1 AND deleted_at IS NULL;

      CREATE TABLE category (
        id TEXT PRIMARY KEY, parent_id TEXT REFERENCES category (id), name TEXT NOT NULL,
        description TEXT NOT NULL, short_description TEXT NOT NULL, deleted_at TEXT,
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
      CREATE INDEX category_parent ON category (parent_id);

      CREATE TABLE product (
        id TEXT PRIMARY KEY, category_id TEXT NOT NULL REFERENCES category (id), type TEXT NOT NULL,
        is_active INTEGER NOT NULL, is_visible INTEGER NOT NULL, name TEXT NOT NULL, description TEXT NOT NULL,
        connection_id TEXT REFERENCES connection (id), package_identifier TEXT NOT NULL, deleted_at TEXT,
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
      CREATE INDEX product_category ON product (category_id);
      CREATE INDEX product_connection ON product (connection_id);

      CREATE TABLE price (
        id TEXT PRIMARY KEY, product_id TEXT NOT NULL REFERENCES product (id), term_months INTEGER NOT NULL,
        currency TEXT NOT NULL, amount_minor INTEGER NOT NULL,
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
      CREATE UNIQUE INDEX price_key ON price (product_id, term_months, currency);

      CREATE TABLE client (
        id TEXT PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, email TEXT NOT NULL COLLATE NOCASE,
        company TEXT NOT NULL, language TEXT NOT NULL, notes TEXT NOT NULL, deleted_at TEXT,
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
      CREATE UNIQUE INDEX client_email ON client (email) WHERE deleted_at IS NULL;

      CREATE TABLE orders (
        id TEXT PRIMARY KEY, request_key TEXT NOT NULL UNIQUE, number TEXT NOT NULL UNIQUE,
        client_id TEXT NOT NULL REFERENCES client (id), placed_by TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('Awaiting payment', 'Active', 'Cancelled')),
        notes TEXT NOT NULL, currency TEXT NOT NULL, total_minor INTEGER NOT NULL,
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
      CREATE INDEX orders_client ON orders (client_id, id);
      CREATE INDEX orders_status ON orders (status, id);

      CREATE TABLE order_item (
        id TEXT PRIMARY KEY, order_id TEXT NOT NULL REFERENCES orders (id), line_index INTEGER NOT NULL,
        product_id TEXT NOT NULL REFERENCES product (id), product_name TEXT NOT NULL,
        term_months INTEGER NOT NULL, unit_minor INTEGER NOT NULL, currency TEXT NOT NULL, ip TEXT NOT NULL,
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
      CREATE UNIQUE INDEX order_item_line ON order_item (order_id, line_index);

      CREATE TABLE invoice (
        id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, order_id TEXT NOT NULL REFERENCES orders (id),
        client_id TEXT NOT NULL REFERENCES client (id),
        status TEXT NOT NULL CHECK (status IN ('Unpaid', 'Partly paid', 'Paid', 'Cancelled')),
        currency TEXT NOT NULL, total_minor INTEGER NOT NULL, paid_minor INTEGER NOT NULL,
        issued_on TEXT NOT NULL, due_on TEXT NOT NULL, buyer TEXT NOT NULL,
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
      CREATE INDEX invoice_order ON invoice (order_id);
      CREATE INDEX invoice_client ON invoice (client_id, id);
      CREATE INDEX invoice_open ON invoice (id) WHERE status IN ('Unpaid', 'Partly paid');

      CREATE TABLE invoice_line (
        id TEXT PRIMARY KEY, invoice_id TEXT NOT NULL REFERENCES invoice (id), line_index INTEGER NOT NULL,
        text TEXT NOT NULL, amount_minor INTEGER NOT NULL, period_from TEXT, period_to TEXT,
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
      CREATE UNIQUE INDEX invoice_line_key ON invoice_line (invoice_id, line_index);

      CREATE TABLE payment (
        id TEXT PRIMARY KEY, request_key TEXT NOT NULL UNIQUE, invoice_id TEXT NOT NULL REFERENCES invoice (id),
        amount_minor INTEGER NOT NULL CHECK (amount_minor > 0), currency TEXT NOT NULL, method TEXT NOT NULL,
        received_on TEXT NOT NULL, reference TEXT NOT NULL, recorded_by TEXT NOT NULL,
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
      CREATE INDEX payment_invoice ON payment (invoice_id, id);

      CREATE TABLE contract_product (
        id TEXT PRIMARY KEY, order_item_id TEXT NOT NULL REFERENCES order_item (id), line_index INTEGER NOT NULL,
        order_id TEXT NOT NULL REFERENCES orders (id), client_id TEXT NOT NULL REFERENCES client (id),
        product_id TEXT NOT NULL REFERENCES product (id),
        status TEXT NOT NULL CHECK (status IN
          ('Pending', 'Awaiting Activation', 'Active', 'Suspended', 'Cancelled', 'Closed', 'Lapsed')),
        term_months INTEGER NOT NULL, currency TEXT NOT NULL, price_minor INTEGER NOT NULL,
        anchor_date TEXT, billed_to TEXT, next_due_on TEXT,
        connection_id TEXT NOT NULL REFERENCES connection (id), package_identifier TEXT NOT NULL, ip TEXT NOT NULL,
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
      CREATE UNIQUE INDEX contract_product_line ON contract_product (order_item_id, line_index);
      CREATE INDEX contract_product_client ON contract_product (client_id, id);
      CREATE INDEX contract_product_status ON contract_product (status, id);
      CREATE INDEX contract_product_order ON contract_product (order_id);

      CREATE TABLE license (
        id TEXT PRIMARY KEY, contract_product_id TEXT NOT NULL REFERENCES contract_product (id),
        connection_id TEXT NOT NULL REFERENCES connection (id), vendor_id TEXT NOT NULL, license_key TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('unknown', 'ordered', 'active', 'suspended', 'deleted', 'processing')),
        ip TEXT NOT NULL, licname TEXT NOT NULL, package_identifier TEXT NOT NULL,
        created_on TEXT NOT NULL, expires_on TEXT NOT NULL, last_read_at TEXT NOT NULL,
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
      CREATE UNIQUE INDEX license_vendor ON license (connection_id, vendor_id);
      -- Invariant 6 of spec 2.16: at most one live license for a line of a contract.
      CREATE UNIQUE INDEX license_live ON license (contract_product_id) WHERE status <> 'deleted';
      CREATE INDEX license_status ON license (status);
      -- Terminated licenses too: a contract product's page shows the last one it had.
      CREATE INDEX license_contract ON license (contract_product_id, id);

      CREATE TABLE operation (
        id TEXT PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind IN ('create', 'suspend', 'unsuspend', 'terminate')),
        state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'accepted', 'succeeded', 'refused', 'unknown',
          'reconciling', 'absent', 'abandoned')),
        connection_id TEXT NOT NULL REFERENCES connection (id),
        contract_product_id TEXT NOT NULL REFERENCES contract_product (id),
        license_id TEXT REFERENCES license (id),
        token TEXT NOT NULL, attempt INTEGER NOT NULL, params TEXT NOT NULL,
        price_minor INTEGER NOT NULL, currency TEXT NOT NULL,
        vendor_id TEXT, error_code TEXT, vendor_message TEXT,
        absent_reads INTEGER NOT NULL, first_absent_at TEXT, next_check_at TEXT,
        asked_by TEXT NOT NULL, cause TEXT NOT NULL, sent_at TEXT, settled_at TEXT,
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
      -- One open operation for a contract product: a double click, two windows and automation meet this row (design 4).
      CREATE UNIQUE INDEX operation_open ON operation (contract_product_id)
        WHERE state NOT IN ('succeeded', 'refused', 'abandoned');
      CREATE INDEX operation_contract ON operation (contract_product_id, id);
      CREATE INDEX operation_state ON operation (state, id);

      CREATE TABLE operation_event (
        id TEXT PRIMARY KEY, operation_id TEXT NOT NULL REFERENCES operation (id), at TEXT NOT NULL,
        state TEXT NOT NULL, code TEXT NOT NULL, detail TEXT NOT NULL) STRICT;
      CREATE INDEX operation_event_operation ON operation_event (operation_id, id);
      CREATE TRIGGER operation_event_no_update BEFORE UPDATE ON operation_event
        BEGIN SELECT RAISE(ABORT, 'operation_event is append-only'); END;
      CREATE TRIGGER operation_event_no_delete BEFORE DELETE ON operation_event
        BEGIN SELECT RAISE(ABORT, 'operation_event is append-only'); END;

      CREATE TABLE ticket (
        id TEXT PRIMARY KEY, request_key TEXT NOT NULL UNIQUE, number TEXT NOT NULL UNIQUE,
        client_id TEXT NOT NULL REFERENCES client (id), subject TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('open', 'closed')),
        created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
      CREATE INDEX ticket_status ON ticket (status, id);
      CREATE INDEX ticket_client ON ticket (client_id, id);
      CREATE TABLE ticket_message (
        id TEXT PRIMARY KEY, request_key TEXT NOT NULL UNIQUE, ticket_id TEXT NOT NULL REFERENCES ticket (id),
        author TEXT NOT NULL, text TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
      CREATE INDEX ticket_message_ticket ON ticket_message (ticket_id, id);

      CREATE TABLE audit_entry (
        seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at TEXT NOT NULL, actor TEXT NOT NULL, trace_id TEXT NOT NULL,
        entity TEXT NOT NULL, entity_id TEXT NOT NULL, action TEXT NOT NULL, changes TEXT NOT NULL,
        hash TEXT NOT NULL) STRICT;
      CREATE INDEX audit_entry_entity ON audit_entry (entity, entity_id, seq);
      CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry
        BEGIN SELECT RAISE(ABORT, 'audit_entry is append-only'); END;
      CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry
        BEGIN SELECT RAISE(ABORT, 'audit_entry is append-only'); END;
    `);
  },
};
