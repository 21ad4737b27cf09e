import { createHash } from 'node:crypto';
import type pg from 'pg';
import { HubError } from '../transport.ts';
import { readCode, writeCode } from './code.ts';
import { connect, type HubAddress } from './connection.ts';
import { hubError } from './errors.ts';
import { credentialOf, loginOf, newLogin, scramVerifier, type HubLogin } from './login.ts';

/** A desk's way to its hub. The credential is for the keychain and nothing else. */
export interface DeskAccess {
  readonly address: HubAddress;
  readonly credential: string;
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Opens a connection for one piece of work and closes it. */
async function once<T>(address: HubAddress, login: HubLogin, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = await connect(address, login);
  try {
    return await work(client);
  } catch (error) {
    throw hubError(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Makes a workspace and its first desk, which may administrate it. Asks for an administrator of the server. */
export async function createWorkspace(
  address: HubAddress,
  administrator: HubLogin,
  input: { readonly workspaceId: string; readonly name: string; readonly deskId: string; readonly deskName: string },
): Promise<DeskAccess> {
  const login = newLogin('rhd', input.workspaceId);
  const verifier = await scramVerifier(login.password);
  await once(address, administrator, (client) =>
    client.query('SELECT reseller_hub.create_workspace($1, $2, $3, $4, $5, $6)', [
      input.workspaceId,
      input.name,
      input.deskId,
      input.deskName,
      login.user,
      verifier,
    ]),
  );
  return { address, credential: credentialOf(login) };
}

/**
 * Invites one desk: the code works once, until `expiresAt`. `access` is a desk that may administrate. The hub keeps a hash
 * of the code's secret only.
 */
export async function inviteDesk(
  access: DeskAccess,
  options: { readonly minutes: number; readonly isAdmin?: boolean; readonly mayWrite?: boolean },
): Promise<{ readonly code: string; readonly expiresAt: string }> {
  const own = loginOf(access.credential);
  const login = newLogin('rhi', own.user.slice(4, 36));
  const verifier = await scramVerifier(login.password);
  const expiresAt = await once(access.address, own, async (client) => {
    const { rows } = await client.query<{ until: string }>(
      'SELECT reseller_hub.invite_desk(NULL, $1, $2, $3, $4, $5, $6) AS until',
      [
        login.user,
        verifier,
        hashOf(login.password),
        options.isAdmin ?? false,
        options.mayWrite ?? true,
        options.minutes,
      ],
    );
    return rows[0]?.until ?? '';
  });
  return { code: writeCode({ address: access.address, login }), expiresAt };
}

/** A join that is under way: made once and kept in the keychain, so that it can be asked again after a lost answer. */
export interface Joining {
  readonly code: string;
  readonly deskId: string;
  readonly deskName: string;
  /** Of the desk to be: `joinCredential` makes it. */
  readonly credential: string;
}

/** The login that a desk will have once it has joined. Keep it in the keychain before `joinWorkspace` is called. */
export const joinCredential = (code: string): string =>
  credentialOf(newLogin('rhd', readCode(code).login.user.slice(4, 36)));

/**
 * Joins with an invitation's code. May be called again with the same input after `offline`: where the answer was lost, the
 * login works already. Rejects with `credential` where the code was used by another desk, is over, or is none.
 */
export async function joinWorkspace(joining: Joining): Promise<DeskAccess> {
  const { address, login } = readCode(joining.code);
  const own = loginOf(joining.credential);
  const access = { address, credential: joining.credential };
  try {
    await once(address, login, async (client) =>
      client.query('SELECT reseller_hub.join_workspace($1, $2, $3, $4, $5)', [
        hashOf(login.password),
        joining.deskId,
        joining.deskName,
        own.user,
        await scramVerifier(own.password),
      ]),
    );
    return access;
  } catch (error) {
    if (!(error instanceof HubError) || (error.code !== 'credential' && error.code !== 'revoked')) throw error;
    // Used: by this very desk, whose answer was lost, or by somebody else.
    return once(address, own, () => Promise.resolve(access)).catch((second: unknown) => {
      if (second instanceof HubError && second.code === 'offline') throw second;
      throw new HubError('credential', 'credential (the code is used or over)');
    });
  }
}

/** What a desk may ask of its hub besides the transport. All but `leave` need a desk that may administrate. */
export interface HubUpkeep {
  leave(): Promise<void>;
  revoke(deskId: string): Promise<void>;
  /** Drops what all desks have and is older than `days`; resolves to the new least number of the log. */
  compact(days: number): Promise<number>;
  /** Says that the hub was restored from a backup. Desks that know more than the hub say so themselves. */
  newEpoch(): Promise<void>;
  /** Desks with an older schema of synced fields keep working and reading, and push no more. */
  setMinSchema(schema: number): Promise<void>;
}

/** Calls of a desk's own connection, opened for each. */
export function hubUpkeep(access: DeskAccess): HubUpkeep {
  const call = (sql: string, values: readonly unknown[]): Promise<unknown> =>
    once(access.address, loginOf(access.credential), async (client) => {
      const { rows } = await client.query<{ answer: unknown }>(`SELECT reseller_hub.${sql} AS answer`, [...values]);
      return rows[0]?.answer;
    });
  return {
    leave: async () => void (await call('leave()', [])),
    revoke: async (deskId) => void (await call('revoke_desk(NULL, $1)', [deskId])),
    compact: async (days) => Number(await call('compact(NULL, $1)', [days])),
    newEpoch: async () => void (await call('new_epoch(NULL)', [])),
    setMinSchema: async (schema) => void (await call('set_min_schema(NULL, $1)', [schema])),
  };
}
