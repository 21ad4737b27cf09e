/** Why a keychain call did not work, as far as it matters for what a person should do next. */
export type VaultFault = 'unavailable' | 'locked';

/**
 * Tells a locked keychain from a missing one by the words of the failure (libsecret, macOS Keychain, Windows give no
 * codes through keytar). Anything unknown counts as unavailable: the advice for that is the more careful one.
 */
export function faultOf(error: unknown): VaultFault {
  if (error instanceof KeychainSilent) return 'locked';
  const text = error instanceof Error ? error.message : String(error);
  return /locked|prompt|dismissed|user interaction|canceled|cancelled/i.test(text) ? 'locked' : 'unavailable';
}

/** A keychain that did not answer in time: it mostly waits for its own password to be typed. */
export class KeychainSilent extends Error {
  constructor() {
    super('the keychain did not answer in time');
    this.name = 'KeychainSilent';
  }
}

/**
 * Reads the secrets that the command line was given: a JSON object, account → secret.
 * @throws TypeError that names the place of a mistake, never a value.
 */
export function parseSecrets(json: string): Map<string, string> {
  let value: unknown;
  try {
    value = JSON.parse(json === '' ? '{}' : json);
  } catch {
    throw new TypeError('the secrets are not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new TypeError('the secrets are not a JSON object');
  const secrets = new Map<string, string>();
  for (const [account, secret] of Object.entries(value)) {
    if (typeof secret !== 'string') throw new TypeError(`the secret of ${account} is not text`);
    secrets.set(account, secret);
  }
  return secrets;
}
