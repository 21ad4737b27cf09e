import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verifyAuditChain } from '../../../main/core/audit/index.ts';
import { makeShop } from '../../unit/support/shop.ts';
import { temporaryStore } from '../../unit/support/store.ts';

describe('the audit chain', () => {
  it('shows any change of any column of any entry', () => {
    const opened = temporaryStore();
    try {
      const shop = makeShop(opened.store);
      shop.make.order();
      const { db } = opened.store;
      db.exec('DROP TRIGGER audit_entry_no_update');
      const last = (db.prepare('SELECT max(seq) AS n FROM audit_entry').get() as { n: number }).n;
      const columns = ['id', 'at', 'actor', 'trace_id', 'entity', 'entity_id', 'action', 'changes', 'hash'] as const;
      fc.assert(
        fc.property(
          fc.integer({ min: 1, max: last }),
          fc.constantFrom(...columns),
          fc.string(),
          (seq, column, text) => {
            const old = (
              db.prepare(`SELECT ${column} AS value FROM audit_entry WHERE seq = ?`).get(seq) as { value: string }
            ).value;
            fc.pre(old !== text);
            const set = db.prepare(`UPDATE audit_entry SET ${column} = ? WHERE seq = ?`);
            set.run(text, seq);
            try {
              expect(verifyAuditChain(opened.store)).toEqual({ ok: false, brokenSeq: seq });
            } finally {
              set.run(old, seq);
            }
          },
        ),
        { numRuns: 200 },
      );
      expect(verifyAuditChain(opened.store).ok).toBe(true);
    } finally {
      opened.done();
    }
  });
});
