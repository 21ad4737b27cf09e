import { describe, expect, it } from 'vitest';
import { databases } from './database.ts';

const database = databases();
const hash = '$scrypt$ln=15,r=8,p=3$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

function clients(...ids: string[]): void {
  const insert = database.db.prepare(
    `INSERT INTO client (id, first_name, last_name, email, company, language, notes, created_at, updated_at)
      VALUES (?, 'Anna', 'Smith', ? || '@example.test', '', 'en', '', '', '')`,
  );
  for (const id of ids) insert.run(id, id);
}
const login = (client: string, kept = hash): void =>
  void database.db.prepare("INSERT INTO client_login VALUES (?, ?, ?, '', '')").run(`login of ${client}`, client, kept);
const logins = (): unknown[] => database.db.prepare('SELECT client_id FROM client_login ORDER BY 1').pluck().all();

describe('migration 230', () => {
  it('leaves clients that there were without a password', () => {
    database.upTo(229);
    clients('anna', 'boris');
    database.upTo(230);
    expect(database.db.prepare('SELECT id FROM client ORDER BY id').pluck().all()).toEqual(['anna', 'boris']);
    expect(logins()).toEqual([]);
  });

  it('keeps one password of a client that there is, and nothing but what scrypt made', () => {
    database.upTo(230);
    clients('anna');
    login('anna');
    expect(() =>
      database.db.prepare("INSERT INTO client_login VALUES ('second', 'anna', ?, '', '')").run(hash),
    ).toThrow(/UNIQUE/);
    expect(() => login('nobody')).toThrow(/FOREIGN/);
    clients('boris');
    expect(() => login('boris', 'correct horse')).toThrow(/CHECK/);
  });

  it('ends the login of a client who is deleted or merged, whoever writes it', () => {
    database.upTo(230);
    clients('anna', 'boris', 'clara');
    for (const client of ['anna', 'boris', 'clara']) login(client);
    database.db.exec("UPDATE client SET notes = 'x', deleted_at = NULL");
    expect(logins()).toEqual(['anna', 'boris', 'clara']);
    database.db.exec("UPDATE client SET deleted_at = '2026-11-30' WHERE id = 'anna'");
    database.db.exec("UPDATE client SET deleted_at = '2026-11-30', merged_into_id = 'clara' WHERE id = 'boris'");
    expect(logins()).toEqual(['clara']);
  });
});
