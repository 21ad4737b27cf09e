import type { Connection } from '../../../preload/api/connections.ts';
import type { ErrorCode } from '../../../preload/api/errors.ts';

/**
 * A vendor account: an address and a username. Two connections to one account see the same licenses, and two accounts
 * can have the same numbers, so comparing goes by account.
 */
export interface Account {
  /** Names the account in the rows of runs, findings and readings. */
  readonly key: string;
  /** The connection that is asked. */
  readonly connectionId: string;
  readonly connectionIds: readonly string[];
  readonly names: readonly string[];
  /** Why it cannot be asked, or null. */
  readonly whyNot: ErrorCode | null;
  /** When the console got to know it. */
  readonly since: string;
}

type Asked = Pick<
  Connection,
  'id' | 'name' | 'username' | 'apiAddress' | 'isEnabled' | 'credentialsStopped' | 'createdAt'
>;

export const accountKey = ({ apiAddress, username }: Pick<Connection, 'apiAddress' | 'username'>): string =>
  `${apiAddress} ${username.toLowerCase()}`;

/** The accounts behind a list of connections, in its order. The first connection that may be used is the one that is asked. */
export function accountsOf(connections: readonly Asked[]): Account[] {
  const groups = new Map<string, Asked[]>();
  for (const connection of connections) {
    const group = groups.get(accountKey(connection));
    if (group) group.push(connection);
    else groups.set(accountKey(connection), [connection]);
  }
  return [...groups].map(([key, group]) => {
    const enabled = group.filter(({ isEnabled }) => isEnabled);
    const usable = enabled.find(({ credentialsStopped }) => !credentialsStopped);
    const asked = usable ?? enabled[0] ?? group[0];
    return {
      key,
      connectionId: asked?.id ?? '',
      connectionIds: group.map(({ id }) => id),
      names: group.map(({ name }) => name),
      whyNot: usable ? null : enabled.length > 0 ? 'connection.credentials_stopped' : 'connection.disabled',
      since: group.map(({ createdAt }) => createdAt).toSorted()[0] ?? '',
    };
  });
}
