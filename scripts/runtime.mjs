// Which Electron the set-up prepared. For every script, and for the tests:
//   _electron.launch({ executablePath: runtime().executable, … })
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const stamp = path.resolve(import.meta.dirname, '../out/runtime.json');

/**
 * The Electron runtime in use.
 * @returns {{ executable: string, dist: string, version: string, carried: boolean }} `executable`:
 *   the binary; `dist`: its folder; `version`: such as 45.4.1; `carried`: true for the older runtime
 *   that comes through npm, which is for development and tests only. Throws where no set-up was done.
 */
export function runtime() {
  if (!existsSync(stamp)) throw new Error('No Electron is set up yet: run `npm run setup` first.');
  const { executable, dist, version, carried } = JSON.parse(readFileSync(stamp, 'utf8'));
  if (!existsSync(executable))
    throw new Error(`Electron ${version} is no longer in ${dist}: run \`npm run setup\` again.`);
  return { executable, dist, version, carried };
}

/**
 * The switches that the runtime needs on this machine: none on an ordinary one.
 * @returns {string[]} to be put before the application's folder on its command line
 */
export function runtimeSwitches() {
  const asRoot = process.getuid?.() === 0;
  // Chromium's sandbox refuses root. On a display without a graphics card the GPU process only
  // fails and restarts.
  return [
    ...(asRoot ? ['--no-sandbox'] : []),
    ...(runtime().carried || process.env.RESELLER_CONSOLE_HEADLESS ? ['--disable-gpu'] : []),
  ];
}
