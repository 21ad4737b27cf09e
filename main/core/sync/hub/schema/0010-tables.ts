/**
 * Tables of the hub (design 6). Every key begins with the workspace, so that a workspace can live on one node of a spread
 * database. No triggers, no sequences, no advisory locks: see docs/hub.md. Keys compare by byte (`COLLATE "C"`), so that
 * paging means the same on every server.
 */
export const tables = `
CREATE TABLE reseller_hub.workspace (
  workspace_id uuid PRIMARY KEY,
  name text NOT NULL,
  -- Another one after every restore from a backup.
  epoch text NOT NULL,
  -- The newest number of the log. Taken under this row's lock, so that numbers have no gaps and rise in the order of commit.
  head bigint NOT NULL DEFAULT 0,
  -- Changes up to here are compacted away.
  min_seq bigint NOT NULL DEFAULT 0,
  min_schema integer NOT NULL DEFAULT 0,
  -- XOR of the digests of all registers.
  checksum bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE reseller_hub.desk (
  workspace_id uuid NOT NULL,
  desk_id uuid NOT NULL,
  -- The login of the desk: who calls is told by it and by nothing else.
  role_name text COLLATE "C" NOT NULL,
  name text NOT NULL,
  -- May invite and revoke, and look after the hub.
  is_admin boolean NOT NULL DEFAULT false,
  may_write boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now(),
  revoked_at timestamptz,
  -- The epoch that the desk has confirmed, with all it was granted before told again.
  epoch text NOT NULL,
  -- The desk whose copied or restored profile this one was made for.
  forked_from uuid,
  last_desk_seq bigint NOT NULL DEFAULT 0,
  acked bigint NOT NULL DEFAULT 0,
  answered_seq bigint NOT NULL DEFAULT 0,
  last_seen timestamptz NOT NULL DEFAULT now(),
  session text NOT NULL DEFAULT '',
  session_before text NOT NULL DEFAULT '',
  checksum text NOT NULL DEFAULT '',
  waiting integer NOT NULL DEFAULT 0,
  open jsonb NOT NULL DEFAULT '[]',
  schema integer NOT NULL DEFAULT 0,
  app_version text NOT NULL DEFAULT '',
  PRIMARY KEY (workspace_id, desk_id),
  UNIQUE (workspace_id, role_name)
);

-- The value of each field that is live for everyone.
CREATE TABLE reseller_hub.register (
  workspace_id uuid NOT NULL,
  entity text COLLATE "C" NOT NULL,
  row_id text COLLATE "C" NOT NULL,
  field text COLLATE "C" NOT NULL,
  value text,
  rev bigint NOT NULL,
  desk_id uuid NOT NULL,
  desk_seq bigint NOT NULL,
  hlc text COLLATE "C" NOT NULL,
  actor text NOT NULL,
  -- Part of the workspace's checksum.
  digest bigint NOT NULL,
  PRIMARY KEY (workspace_id, entity, row_id, field)
);
-- Every edit asks whether its row is deleted. Few rows are, so this index stays small.
CREATE INDEX register_deleted ON reseller_hub.register (workspace_id, entity, row_id) WHERE field = 'deleted_at';

-- The log, and the answer that each change got. A refused change has no number.
CREATE TABLE reseller_hub.op (
  workspace_id uuid NOT NULL,
  desk_id uuid NOT NULL,
  desk_seq bigint NOT NULL,
  seq bigint,
  change_set text NOT NULL,
  entity text COLLATE "C" NOT NULL,
  row_id text COLLATE "C" NOT NULL,
  field text COLLATE "C" NOT NULL,
  value text,
  policy text NOT NULL,
  base_rev bigint NOT NULL,
  base_own bigint NOT NULL,
  hlc text COLLATE "C" NOT NULL,
  actor text NOT NULL,
  resolves bigint NOT NULL,
  schema integer NOT NULL,
  outcome text NOT NULL,
  reason text NOT NULL,
  -- Number of the register's value right after this change: what a later change of the desk on top of it stands on.
  live_rev bigint,
  received_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, desk_id, desk_seq)
);
CREATE UNIQUE INDEX op_seq ON reseller_hub.op (workspace_id, seq);

-- Changes that wait, or waited, for a person.
CREATE TABLE reseller_hub.conflict (
  workspace_id uuid NOT NULL,
  parked_seq bigint NOT NULL,
  desk_id uuid NOT NULL,
  desk_seq bigint NOT NULL,
  entity text COLLATE "C" NOT NULL,
  row_id text COLLATE "C" NOT NULL,
  field text COLLATE "C" NOT NULL,
  -- The value that stayed live.
  kept_rev bigint NOT NULL,
  resolved_seq bigint,
  PRIMARY KEY (workspace_id, parked_seq)
);
CREATE INDEX conflict_open ON reseller_hub.conflict (workspace_id, parked_seq) WHERE resolved_seq IS NULL;
CREATE INDEX conflict_own ON reseller_hub.conflict (workspace_id, desk_id, desk_seq);

-- What each request for a grant was answered: the same request gets the same answer.
CREATE TABLE reseller_hub.granted (
  workspace_id uuid NOT NULL,
  request_id text COLLATE "C" NOT NULL,
  desk_id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  granted boolean NOT NULL,
  value bigint NOT NULL,
  held_by text NOT NULL,
  released boolean NOT NULL DEFAULT false,
  granted_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, request_id)
);
-- How far a series is, how often a code was used, who holds an operation or the run.
CREATE TABLE reseller_hub.holding (
  workspace_id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  used bigint NOT NULL DEFAULT 0,
  token bigint NOT NULL DEFAULT 0,
  desk_id uuid,
  until timestamptz,
  PRIMARY KEY (workspace_id, kind, key)
);

CREATE TABLE reseller_hub.invite (
  workspace_id uuid NOT NULL,
  role_name text COLLATE "C" NOT NULL,
  -- SHA-256 of the secret in the code, in hex.
  code_hash text NOT NULL,
  is_admin boolean NOT NULL,
  may_write boolean NOT NULL,
  invited_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  used_by uuid,
  PRIMARY KEY (workspace_id, role_name)
);
`;
