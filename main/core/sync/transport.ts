/**
 * What a desk and a hub say to each other (design 6). The hub orders changes and answers each of them; a desk saves at
 * once and replays the hub's log. The same calls go to PostgreSQL and to the hub in memory of the simulation, and one
 * suite of tests holds both to these words.
 */

/** How two values of one field meet: see `policies.ts`. The hub needs it to know who may win without a person. */
export type Policy = 'review' | 'latest' | 'text3' | 'set';

/**
 * The field that says that a row is deleted: its value is not null then. A deletion meets edits of the whole row, and its
 * `baseRev` is the highest number of all the row's values that its desk has.
 */
export const deletedField = 'deleted_at';

/** One edit of one field, or of a group of fields that only make sense together (a price), of one row. */
export interface Change {
  /** 1, 2, 3 … at its desk, without gaps. With the desk it names the change for ever. */
  readonly deskSeq: number;
  /** UUIDv7 of what was saved in one go: shown and decided together. */
  readonly changeSet: string;
  readonly entity: string;
  readonly rowId: string;
  readonly field: string;
  /** JSON text with sorted keys, so that equal values are equal text; `null` where the field became empty. */
  readonly value: string | null;
  readonly policy: Policy;
  /** The hub's number of the value that its editor saw; 0 where there was none. */
  readonly baseRev: number;
  /** `deskSeq` of this desk's own earlier change on which the edit stands and which has no answer yet; 0 where none. */
  readonly baseOwn: number;
  /** Hybrid logical clock as text of fixed width: orders and labels, never decides about `review`. */
  readonly hlc: string;
  /** Who edited, as the desk knows them: a label. Rights come from the desk's credential. */
  readonly actor: string;
  /** `seq` of the parked change that this one decides about; 0 for an ordinary edit. */
  readonly resolves: number;
  /** Version of the schema of synced fields at the desk that wrote it. */
  readonly schema: number;
}

/**
 * applied: it is the value now. same: the value was that already. superseded: policy `latest` and a later edit is there
 * (kept in the log). conflict: the hub's value stays, this one is parked for a person. refused: it can never be taken,
 * with `reason`; the changes after it go on.
 */
export type Outcome = 'applied' | 'same' | 'superseded' | 'conflict' | 'refused';

export interface ChangeAnswer {
  readonly deskSeq: number;
  readonly outcome: Outcome;
  /** The number the hub gave it in the log; 0 for refused. */
  readonly seq: number;
  /** A code for refused: `unknown_entity`, `row_gone`, `too_large`, `desk_may_not`. */
  readonly reason: string;
}

/** A change as the hub's log holds it. */
export interface LoggedChange extends Change {
  /** Without gaps within a workspace, in the order of commit. */
  readonly seq: number;
  readonly deskId: string;
  readonly outcome: Exclude<Outcome, 'refused'>;
  /** Instant by the hub's clock, ISO 8601 UTC. */
  readonly receivedAt: string;
}

/** The value of a field that is live for everyone. */
export interface Register {
  readonly entity: string;
  readonly rowId: string;
  readonly field: string;
  readonly value: string | null;
  /** `seq` of the change that made it. */
  readonly rev: number;
  readonly deskId: string;
  readonly deskSeq: number;
  readonly hlc: string;
  readonly actor: string;
}

export interface DeskState {
  readonly deskId: string;
  readonly name: string;
  readonly revoked: boolean;
  /** The newest `seq` the desk said it has stored. */
  readonly acked: number;
  readonly lastSeen: string;
  /** Of the confirmed values at `acked`, as `checksum.ts` makes it; '' where it was not told. */
  readonly checksum: string;
  /** Records the desk's person has open, as `<entity>/<id>`. */
  readonly open: readonly string[];
  /** Changes that wait at the desk, as it last said. */
  readonly waiting: number;
}

export interface Hello {
  readonly schema: number;
  readonly appVersion: string;
  readonly deskName: string;
  /** The epoch the desk knows; '' at first. */
  readonly epoch: string;
  readonly cursor: number;
  /** The desk's newest `deskSeq` and the newest answered one: tell a copied or restored profile from the desk. */
  readonly deskSeq: number;
  readonly answeredSeq: number;
  /** Random text made at each start of the application: two at once with one desk id are a copied profile. */
  readonly session: string;
  readonly checksum: string;
  readonly waiting: number;
  readonly open: readonly string[];
  /** Highest number of each series of which the desk has heard: a hub that has given less was put back to a backup. */
  readonly series: Readonly<Record<string, number>>;
  /** The desk's clock, ISO 8601 UTC. */
  readonly now: string;
}

/** From one number, without it, up to another one. */
export type Skipped = readonly [after: number, upTo: number];

export interface HubState {
  readonly workspaceId: string;
  readonly workspaceName: string;
  /** Changes with every restore of the hub from a backup. */
  readonly epoch: string;
  readonly head: number;
  /** Changes up to here are compacted away: a desk whose cursor is lower needs a snapshot. */
  readonly minSeq: number;
  /** Numbers that the log went over when it was restored: a change that was given one of them is lost to this hub. */
  readonly skipped: readonly Skipped[];
  /** Newest `deskSeq` of this desk that the hub holds. */
  readonly lastDeskSeq: number;
  /** Of the hub's own schema, and the least schema of synced fields it takes pushes from. */
  readonly hubVersion: number;
  readonly minSchema: number;
  readonly now: string;
  /** Of all registers at `head`, by the same rule as a desk's. */
  readonly checksum: string;
  readonly desks: readonly DeskState[];
  /** Highest number that was given of each series; missing: a hub that does not tell yet. */
  readonly series?: Readonly<Record<string, number>>;
  /** Desks that have not told a restored hub yet what they were granted: until they have, it hands nothing out. Missing: a hub that does not tell. */
  readonly awaited?: readonly string[];
}

export interface PushAnswer {
  readonly answers: readonly ChangeAnswer[];
  readonly head: number;
}

export interface PullAnswer {
  readonly changes: readonly LoggedChange[];
  readonly head: number;
}

/** Where a snapshot goes on: the key of the last register of the page before. */
export interface SnapshotKey {
  readonly entity: string;
  readonly rowId: string;
  readonly field: string;
}

export interface SnapshotPage {
  readonly registers: readonly Register[];
  /** Parked changes that nobody has decided about; on the last page only. */
  readonly parked: readonly LoggedChange[];
  /** `null` after the last page. */
  readonly next: SnapshotKey | null;
  readonly head: number;
}

/**
 * What must not be merged but is handed out, once (spec 2.16, issue of sync 4). `number`: the next of a series without
 * gaps (`key`: series). `redemption`: one use of a promo code (`key`: code's id, `limit`). `operation`: the right to send
 * vendor calls about one thing (`key`: what must not be bought or changed twice). `run`: the right to run automation, for a
 * lease that has to be renewed.
 */
export interface GrantRequest {
  readonly kind: 'number' | 'redemption' | 'operation' | 'run';
  readonly key: string;
  /** UUIDv7 of the asker: the same request asked again gets the same answer. */
  readonly requestId: string;
  /** Uses at most, for `redemption`; seconds of the lease, for `run`; how many, for `number`; else 0. */
  readonly amount: number;
  /** For `number`: the first one is at least this, because the desk had given those before there was a hub. */
  readonly floor?: number;
  /**
   * What this request was granted in an earlier epoch, told again after a restore of the hub. With `release`, of an `operation`:
   * when it was given back, ms by the hub's clock.
   */
  readonly held?: number;
  /** Gives back what this request got: a redemption, an operation, the run. */
  readonly release?: true;
}

export interface GrantAnswer {
  readonly granted: boolean;
  /**
   * The (first) number for `number`; the fencing token for `run`; for `operation` until when another desk had it last, ms
   * by the hub's clock (0: none had, or a hub that does not tell yet); else 0.
   */
  readonly value: number;
  /** Desk that holds it where it was not granted; of a granted `operation` the one that had it last. */
  readonly heldBy: string;
  /** Of a granted `operation`: this very request had its yes before. */
  readonly isKnown?: boolean;
}

/** A picture, by what it holds. */
export interface HubFile {
  /** Of its bytes, 64 hexadecimal digits. */
  readonly sha256: string;
  readonly content: Uint8Array;
}

/**
 * Why a hub cannot answer. `offline`: not reached, or the answer was lost: ask again later, the same way. The others
 * need a person or another way and are told apart by `code`.
 */
export type HubErrorCode =
  | 'offline'
  | 'epoch' // the hub was restored: say hello again, send again
  | 'gap' // a deskSeq is missing, or one came back with other content: copied or restored profile
  | 'revoked'
  | 'snapshot_needed' // the cursor is below minSeq
  | 'desk_too_old' // the schema is below minSchema: pushes stop, local work goes on
  | 'hub_too_old' // the hub's functions are older than the desk needs
  | 'hub_too_new'
  | 'credential' // wrong or unknown
  | 'tls'; // the certificate does not prove who the server is

export class HubError extends Error {
  readonly code: HubErrorCode;
  constructor(code: HubErrorCode, message: string = code, options?: ErrorOptions) {
    super(message, options);
    this.name = 'HubError';
    this.code = code;
  }
}

/** One desk's line to a hub. All calls may throw `HubError`; each may be asked again after `offline`. */
export interface HubTransport {
  hello(hello: Hello): Promise<HubState>;
  /** At most 1,000 changes in the order of their `deskSeq`. Told again, it gives the answers of the first time. */
  push(push: { readonly epoch: string; readonly changes: readonly Change[] }): Promise<PushAnswer>;
  /** Changes after `after`, at most `limit`; `after` is also what the desk has stored (its ack). */
  pull(pull: { readonly epoch: string; readonly after: number; readonly limit: number }): Promise<PullAnswer>;
  snapshot(page: {
    readonly epoch: string;
    readonly after: SnapshotKey | null;
    readonly limit: number;
  }): Promise<SnapshotPage>;
  /** How many values a snapshot has now; null: a hub that does not tell yet. */
  countValues(of: { readonly epoch: string }): Promise<number | null>;
  /** `epoch` too where another application spoke as this desk since its hello, or none was said over this line. */
  grant(request: GrantRequest): Promise<GrantAnswer>;
  /** Which of these files (SHA-256, at most 1,000) the hub does not have. */
  lackingFiles(sha256: readonly string[]): Promise<readonly string[]>;
  /** Keeps a file. False: not taken, for the desk may not write, it is too large, or its bytes are not those of its name. */
  putFile(file: HubFile): Promise<boolean>;
  /** The bytes of a file; null: the hub does not have it. */
  getFile(sha256: string): Promise<Uint8Array | null>;
  /**
   * Registers a new desk with the same rights under this id and speaks as it from then on: a copied or restored profile
   * gets an identity of its own. The credential is for the keychain.
   */
  fork(deskId: string): Promise<{ readonly credential: string }>;
  /** Calls `wake` when something may be new. A hint: nothing may be lost where it never comes. Answers how to stop. */
  listen(wake: () => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}
