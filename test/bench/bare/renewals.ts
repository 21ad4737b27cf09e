import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import type { Db, Row } from '../../../main/core/store/index.ts';

/** A renewal that is to be invoiced, with all that its rows say. */
interface Due {
  readonly id: string;
  readonly client_id: string;
  readonly product_id: string;
  readonly product_name: string;
  readonly term_months: number;
  readonly currency: string;
  readonly price_minor: number;
  readonly number: number;
  readonly starts_on: string;
  readonly ends_on: string;
  readonly revenue_policy: string;
  readonly buyer: string;
}

/**
 * Invoices every renewal that is due with the statements that it takes and nothing else: one query, and then for each
 * the rows that the product leaves, written with prepared statements, as many renewals in a commit as the product's. No rule is
 * looked at, nothing can be held, skipped or fail, and no setting is asked for; the history is a chain here too.
 */
export function bareRenewals(db: Db, renewalsPerCommit: number): (today: string) => number {
  const due = db.prepare(
    `SELECT p.id, p.client_id, p.product_id, p.product_name, p.term_months, p.currency, p.price_minor, k.number + 1 AS number,
      k.ends_on AS starts_on, date(k.ends_on, '+' || p.term_months || ' months') AS ends_on,
      r.revenue_recognition AS revenue_policy, json_object('name', c.first_name || ' ' || c.last_name, 'company', c.company,
        'email', c.email, 'language', c.language, 'address', c.address, 'region', c.region, 'country', c.country,
        'taxNumber', c.tax_number) AS buyer
      FROM contract_product p JOIN contract_period k ON k.contract_product_id = p.id
        AND k.number = (SELECT max(m.number) FROM contract_period m WHERE m.contract_product_id = p.id)
      JOIN client c ON c.id = p.client_id JOIN product r ON r.id = p.product_id
      WHERE p.next_due_on <= date(+@today, '+7 days') AND k.ends_on <= date(+@today, '+7 days') AND p.status = 'Active'
        AND p.auto_renew = 1
        AND NOT EXISTS (SELECT 1 FROM automation_hold h WHERE h.cause = 'renewal/' || p.id || '/' || (k.number + 1)
          AND h.released_at IS NULL)
      ORDER BY p.next_due_on, p.id`,
  );
  const next = db.prepare("UPDATE counter SET last = last + 1 WHERE name = 'invoice' RETURNING last").pluck();
  const lastHash = db.prepare('SELECT hash FROM audit_entry ORDER BY seq DESC LIMIT 1').pluck();
  const statements = new Map<string, { run(row: Row): unknown }>();
  let hash = '';
  let runId = '';

  function insert(table: string, row: Row): void {
    let statement = statements.get(table);
    if (!statement) {
      const columns = Object.keys(row);
      statement = db.prepare(
        `INSERT INTO ${table} (${columns.join()}) VALUES (${columns.map((column) => `@${column}`).join()})`,
      );
      statements.set(table, statement);
    }
    statement.run(row);
  }
  function insertAudited(table: string, row: Row & { readonly id: string }, at: string): void {
    insert(table, { ...row, created_at: at, updated_at: at });
    const changes: Record<string, [null, string]> = {};
    for (const [column, value] of Object.entries(row))
      if (column !== 'id' && value !== null && value !== '') changes[column] = [null, String(value)];
    const entry = [v7(), at, 'automation', runId, table, row.id, 'create', JSON.stringify(changes)];
    hash = createHash('sha256')
      .update(JSON.stringify([hash, ...entry]))
      .digest('hex');
    const [id, , actor, trace_id, entity, entity_id, action, told] = entry;
    insert('audit_entry', { id, at, actor, trace_id, entity, entity_id, action, changes: told, hash } as Row);
  }

  function renew(contract: Due, today: string): void {
    const at = new Date().toISOString();
    const invoice = v7();
    const cause = `renewal/${contract.id}/${contract.number}`;
    insertAudited(
      'invoice',
      {
        id: invoice,
        number: `INV-${String(next.get()).padStart(6, '0')}`,
        kind: 'renewal',
        order_id: null,
        client_id: contract.client_id,
        status: 'Unpaid',
        currency: contract.currency,
        total_minor: contract.price_minor,
        tax_minor: 0,
        paid_minor: 0,
        issued_on: today,
        due_on: contract.starts_on,
        buyer: contract.buyer,
        seller: '{"name":"Hosting House","url":""}',
        base_currency: contract.currency,
        base_rate: '1',
        base_total_minor: contract.price_minor,
      },
      at,
    );
    insert('status_change', {
      id: v7(),
      at,
      actor: 'automation',
      trace_id: runId,
      entity: 'invoice',
      entity_id: invoice,
      from_status: null,
      to_status: 'Unpaid',
      cause,
    });
    insertAudited(
      'invoice_line',
      {
        id: v7(),
        invoice_id: invoice,
        line_index: 0,
        item_line: null,
        contract_product_id: contract.id,
        text: `${contract.product_name}, renewal, ${contract.term_months} month, ${contract.starts_on} – ${contract.ends_on}`,
        amount_minor: contract.price_minor,
        period_from: contract.starts_on,
        period_to: contract.ends_on,
        product_id: contract.product_id,
        revenue_policy: contract.revenue_policy === 'spread' ? 'spread' : 'immediate',
        revenue_source: 'brand',
      },
      at,
    );
    insertAudited(
      'contract_period',
      {
        id: v7(),
        contract_product_id: contract.id,
        number: contract.number,
        starts_on: contract.starts_on,
        ends_on: contract.ends_on,
        invoice_id: invoice,
        state: 'billed',
        currency: contract.currency,
        price_minor: contract.price_minor,
      },
      at,
    );
    const about = { client_id: contract.client_id, entity: 'contract_product', entity_id: contract.id };
    for (const trigger of [24, 53]) insert('trigger_event', { id: v7(), at, trigger_no: trigger, cause, ...about });
    insert('automation_step', {
      id: v7(),
      run_id: runId,
      kind: 'renewal.invoice',
      cause,
      due_on: today,
      ...about,
      state: 'done',
      why: '',
      attempts: 1,
      created_at: at,
      updated_at: at,
    });
  }

  /** Answers with how many were invoiced. */
  return (today) => {
    const at = new Date().toISOString();
    runId = v7();
    insert('automation_run', {
      id: runId,
      state: 'running',
      from_on: today,
      as_of: today,
      asked_by: 'automation',
      started_at: at,
      finished_at: null,
      done: 0,
      skipped: 0,
      held: 0,
      failed: 0,
      created_at: at,
      updated_at: at,
    });
    const all = due.all({ today }) as Due[];
    const commit = db.transaction((group: readonly Due[]) => {
      hash = String(lastHash.get());
      for (const contract of group) renew(contract, today);
    });
    for (let from = 0; from < all.length; from += renewalsPerCommit)
      commit.immediate(all.slice(from, from + renewalsPerCommit));
    db.prepare("UPDATE automation_run SET state = 'finished', finished_at = ?, done = ? WHERE id = ?").run(
      new Date().toISOString(),
      all.length,
      runId,
    );
    return all.length;
  };
}
