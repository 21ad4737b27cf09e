// What Electron, the keychain and a virtual display need from Debian.
import { existsSync } from 'node:fs';
import { SetupError, say, step } from './progress.mjs';
import { output, which } from './process.mjs';

const triplet = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu', arm: 'arm-linux-gnueabihf' }[process.arch];
const libraryFolders = [`/usr/lib/${triplet}`, `/lib/${triplet}`, '/usr/lib64', '/usr/lib'];
const library = (file) => libraryFolders.some((folder) => existsSync(`${folder}/${file}`));
const program = (name) => which(name) !== undefined;

/** Package name → whether what it brings is here. Looked for by file, which is quick and works however it came. */
const always = {
  'libgtk-3-0': () => library('libgtk-3.so.0'),
  libnss3: () => library('libnss3.so'),
  libasound2: () => library('libasound.so.2'),
  libgbm1: () => library('libgbm.so.1'),
  libcups2: () => library('libcups.so.2'),
  'libatk-bridge2.0-0': () => library('libatk-bridge-2.0.so.0'),
  libxkbcommon0: () => library('libxkbcommon.so.0'),
  libdrm2: () => library('libdrm.so.2'),
  'libsecret-1-0': () => library('libsecret-1.so.0'),
  'fonts-dejavu-core': () => existsSync('/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf'),
};
const withoutDisplay = { xvfb: () => program('Xvfb'), xauth: () => program('xauth') };
const withoutSession = {
  'dbus-daemon': () => program('dbus-daemon') && program('dbus-send'),
  'gnome-keyring': () => program('gnome-keyring-daemon'),
};
const forCarriedRuntime = { unzip: () => program('unzip') };
/** Of tests only, which say so where it is missing. */
const forTracing = { strace: () => program('strace') };
const forCompiling = { 'g++': () => program('g++'), make: () => program('make'), python3: () => program('python3') };

/**
 * Which Debian packages are missing.
 * @param {{ carried?: boolean, compile?: boolean }} [needs] `carried`: the npm-carried runtime is to
 *   be unpacked; `compile`: a native module is to be compiled
 * @returns {string[]} their names; empty on anything but Linux
 */
export function missingPackages({ carried = false, compile = false } = {}) {
  if (process.platform !== 'linux') return [];
  const { DISPLAY, WAYLAND_DISPLAY, DBUS_SESSION_BUS_ADDRESS } = process.env;
  const wanted = {
    ...always,
    ...(DISPLAY || WAYLAND_DISPLAY ? {} : withoutDisplay),
    ...(DBUS_SESSION_BUS_ADDRESS ? {} : withoutSession),
    ...(carried ? forCarriedRuntime : {}),
    ...(compile ? forCompiling : {}),
  };
  return absent(wanted);
}

const absent = (packages) =>
  Object.entries(packages)
    .filter(([, present]) => !present())
    .map(([name]) => name);

/**
 * Installs what the tests that trace system calls need, where this user may; elsewhere those tests say what is missing.
 * @returns {Promise<void>} never rejects: a machine without it can do everything else
 */
export async function installTracing() {
  const missing = process.platform === 'linux' ? absent(forTracing) : [];
  if (missing.length === 0 || process.getuid() !== 0) return;
  await step(`system packages ${missing.join(' ')}`, () => installPackages(missing)).catch(() => {});
}

/** Newer Debian and Ubuntu renamed the packages that changed with 64-bit time: libasound2 → libasound2t64. */
async function namesHere(names) {
  return Promise.all(
    names.map(async (name) => {
      if (!name.startsWith('lib')) return name;
      const renamed = await output('apt-cache', ['show', '--no-all-versions', `${name}t64`]).catch(() => '');
      return renamed.includes(`Package: ${name}t64`) ? `${name}t64` : name;
    }),
  );
}

/**
 * Installs the named packages where it may, and says which ones to install where it may not.
 * @param {string[]} missing package names, as of `missingPackages`
 * @returns {Promise<string>} what was installed; rejects with a SetupError that names the command
 *   to type when this user may not install, and with apt-get's own words when that fails
 */
export async function installPackages(missing) {
  if (!which('apt-get')) {
    // Not Debian: the names differ, and the libraries may be elsewhere. Try; Electron says what it lacks.
    say(`these Debian packages, or what your system calls them, seem to be missing: ${missing.join(' ')}`);
    return 'left to you';
  }
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  if (process.getuid() !== 0) {
    const names = await namesHere(missing);
    throw new SetupError(
      `Some system packages are missing. Install them, then run the same command again:\n\n  sudo apt-get install ${names.join(' ')}\n`,
    );
  }
  const install = async () =>
    output('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...(await namesHere(missing))], { env });
  try {
    await install();
  } catch {
    // A fresh image has no package lists yet, or old ones.
    await output('apt-get', ['update', '-q'], { env });
    await install();
  }
  return missing.join(' ');
}
