import { z } from 'zod';
import { HubError } from '../transport.ts';
import type { HubAddress } from './connection.ts';
import { credentialOf, loginOf, type HubLogin } from './login.ts';

/** What an invitation says: where the hub is, and a login that can do nothing but join, once. */
export interface Invitation {
  readonly address: HubAddress;
  readonly login: HubLogin;
}

const schema = z.strictObject({
  v: z.literal(1),
  h: z.string().min(1).max(253),
  p: z.int().min(1).max(65_535),
  d: z.string().min(1).max(63),
  t: z.enum(['verify-full', 'off']),
  c: z.string().max(20_000).optional(),
  k: z.string().min(3).max(200),
});
const mark = 'rch1-';

/** The invitation as one code that a person passes on. It is a secret until it is used or over. */
export function writeCode({ address, login }: Invitation): string {
  const { host, port, database, tls, ca } = address;
  const content = {
    v: 1,
    h: host,
    p: port,
    d: database,
    t: tls,
    ...(ca === undefined ? {} : { c: ca }),
    k: credentialOf(login),
  };
  return `${mark}${Buffer.from(JSON.stringify(content)).toString('base64url')}`;
}

/** Reads a code, however its line was broken on the way. Throws `HubError` `credential` for what is none. */
export function readCode(code: string): Invitation {
  const text = code.replaceAll(/\s/g, '');
  try {
    if (!text.startsWith(mark)) throw new RangeError('no mark');
    const { h, p, d, t, c, k } = schema.parse(JSON.parse(Buffer.from(text.slice(mark.length), 'base64url').toString()));
    const address = { host: h, port: p, database: d, tls: t, ...(c === undefined ? {} : { ca: c }) };
    return { address, login: loginOf(k) };
  } catch {
    // Without the reason: it would quote the code.
    throw new HubError('credential', 'credential (not a code)');
  }
}
