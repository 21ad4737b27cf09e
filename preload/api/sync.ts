import { z } from 'zod';
import { call } from './contract.ts';
import { ConflictDetail, ConflictId, ConflictKind, ConflictRow, Shown, Subject } from './sync-conflicts.ts';
import { manyCalls } from './sync-many.ts';
import { Empty, Id, Instant, PageInput, line, optionalLine, page } from './values.ts';

/**
 * What keeps a desk from its hub. The first ten are the hub's own (`core/sync/transport.ts`); `vault`: the credential cannot
 * be read from the keychain; `server`: the hub on this computer does not start.
 */
export const HubProblem = z.enum([
  'offline',
  'epoch',
  'gap',
  'revoked',
  'snapshot_needed',
  'desk_too_old',
  'hub_too_old',
  'hub_too_new',
  'credential',
  'tls',
  'vault',
  'server',
]);
export type HubProblem = z.output<typeof HubProblem>;

/** Whether confirmed values here are those of the hub: `unknown` while one of them is behind. */
export const ChecksumState = z.enum(['equal', 'differs', 'unknown']);
export type ChecksumState = z.output<typeof ChecksumState>;

/**
 * What happened to this desk and was dealt with by the round that met it: the hub was restored from a backup; this profile was copied or
 * restored and has an identity of its own now; the hub's log went on without it for so long that it took a new copy; its confirmed values were
 * others than the hub's.
 */
export const SyncNews = z.enum(['hub_restored', 'own_identity', 'new_copy', 'repaired']);
export type SyncNews = z.output<typeof SyncNews>;

export const SyncStatus = z.strictObject({
  isJoined: z.boolean(),
  deskName: z.string(),
  workspaceName: z.string(),
  /** Where the hub is; null: this desk has none. */
  hub: z.strictObject({ kind: z.enum(['embedded', 'server']), address: z.string() }).nullable(),
  /** By the hub's clock; null: there was none yet. */
  lastContact: Instant.nullable(),
  /** null: nothing keeps the desk from the hub, or it was not asked yet. */
  problem: HubProblem.nullable(),
  /** Changes without an answer of the hub; open questions; values that wait here; changes that the hub refused. */
  waiting: z.int(),
  conflicts: z.int(),
  deferred: z.int(),
  refused: z.int(),
  /** Changes of the hub that are not here yet. */
  behind: z.int(),
  /** The hub's time less the time of this computer, milliseconds. */
  clockOffsetMs: z.int(),
  /** The clocks differ by so much that it is worth a word. */
  isClockWrong: z.boolean(),
  checksum: ChecksumState,
  /**
   * A first or new copy is being fetched, and how far it is: values come from the hub, then they are put where they belong.
   * `total` null: the hub does not say.
   */
  isCopying: z.boolean(),
  copy: z.strictObject({ stage: z.enum(['fetching', 'filing']), done: z.int(), total: z.int().nullable() }).nullable(),
  /** What was here before it was shared is still to be made into changes: `waiting` does not count all of it yet. */
  isBringing: z.boolean(),
  /** Name that a desk on this computer could have. */
  suggestedDeskName: z.string(),
  /** The hub's schema is older than the one that this console brings, and an administrator's login is all that it needs. */
  canUpdateHub: z.boolean(),
  /** Until somebody has read it; of a kind the last time, by the hub's clock. */
  news: z.array(z.strictObject({ kind: SyncNews, at: Instant })),
  /** Names of desks that a restored hub waits for: until they have been in contact, or were revoked, it hands out no number and no right. */
  awaited: z.array(z.string()),
});
export type SyncStatus = z.output<typeof SyncStatus>;

/** A desk of the workspace, as it was when it last spoke with the hub. */
export const Desk = z.strictObject({
  id: z.string(),
  name: z.string(),
  isThis: z.boolean(),
  isRevoked: z.boolean(),
  /** Changes of the hub that it has not said it has. */
  lag: z.int(),
  /** Changes that wait there. */
  waiting: z.int(),
  /** The hub was restored and waits for it. */
  isAwaited: z.boolean(),
  lastSeen: Instant.nullable(),
  checksum: ChecksumState,
});
export type Desk = z.output<typeof Desk>;

/** Values of a record that did not get where they belong, and why. */
export const HeldUpRow = z.strictObject({
  id: z.string(),
  /** Own edits that the hub refused; values of the hub that are not in their record here. */
  kind: z.enum(['refused', 'deferred']),
  subject: Subject,
  /** A code: of the hub (`transport.ts`), or why it waits (`core/sync/rows.ts`). */
  reason: z.string(),
  since: Instant,
  values: z.array(
    z.strictObject({ column: z.string(), kind: ConflictKind, currency: z.string().nullable(), value: Shown }),
  ),
});
export type HeldUpRow = z.output<typeof HeldUpRow>;

/** How a record stands with the hub, the worst of its fields. */
export const RecordState = z.enum(['refused', 'conflict', 'saved_here', 'sent', 'live']);
export type RecordState = z.output<typeof RecordState>;

/** Why the hub can never take a change. `other`: it says nothing that this version knows. */
export const Refusal = z.enum(['unknown_entity', 'row_gone', 'too_large', 'desk_may_not', 'other']);
export type Refusal = z.output<typeof Refusal>;

/** Records whose state and presence are shown. */
export const SyncedRecord = z.enum(['product', 'category', 'client', 'promo_code', 'ticket', 'connection', 'tax_rate']);
export type SyncedRecord = z.output<typeof SyncedRecord>;

const allowMemoryOnly = z.boolean().default(false);

/** Where a workspace is made: on this computer to try it, or on a server, whose administrator is asked for once. */
export const NewWorkspace = z
  .strictObject({
    kind: z.enum(['embedded', 'server']),
    name: line(100),
    deskName: line(100),
    host: optionalLine(253),
    port: z.int().min(1, 'too_small').max(65_535, 'too_big').default(5432),
    database: optionalLine(63),
    user: optionalLine(63),
    /** Used for this call and not kept. */
    password: z.string().max(500, 'too_long').default(''),
    /** PEM of the authority that signed the server's certificate; empty: the computer's own list. */
    ca: z.string().trim().max(20_000, 'too_long').default(''),
    allowMemoryOnly,
  })
  .superRefine((value, context) => {
    if (value.kind !== 'server') return;
    for (const field of ['host', 'database', 'user', 'password'] as const)
      if (value[field] === '') context.addIssue({ code: 'custom', path: [field], message: 'required' });
  });

export const sync = {
  status: call({ right: 'sync.read', input: Empty, output: SyncStatus }),
  desks: call({ right: 'sync.read', input: Empty, output: z.array(Desk) }),
  /** Open questions, the oldest first. */
  conflicts: call({ right: 'sync.read', input: z.strictObject(PageInput), output: page(ConflictRow) }),
  /** Own edits that the hub refused, and values that wait here, with the reason. */
  heldUp: call({ right: 'sync.read', input: z.strictObject(PageInput), output: page(HeldUpRow) }),
  getConflict: call({ right: 'sync.read', input: z.strictObject({ id: ConflictId }), output: ConflictDetail }),
  /** `values`: by column, for `edit`. */
  decide: call({
    right: 'sync.decide',
    input: z.strictObject({
      id: ConflictId,
      keep: z.enum(['mine', 'theirs', 'both', 'edit']),
      values: z
        .record(z.string().max(100), z.union([z.string().max(20_000), z.number(), z.boolean(), z.null()]))
        .optional(),
    }),
    output: ConflictDetail,
  }),
  ...manyCalls,
  createWorkspace: call({ right: 'sync.write', input: NewWorkspace, output: SyncStatus }),
  /** The code is a secret until it is used or over. */
  invite: call({
    right: 'sync.write',
    input: z.strictObject({ minutes: z.int().min(5).max(10_080).default(60), isAdmin: z.boolean().default(false) }),
    output: z.strictObject({ code: z.string(), expiresAt: z.string() }),
  }),
  /** `bring`: what is here and not there goes there too. */
  join: call({
    right: 'sync.write',
    input: z.strictObject({
      code: z.string().trim().min(1, 'required').max(60_000, 'too_long'),
      deskName: line(100),
      bring: z.boolean().default(false),
      allowMemoryOnly,
    }),
    output: SyncStatus,
  }),
  /** `confirmation`: the name of this desk. `untold`: also where the hub cannot be told. */
  leave: call({
    right: 'sync.write',
    input: z.strictObject({ confirmation: z.string().max(200), untold: z.boolean().default(false) }),
    output: SyncStatus,
  }),
  /** `confirmation`: the name of that desk. */
  revoke: call({
    right: 'sync.write',
    input: z.strictObject({ deskId: z.string().min(1).max(100), confirmation: z.string().max(200) }),
    output: z.array(Desk),
  }),
  /** Nothing where this desk has not joined. `openAt`: names of other desks that have the record open; `refusal`: why, of what was refused. */
  rowStates: call({
    right: 'sync.read',
    input: z.strictObject({ record: SyncedRecord, ids: z.array(Id).max(200) }),
    output: z.array(
      z.strictObject({ id: Id, state: RecordState, refusal: Refusal.nullable(), openAt: z.array(z.string()) }),
    ),
  }),
  /** What the person of this desk has open now; told to the others. */
  setOpen: call({
    right: 'sync.read',
    input: z.strictObject({ open: z.array(z.strictObject({ record: SyncedRecord, id: Id })).max(20) }),
    output: Empty,
  }),
  /** Brings the hub on a server up to the schema of this console. Its administrator is asked for once; nothing of it is kept. */
  updateHub: call({
    right: 'sync.write',
    input: z.strictObject({ user: line(63), password: z.string().min(1, 'required').max(500, 'too_long') }),
    output: SyncStatus,
  }),
  /** A person of this desk has read it: it is told no more, until it happens again. */
  readNews: call({ right: 'sync.read', input: z.strictObject({ kind: SyncNews }), output: SyncStatus }),
  tryNow: call({ right: 'sync.read', input: Empty, output: SyncStatus }),
};
