// Electron's runtime: the official download, or, on a machine that cannot reach it, an older one
// that comes through npm.
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { carried, carriedExecutable, carriedFolder, isCarriedPlatform } from './carried-runtime.mjs';
import { modernNode } from './node.mjs';
import { lockedVersion, nodeModules, readJson, runtimeStamp } from './paths.mjs';
import { output } from './process.mjs';

const packageFolder = path.join(nodeModules, 'electron');
const executableIn =
  { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform] ?? 'electron';

/** How long the official server may take to answer at all, and then to hand over its ≈120 MB; in milliseconds. */
const patience = { answer: 4_000, download: 10 * 60_000, blindly: 90_000 };

/**
 * @typedef {object} Runtime
 * @property {string} executable the Electron binary
 * @property {string} dist the folder it lies in, with its resources
 * @property {string} version of Electron, such as 45.4.1
 * @property {boolean} carried true for the npm-carried one: for development and tests only, never shipped
 */

/** @returns {Runtime | undefined} the official runtime, where it is unpacked and of the locked version */
function officialRuntime() {
  const version = lockedVersion('electron');
  const dist = path.join(packageFolder, 'dist');
  const executable = path.join(dist, executableIn);
  try {
    const unpacked = readFileSync(path.join(dist, 'version'), 'utf8').trim().replace(/^v/, '');
    return unpacked === version && existsSync(executable) ? { executable, dist, version, carried: false } : undefined;
  } catch {
    return undefined;
  }
}

/** @returns {Runtime} the npm-carried runtime, whether it is unpacked yet or not */
const carriedRuntime = () => ({
  executable: carriedExecutable(),
  dist: carriedFolder(),
  version: carried.electron,
  carried: true,
});

/**
 * The runtime that is ready to use. One that was chosen by an earlier set-up stays chosen: no
 * network is asked again until it is deleted or the locked version changes.
 * @returns {Runtime | undefined} undefined where there is none yet
 */
export function presentRuntime() {
  const official = officialRuntime();
  if (official) return official;
  const stamped = readJson(runtimeStamp);
  if (!stamped?.carried || stamped.insteadOf !== lockedVersion('electron')) return undefined;
  return existsSync(carriedExecutable()) ? carriedRuntime() : undefined;
}

/**
 * Whether the official server answers. Asked before anything is installed, so that a closed machine
 * loses no time: most refuse at once.
 * @returns {Promise<boolean>} true also where this cannot be told (a proxy stands between) or where
 *   there is no other way
 */
export async function officialAnswers() {
  if (!isCarriedPlatform || behindProxy()) return true;
  const mirror =
    process.env.ELECTRON_MIRROR ||
    process.env.npm_config_electron_mirror ||
    'https://github.com/electron/electron/releases/download/';
  const address = `${mirror.replace(/\/?$/, '/')}v${lockedVersion('electron')}/SHASUMS256.txt`;
  try {
    return (await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(patience.answer) })).ok;
  } catch {
    return false;
  }
}

/** Node's fetch goes past a proxy, Electron's installer can go through it: only the latter can tell. */
const behindProxy = () => ['https_proxy', 'HTTPS_PROXY', 'ELECTRON_GET_USE_PROXY'].some((name) => process.env[name]);

/**
 * Downloads the official runtime into node_modules/electron/dist with the package's own installer,
 * which checks it against the checksums that the package carries.
 * @returns {Promise<Runtime>} rejects with a SetupError when it is refused, broken or too slow
 */
export async function downloadOfficial() {
  const timeout = isCarriedPlatform && behindProxy() ? patience.blindly : patience.download;
  const env = process.env.ELECTRON_GET_USE_PROXY === undefined && behindProxy() ? { ELECTRON_GET_USE_PROXY: '1' } : {};
  // The application's folder is where it belongs: another folder, asked for by an outer tool, is not for us.
  await output(modernNode(), [path.join(packageFolder, 'install.js')], {
    timeout,
    env: { ...env, ELECTRON_OVERRIDE_DIST_PATH: undefined },
  });
  const runtime = officialRuntime();
  if (!runtime) throw new Error('The Electron installer ended without error but left no runtime.');
  if (process.platform !== 'win32') chmodSync(runtime.executable, 0o755);
  return runtime;
}

export { carriedRuntime };
