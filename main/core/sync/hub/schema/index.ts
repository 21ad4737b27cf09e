import { tables } from './0010-tables.ts';
import { identity } from './0020-identity.ts';
import { push } from './0030-push.ts';
import { read } from './0040-read.ts';
import { grants } from './0050-grants.ts';
import { desks } from './0060-desks.ts';
import { upkeep } from './0070-upkeep.ts';
import { files } from './0080-files.ts';
import { lastHand } from './0090-last-hand.ts';
import { acks } from './0100-acks.ts';
import { numbers } from './0110-numbers.ts';
import { skipped } from './0120-skipped.ts';
import { sessions } from './0121-sessions.ts';
import { olderCopies } from './0130-older-copies.ts';
import { singleChanges } from './0140-single-changes.ts';
import { copies } from './0150-copies.ts';
import { knownSeries } from './0151-known-series.ts';

/** One step of the hub's schema. Steps are only ever added: a hub that is older runs those it lacks. */
export interface HubMigration {
  readonly version: number;
  readonly sql: string;
}

export const hubMigrations: readonly HubMigration[] = [
  { version: 10, sql: tables },
  { version: 20, sql: identity },
  { version: 30, sql: push },
  { version: 40, sql: read },
  { version: 50, sql: grants },
  { version: 60, sql: desks },
  { version: 70, sql: upkeep },
  { version: 80, sql: files },
  { version: 90, sql: lastHand },
  { version: 100, sql: acks },
  { version: 110, sql: numbers },
  { version: 120, sql: skipped },
  { version: 121, sql: sessions },
  { version: 130, sql: olderCopies },
  { version: 140, sql: singleChanges },
  { version: 150, sql: copies },
  { version: 151, sql: knownSeries },
];

/** The version that this console installs. */
export const hubVersion = 151;
/** The oldest hub that this console can work with: the step that brought the newest answer it needs. */
export const neededHub = 121;
/** From this step on a hub says how many values a copy has. */
export const countingHub = 150;
/** The `hubVersion` of the oldest console that can work with what this one installs. */
export const leastConsole = 121;
/** What a desk may call, and who was invited; everything else of the schema is closed to both. */
export const deskFunctions = [
  'hello(jsonb)',
  'push(text,bigint[],text[],text[],text[],text[],text[],text[],bigint[],bigint[],text[],text[],bigint[],integer[])',
  'pull(text,bigint,integer)',
  'snapshot(text,text,text,text,integer,boolean)',
  'count_values(text)',
  'head()',
  'grant_once(text,text,text,bigint,bigint,bigint,boolean)',
  'invite_desk(uuid,text,text,text,boolean,boolean,integer)',
  'fork_desk(uuid,text,text)',
  'leave()',
  'revoke_desk(uuid,uuid)',
  'compact(uuid,integer)',
  'new_epoch(uuid)',
  'set_min_schema(uuid,integer)',
  'lacking_files(text[])',
  'put_file(text,bytea)',
  'get_file(text)',
] as const;
export const invitedFunctions = ['join_workspace(text,uuid,text,text,text)'] as const;
