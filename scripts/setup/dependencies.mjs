// node_modules, exactly as package-lock.json says.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { digest, nodeModules, readJson, root } from './paths.mjs';
import { npm } from './process.mjs';
import { SetupError } from './progress.mjs';

const lockFile = path.join(root, 'package-lock.json');
const stamp = path.join(nodeModules, '.reseller-console-lock');

/**
 * A digest of the lock file: what the installed state is compared with.
 * @returns {string} in hex
 */
export const lockDigest = () => digest([readFileSync(lockFile)]);

/** npm's own note of what it installed: true where that is all that the lock file names for this platform. */
function installedAsLocked() {
  const wanted = readJson(lockFile)?.packages;
  const present = readJson(path.join(nodeModules, '.package-lock.json'))?.packages;
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([place, { version, optional, devOptional, link }]) => {
    if (place === '' || link) return true;
    // An optional package may be absent, because it is for another platform; but not outdated.
    return present[place] ? present[place].version === version : Boolean(optional || devOptional);
  });
}

/**
 * Whether node_modules is what the lock file asks for. Notes it, so that the next answer is quick.
 * @returns {boolean}
 */
export function dependenciesReady() {
  if (!existsSync(nodeModules)) return false;
  const wanted = lockDigest();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return true;
  if (!installedAsLocked()) return false;
  writeFileSync(stamp, wanted);
  return true;
}

/**
 * Installs what the lock file names. Install scripts are left out: the two native modules carry
 * their binaries, and Electron's runtime is the set-up's own step, with a way out where it cannot be
 * downloaded.
 * @returns {Promise<string>} how it was done; rejects with a SetupError with npm's own words
 */
export async function installDependencies() {
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
  const byDifference = async () => {
    await npm(['install', '--no-save', ...flags]);
    if (!dependenciesReady()) throw new SetupError('npm did not install what package-lock.json names.');
    return 'npm install';
  };
  // Only the difference, so that an editor or a test that runs meanwhile keeps its files.
  if (existsSync(nodeModules)) {
    const done = await byDifference().catch(() => undefined);
    if (done) return done;
  }
  try {
    await npm(['ci', ...flags]);
  } catch (error) {
    // A lock file that was written against a registry without some other platform's optional
    // packages does not name them, and `npm ci` refuses it for that alone. Everything that it does
    // name is still installed in the named version with the named checksum, and compared afterwards.
    if (!/EUSAGE/.test(error.message)) throw error;
    return byDifference().catch(() => Promise.reject(error));
  }
  writeFileSync(stamp, lockDigest());
  return 'npm ci';
}
