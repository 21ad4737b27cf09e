import { randomBytes, scrypt } from 'node:crypto';
import { asText, cost, type Cost, hashBytes, isSameHash, oneWriting, readText, saltBytes } from './rules.ts';

/** More than the work takes, in bytes: node refuses what would need more than it was told. */
const memoryFor = ({ logCost, blocks, rounds }: Cost): number => 128 * blocks * (2 ** logCost + rounds + 2) + 1_048_576;

function derive(password: string, salt: Buffer, length: number, of: Cost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(
      oneWriting(password),
      salt,
      length,
      { N: 2 ** of.logCost, r: of.blocks, p: of.rounds, maxmem: memoryFor(of) },
      (error, hash) => (error ? reject(error) : resolve(hash)),
    );
  });
}

export type Hashing = ReturnType<typeof createHashing>;

/** Makes and checks what is kept of passwords: beside core's thread, and one at a time, because each takes its memory. */
export function createHashing() {
  let last: Promise<unknown> = Promise.resolve();
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  }

  return {
    /** What is kept of a password, with a salt of its own. */
    hash: (password: string): Promise<string> =>
      inTurn(async () => {
        const salt = randomBytes(saltBytes);
        return asText({ cost, salt, hash: await derive(password, salt, hashBytes, cost) });
      }),
    /** Whether a password is the one of which `text` was kept; never for a text that is damaged. */
    isRight: (password: string, text: string): Promise<boolean> =>
      inTurn(async () => {
        const kept = readText(text);
        return kept !== null && isSameHash(await derive(password, kept.salt, kept.hash.length, kept.cost), kept.hash);
      }),
  };
}
