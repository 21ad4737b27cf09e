// Where things are: in the project, and in the cache that the projects of this machine share.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { SetupError } from './progress.mjs';

/** The project's folder. */
export const root = path.resolve(import.meta.dirname, '../..');
/** All that is made from the sources; safe to delete. */
export const out = path.join(root, 'out');
/** Where npm installs. */
export const nodeModules = path.join(root, 'node_modules');
/** What `scripts/runtime.mjs` reads: which Electron the set-up prepared. */
export const runtimeStamp = path.join(out, 'runtime.json');

/**
 * The cache folder, made where it is missing. It is readable by every user, because the tests run
 * the application as another user than root (Chromium's sandbox refuses root), and that user must
 * be able to read the runtime; hence not below root's home.
 * @returns {string} the folder
 */
export function cache() {
  const own = process.env.RESELLER_CONSOLE_CACHE;
  const users = path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'reseller-console');
  const folder = own ? path.resolve(own) : process.getuid?.() === 0 ? '/var/cache/reseller-console' : users;
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o755 });
  return folder;
}

/**
 * Makes one entry of the cache, whole or not at all: the work happens in a folder of its own, and
 * its result is moved to its name in one step. Two set-ups at once both work and one result stays.
 * @param {string} name the entry's name below the cache folder
 * @param {(folder: string) => Promise<string>} make gets an empty folder, resolves to the path of
 *   the file or folder in it that is the result
 * @returns {Promise<string>} the entry's path; rejects with what `make` rejects with
 */
export async function cached(name, make) {
  const target = path.join(cache(), name);
  if (existsSync(target)) return target;
  const work = mkdtempSync(path.join(cache(), '.work-'));
  try {
    const made = await make(work);
    try {
      renameSync(made, target);
    } catch (error) {
      if (!existsSync(target)) throw error; // otherwise another set-up was first, with the same result
    }
    return target;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * SHA-256 of texts or bytes, each set apart from the next.
 * @param {(string | Buffer)[]} parts
 * @returns {string} in hex
 */
export function digest(parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('hex');
}

/**
 * Reads a JSON file.
 * @param {string} file
 * @returns {any} its contents, undefined where there is no such file or it is not JSON
 */
export function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * The version of a package that the lock file asks for, known before anything is installed.
 * @param {string} name
 * @returns {string} throws a SetupError where the lock file does not have it
 */
export function lockedVersion(name) {
  const version = readJson(path.join(root, 'package-lock.json'))?.packages?.[`node_modules/${name}`]?.version;
  if (!version) throw new SetupError(`package-lock.json does not name a version of ${name}.`);
  return version;
}
