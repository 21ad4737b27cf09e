// better-sqlite3 carries binaries for Node-API 10, which Node 22.14 and Electron 36 brought. The
// npm-carried runtime has Node-API 9 and crashes on them: for it alone a copy of the package is
// compiled. The package in node_modules stays as it is, so that unit tests run the shipped binary.
import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { carried } from './carried-runtime.mjs';
import { modernNode, nodeHeaders, toolPath } from './node.mjs';
import { cache, cached, lockedVersion, nodeModules, out } from './paths.mjs';
import { output } from './process.mjs';
import { SetupError } from './progress.mjs';

/** Where the application looks when `process.versions.napi` is '9'. */
const inProject = path.join(out, 'native', `better_sqlite3-napi${carried.napi}.node`);
const entry = () =>
  `better-sqlite3-${lockedVersion('better-sqlite3')}-napi${carried.napi}-${process.platform}-${process.arch}.node`;

/** @returns {boolean} whether the compiled module is in the cache, so that no compiler is needed */
export const isCompiled = () => existsSync(path.join(cache(), entry()));

/**
 * Whether the project has what its runtime needs.
 * @param {boolean} needed true for the npm-carried runtime
 * @returns {boolean}
 */
export const nativeReady = (needed) => existsSync(inProject) === needed;

/**
 * Compiles the module into the cache, unless it is there. By far the longest step of a first set-up.
 * @returns {Promise<string>} the compiled file; rejects with a SetupError with the compiler's words
 */
export function compileNative() {
  const headers = nodeHeaders();
  if (!headers) throw new SetupError("Node's C headers were not found: install Node with its include folder.");
  return cached(entry(), async (work) => {
    const copy = path.join(work, 'better-sqlite3');
    cpSync(path.join(nodeModules, 'better-sqlite3'), copy, { recursive: true });
    const addonApi = 'node_modules/node-addon-api';
    mkdirSync(path.join(copy, 'node_modules'), { recursive: true });
    cpSync(path.join(nodeModules, 'node-addon-api'), path.join(copy, addonApi), { recursive: true });
    // Node-API 9 offers under "experimental" what Node-API 10 made final and the sources ask for.
    // -O2 is SQLite's own choice; it compiles a little sooner than the -O3 of Node's settings.
    const env = { PATH: toolPath(), CFLAGS: '-O2', CXXFLAGS: '-UNAPI_VERSION -DNAPI_EXPERIMENTAL' };
    const gyp = path.join(nodeModules, 'node-gyp/bin/node-gyp.js');
    const args = [gyp, 'rebuild', '--release', '-j', 'max', `--nodedir=${headers}`, '--', '-Dforce_build=1'];
    await output(modernNode(), args, { cwd: copy, env });
    return path.join(copy, 'build/Release/better_sqlite3.node');
  });
}

/**
 * Puts the compiled module where the application looks for it, or takes an old one away.
 * @param {string | undefined} compiled as of `compileNative`; undefined where the runtime needs none
 */
export function placeNative(compiled) {
  if (compiled === undefined) {
    rmSync(inProject, { force: true });
    return;
  }
  mkdirSync(path.dirname(inProject), { recursive: true });
  // In one step: a running application may have the old file mapped into its memory.
  const beside = `${inProject}.${process.pid}`;
  cpSync(compiled, beside);
  renameSync(beside, inProject);
}
