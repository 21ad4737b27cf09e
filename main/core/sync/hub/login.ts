import { createHash, createHmac, pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';

/** A login of the hub's server. The password never leaves this process but into the keychain, an invitation, or SCRAM. */
export interface HubLogin {
  readonly user: string;
  readonly password: string;
}

const iterations = 4096;
const derive = promisify(pbkdf2);

/** A new login of a workspace: of a desk (`rhd`) or of an invitation (`rhi`). The name carries the workspace. */
export function newLogin(kind: 'rhd' | 'rhi', workspaceId: string): HubLogin {
  return {
    user: `${kind}_${workspaceId.replaceAll('-', '')}_${randomBytes(12).toString('hex')}`,
    password: randomBytes(24).toString('base64url'),
  };
}

/** The login as one text for the keychain. */
export const credentialOf = ({ user, password }: HubLogin): string => `${user}:${password}`;

/** Reads what `credentialOf` made. Throws a RangeError, without the text, for anything else. */
export function loginOf(credential: string): HubLogin {
  const at = credential.indexOf(':');
  if (at <= 0 || at === credential.length - 1) throw new RangeError('not a credential of a hub');
  return { user: credential.slice(0, at), password: credential.slice(at + 1) };
}

/**
 * What PostgreSQL keeps of a password (RFC 5802, as its own client makes it). Sent instead of the password, so that none
 * stands in a statement or a log. The passwords are ASCII, so SASLprep changes nothing.
 */
export async function scramVerifier(password: string): Promise<string> {
  const salt = randomBytes(16);
  const salted = await derive(password, salt, iterations, 32, 'sha256');
  const hmac = (text: string): Buffer => createHmac('sha256', salted).update(text).digest();
  const stored = createHash('sha256').update(hmac('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored}:${hmac('Server Key').toString('base64')}`;
}
