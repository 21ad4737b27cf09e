import { z } from 'zod';
import { call } from './contract.ts';
import { Empty, Id, Instant, PageInput, page } from './values.ts';

export const AuditEntry = z.strictObject({
  id: Id,
  at: Instant,
  actor: z.string(),
  entity: z.string(),
  entityId: z.string(),
  action: z.enum(['create', 'update', 'delete', 'event']),
  /** Field → [before, after], as text; secrets are never among them. */
  changes: z.record(z.string(), z.tuple([z.string().nullable(), z.string().nullable()])),
});
export type AuditEntry = z.output<typeof AuditEntry>;

export const audit = {
  /** The history of one record, newest first. */
  list: call({
    right: 'audit.read',
    input: z.strictObject({ entity: z.string().max(60), entityId: Id, ...PageInput }),
    output: page(AuditEntry),
  }),
  /** Walks the whole hash chain; `brokenSeq` is the first entry that does not follow from those before it. */
  verify: call({
    right: 'audit.read',
    input: Empty,
    output: z.discriminatedUnion('ok', [
      z.strictObject({ ok: z.literal(true), entries: z.int(), head: z.string() }),
      z.strictObject({ ok: z.literal(false), brokenSeq: z.int() }),
    ]),
  }),
};
