import type { Environment } from '../../../preload/api/app.ts';
import { embeddedSandboxAddress } from '../../../preload/api/connections.ts';
import type { FieldErrorCode } from '../../../preload/api/errors.ts';

/** True for a host name that never leaves this machine: 127.0.0.0/8, ::1 and localhost (as `URL.hostname` spells them). */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** True for an `http://` address of this machine. */
export function isPlainLoopback(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'http:' && isLoopback(hostname);
}

/**
 * Whether an API address may be used, or why not (issue: vendor client; design 8). https to any host, plain http to
 * this machine only; in the sandbox environment nothing but the embedded sandbox or this machine, so that play money
 * and real money cannot meet. No credentials, query or fragment: those would end in logs.
 */
export function addressProblem(address: string, environment: Environment): FieldErrorCode | null {
  if (address === '') return 'required';
  if (address === embeddedSandboxAddress) return environment === 'sandbox' ? null : 'https_required';
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return 'not_url';
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'https_required';
  if (url.username !== '' || url.password !== '' || address.includes('?') || address.includes('#')) return 'invalid';
  const local = isLoopback(url.hostname);
  if (url.protocol === 'http:' && !local) return 'https_required';
  return environment === 'sandbox' && !local ? 'invalid' : null;
}

/** Name under which the vault keeps a connection's password. */
export const secretAccount = (connectionId: string): string => `connection/${connectionId}`;
