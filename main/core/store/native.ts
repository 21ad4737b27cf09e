import path from 'node:path';

/**
 * The file of better-sqlite3's addon for this runtime, or undefined for the one it ships. Only a runtime with
 * Node-API 9 (Electron before 36: a test runtime for closed machines, docs/design.md) needs one compiled for it;
 * set-up puts it beside the build. Never taken from the environment: a path from there would be a way in.
 */
export function nativeBinding(): string | undefined {
  if (process.versions.napi !== '9') return undefined;
  const folder = import.meta.dirname.replace(/app\.asar(?=[\\/]|$)/, 'app.asar.unpacked');
  return path.resolve(folder, '../native/better_sqlite3-napi9.node');
}
