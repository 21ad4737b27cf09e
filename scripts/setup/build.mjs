// The build: electron-vite into out/{main,preload,renderer}, only when a source has changed.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { carried } from './carried-runtime.mjs';
import { modernNode, toolPath } from './node.mjs';
import { digest, nodeModules, out, readJson, root } from './paths.mjs';
import { output } from './process.mjs';

const sources = ['main', 'preload', 'renderer'];
const settings = ['electron.vite.config.ts', 'tsconfig.json', 'package.json', 'package-lock.json'];
const stamp = path.join(out, '.build-stamp');

/** A digest of all that the build reads. By content, since a checkout gives unchanged files a new date. */
function inputs() {
  const files = [...settings];
  for (const folder of sources) {
    if (!existsSync(path.join(root, folder))) continue;
    for (const entry of readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) files.push(path.relative(root, path.join(entry.parentPath, entry.name)));
    }
  }
  const parts = [];
  for (const file of files.sort()) {
    const place = path.join(root, file);
    if (existsSync(place)) parts.push(file, file === 'package.json' ? manifestInputs() : readFileSync(place));
  }
  return digest(parts);
}

/** What of package.json the build reads: a changed npm script needs no new build. */
function manifestInputs() {
  const { name, productName, version, type, main, dependencies } = readJson(path.join(root, 'package.json'));
  return JSON.stringify({ name, productName, version, type, main, dependencies });
}

/** @returns {boolean} whether the last build is of these very sources and still there */
export function buildReady() {
  const built = [
    path.join(root, readJson(path.join(root, 'package.json')).main),
    path.join(out, 'preload'),
    path.join(out, 'renderer'),
  ];
  return built.every((place) => existsSync(place)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs();
}

/**
 * Builds.
 * @returns {Promise<void>} rejects with a SetupError with electron-vite's own words
 */
export async function build() {
  // Taken before the build: what is changed meanwhile is built the next time.
  const wanted = inputs();
  rmSync(stamp, { force: true });
  const env = {
    PATH: toolPath(),
    // electron-vite takes its syntax level from Electron's version; the code must run on the oldest
    // that is supported, the npm-carried one, whichever is installed here.
    ELECTRON_MAJOR_VER: carried.electron.split('.')[0],
    // It also looks for the runtime, which the build does not use and which may still be on its way.
    ELECTRON_EXEC_PATH: 'not needed for a build',
  };
  await output(modernNode(), [path.join(nodeModules, 'electron-vite/bin/electron-vite.js'), 'build'], { env });
  writeFileSync(stamp, wanted);
}
