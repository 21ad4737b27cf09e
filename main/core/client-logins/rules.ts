import { timingSafeEqual } from 'node:crypto';

/** What scrypt is asked for: 2^logCost × blocks × 128 bytes of memory, `rounds` times over. */
export interface Cost {
  readonly logCost: number;
  readonly blocks: number;
  readonly rounds: number;
}

/** Of new passwords: 32 MiB thrice, one of the equal choices of OWASP's Password Storage Cheat Sheet, the one with little memory. */
export const cost: Cost = { logCost: 15, blocks: 8, rounds: 3 };
export const saltBytes = 16;
export const hashBytes = 32;

/** What is kept of a password. */
export interface Kept {
  readonly cost: Cost;
  readonly salt: Buffer;
  readonly hash: Buffer;
}

const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

/** As one text, in the PHC string format: parameters, salt and hash stay together when the parameters of new ones rise. */
export const asText = ({ cost: { logCost, blocks, rounds }, salt, hash }: Kept): string =>
  `$scrypt$ln=${logCost},r=${blocks},p=${rounds}$${base64(salt)}$${base64(hash)}`;

const shape = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{22,88})\$([A-Za-z0-9+/]{43,88})$/;

/** Reads `asText`. Null: it is damaged, or asks for more work than any parameters of ours ever did. */
export function readText(text: string): Kept | null {
  const [, ln, r, p, salt, hash] = shape.exec(text) ?? [];
  if (ln === undefined || salt === undefined || hash === undefined) return null;
  const read = { logCost: Number(ln), blocks: Number(r), rounds: Number(p) };
  if (read.logCost < 1 || read.logCost > 20 || read.blocks < 1 || read.blocks > 16 || read.rounds < 1) return null;
  return { cost: read, salt: Buffer.from(salt, 'base64'), hash: Buffer.from(hash, 'base64') };
}

/** What is checked for an e-mail that nobody logs in with, so that it takes as long as for one that somebody does. */
export const decoy: string = asText({ cost, salt: Buffer.alloc(saltBytes), hash: Buffer.alloc(hashBytes) });

/** Whether two hashes are the same, in a time that does not tell where they differ. */
export const isSameHash = (one: Buffer, other: Buffer): boolean =>
  one.length === other.length && timingSafeEqual(one, other);

/** The letters of a password in one writing: another keyboard may compose them otherwise (NIST SP 800-63B 5.1.1.2). */
export const oneWriting = (password: string): string => password.normalize('NFKC');

/** The e-mail as attempts are counted for it: as SQLite compares it, in any case of its letters. */
export const emailKey = (email: string): string => email.toLowerCase();

/** How attempts are slowed down: so many are free, then each makes the wait twice as long, up to a longest. Milliseconds. */
export interface Patience {
  readonly free: number;
  readonly longestMs: number;
}
const firstWaitMs = 30_000;

/** For one e-mail: five free, then 30 s, 1 min, … 15 min. */
export const ofOne: Patience = { free: 5, longestMs: 900_000 };
/** For all e-mails of a desk together, so that guessing goes no faster over many: fifty free, then at most a minute. */
export const ofAll: Patience = { free: 50, longestMs: 60_000 };

/** How long the next attempt has to wait after so many failures, in milliseconds. */
export const waitAfter = (failures: number, { free, longestMs }: Patience): number =>
  failures < free ? 0 : Math.min(firstWaitMs * 2 ** Math.min(failures - free, 30), longestMs);
