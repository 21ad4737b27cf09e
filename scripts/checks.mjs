// npm run check: types, lint, formatting, and the unit tests with the one on boundaries; under a
// minute, without Electron. The static checks are also the first steps of `npm test`.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { program } from './run.mjs';
import { check, close, none, sum, vitest } from './setup/counted.mjs';
import { root } from './setup/paths.mjs';
import { fail } from './setup/progress.mjs';
import { setup } from './setup.mjs';

const has = (file) => existsSync(path.join(root, file));

/**
 * Runs the checks that need no test runner, one after the other, all of them even if one fails.
 * @returns {Promise<import('./setup/counted.mjs').Counts>} one per check
 */
export async function staticChecks() {
  const steps = [
    ['types', [program('typescript/bin/tsc'), '--noEmit']],
    ['lint', [program('oxlint/bin/oxlint'), '--type-aware']],
    ['formatting', [program('oxfmt/bin/oxfmt'), '--check']],
    // Only where the project says what is an entry: without that, all of it looks unused.
    ...(has('knip.json') ? [['unused files, exports and dependencies', [program('knip/bin/knip.js')]]] : []),
  ];
  let counts = none();
  for (const [name, args] of steps) counts = sum([counts, await check(name, args)]);
  return counts;
}

async function main() {
  await setup({ withBuild: false });
  const still = await staticChecks();
  const unit = await vitest({ report: 'out/test/check.json', args: ['--project', 'unit'] });
  return close(sum([still, unit]));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main().then((code) => process.exit(code), fail);
}
