import { z } from 'zod';
import type { Store } from '../store/index.ts';

/** Where this desk's hub is. Nothing of it is secret: the credential is in the keychain. */
const Membership = z.strictObject({
  kind: z.enum(['embedded', 'server']),
  /** Entry of the keychain that holds the credential. */
  account: z.string(),
  deskName: z.string(),
  workspaceName: z.string(),
  address: z.strictObject({
    host: z.string(),
    port: z.int(),
    database: z.string(),
    tls: z.enum(['verify-full', 'off']),
    ca: z.string().optional(),
  }),
});
export type Membership = z.output<typeof Membership>;

/** Beside what the engine remembers, so that it comes and goes with it, in a restored copy of the database too. */
const key = 'team';

/** The membership of this desk; null where it has joined no hub. */
export function membership(store: Store): Membership | null {
  const found = store.get<{ value: string }>('sync team', 'SELECT value FROM sync_state WHERE key = @key', { key });
  return found ? Membership.parse(JSON.parse(found.value)) : null;
}

/** Remembers it; inside the caller's transaction. */
export function rememberMembership(store: Store, value: Membership): void {
  store
    .statement(
      'sync team set',
      () => 'INSERT INTO sync_state VALUES (@key, @value) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    )
    .run({ key, value: JSON.stringify(Membership.parse(withoutUndefined(value))) });
}

/** The hub's address type says `ca?: string`; a CA that is not there is left out. */
function withoutUndefined(value: Membership): Membership {
  const { ca, ...address } = value.address;
  return { ...value, address: ca === undefined ? address : { ...address, ca } };
}
