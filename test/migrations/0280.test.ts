import { describe, expect, it } from 'vitest';
import { databases } from './database.ts';

const database = databases();

const client = `INSERT INTO client (id, first_name, last_name, email, company, language, notes, created_at, updated_at)
  VALUES ('c', 'Anna', 'Smith', 'a@client.example', '', 'en', '', '', '')`;
const ticket = (id: string, subject: string): string =>
  `INSERT INTO ticket (id, request_key, number, client_id, subject, status, created_at, updated_at)
    VALUES ('${id}', 'key-${id}', 'T-${id}', 'c', '${subject}', 'open', '', '')`;
const found = (text: string): unknown[] =>
  database.db
    .prepare(
      `SELECT s.entity_id FROM search_ticket x JOIN search_row s ON s.seq = x.rowid
        WHERE search_ticket MATCH ? ORDER BY s.seq`,
    )
    .pluck()
    .all(`"${text}"`);

describe('migration 280', () => {
  it('finds tickets that were there before, and what is written, changed and removed after it', () => {
    database.upTo(279);
    database.db.exec(`${client}; ${ticket('t1', 'License is late')};`);
    database.upTo(280);
    expect(found('license')).toEqual(['t1']);
    database.db.exec(ticket('t2', 'Лицензия опаздывает'));
    expect(found('ЛИЦЕНЗИЯ')).toEqual(['t2']);
    database.db.exec("UPDATE ticket SET subject = 'Other' WHERE id = 't2'");
    expect(found('лицензия')).toEqual([]);
    expect(found('other')).toEqual(['t2']);
    database.db.exec("DELETE FROM ticket WHERE id = 't1'");
    expect(found('license')).toEqual([]);
  });

  it('enters each order of a list by an index', () => {
    database.upTo(280);
    for (const [index, sql] of [
      ['client_name', "SELECT id FROM client c ORDER BY (c.first_name || ' ' || c.last_name) COLLATE NOCASE, c.id"],
      ['client_by_email', 'SELECT id FROM client c ORDER BY c.email COLLATE NOCASE, c.id'],
      ['invoice_by_due', 'SELECT id FROM invoice i ORDER BY i.due_on, i.id'],
      [
        'contract_product_by_due',
        "SELECT id FROM contract_product p ORDER BY coalesce(p.next_due_on, '9999-12-31'), p.id",
      ],
    ] as const)
      expect(database.db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all()).toEqual([
        expect.objectContaining({ detail: expect.stringContaining(`USING COVERING INDEX ${index}`) as string }),
      ]);
  });
});
