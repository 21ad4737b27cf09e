import type { audit } from '../../../preload/api/audit.ts';
import type { Output, Parsed } from '../../../preload/api/contract.ts';
import { fieldError } from '../kernel/index.ts';
import { auditHash, type Store } from '../store/index.ts';
import { beforeSeq } from './rules.ts';
import { entriesInOrder, listEntries } from './store.ts';

/**
 * Walks the audit trail's hash chain (quality 1.2) and answers with the first entry that does not follow from those
 * before it: it was changed, or one before it is missing. Entries cut off at the end leave no trace in the chain
 * itself; `entries` and `head` let a caller compare with what was there earlier. Reads all; about 3 s a million.
 */
export function verifyAuditChain(
  store: Store,
):
  | { readonly ok: true; readonly entries: number; readonly head: string }
  | { readonly ok: false; readonly brokenSeq: number } {
  let head = '';
  let entries = 0;
  for (const entry of entriesInOrder(store)) {
    if (auditHash(head, entry) !== entry.hash) return { ok: false, brokenSeq: entry.seq };
    head = entry.hash;
    entries += 1;
  }
  return { ok: true, entries, head };
}

export type AuditService = ReturnType<typeof auditService>;

/** The history of records. */
export function auditService(store: Store) {
  /** A page of one record's history, newest first. @throws AppError `input.invalid` cursor */
  function list(input: Parsed<typeof audit.list>): Output<typeof audit.list> {
    const before = beforeSeq(input.cursor);
    if (before === null) throw fieldError('cursor', { code: 'invalid' });
    const found = listEntries(store, input.entity, input.entityId, before, input.limit + 1);
    const kept = found.slice(0, input.limit);
    return {
      rows: kept.map((each) => each.entry),
      nextCursor: found.length > input.limit ? String(kept.at(-1)?.seq ?? '') : null,
    };
  }
  return { list, verify: () => verifyAuditChain(store) };
}
