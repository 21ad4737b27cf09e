// npm test [-- --only unit|e2e]: set-up, then every check and test, with one line that sums up.
import { openSession } from './headless.mjs';
import { staticChecks } from './checks.mjs';
import { runtime } from './runtime.mjs';
import { close, none, playwright, sum, vitest } from './setup/counted.mjs';
import { cleanEnvironment } from './setup/process.mjs';
import { fail, SetupError } from './setup/progress.mjs';
import { installTracing } from './setup/system-packages.mjs';
import { setup } from './setup.mjs';

function wanted(args) {
  if (args.length === 0) return { unit: true, e2e: true };
  const [option, name, ...rest] = args;
  if (option !== '--only' || !['unit', 'e2e'].includes(name) || rest.length > 0)
    throw new SetupError('usage: npm test [-- --only unit|e2e]');
  return { unit: name === 'unit', e2e: name === 'e2e' };
}

async function main(args) {
  const { unit, e2e } = wanted(args);
  await setup();
  await installTracing();
  const { version, carried } = runtime();
  console.log(`Electron ${version}${carried ? ' (npm-carried: out of support, for development and tests only)' : ''}`);
  let counts = none();
  if (unit) counts = sum([counts, await staticChecks()]);
  // One session for all: the tests of the vault use the keychain, those of the screens the display.
  const session = await openSession({ own: true, env: cleanEnvironment() });
  try {
    if (unit) counts = sum([counts, await vitest({ report: 'out/test/vitest.json', env: session.env })]);
    if (e2e) counts = sum([counts, await playwright({ report: 'out/test/e2e.json', env: session.env })]);
  } finally {
    await session.close();
  }
  return close(counts);
}

main(process.argv.slice(2)).then((code) => process.exit(code), fail);
