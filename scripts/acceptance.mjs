// npm run acceptance -- NAME: the tests of one capability with their full counts, and its figures.
// A test adds a figure by appending a JSON object, on a line, to the file that ACCEPTANCE_FIGURES names; figures.mjs
// says how several tests make one figure of their parts.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { figuresOf } from './figures.mjs';
import { openSession } from './headless.mjs';
import { runtime } from './runtime.mjs';
import { close, playwright, sum, vitest } from './setup/counted.mjs';
import { out, root } from './setup/paths.mjs';
import { cleanEnvironment } from './setup/process.mjs';
import { fail, SetupError } from './setup/progress.mjs';
import { installTracing } from './setup/system-packages.mjs';
import { setup } from './setup.mjs';

const home = path.join(root, 'test/acceptance');

/** The capabilities that have an acceptance run: the files of test/acceptance. */
const known = () =>
  readdirSync(home)
    .filter((file) => file.endsWith('.json'))
    .map((file) => path.basename(file, '.json'));

/**
 * What a capability's acceptance runs: the ordinary tests with larger counts, not a second set of them.
 * @returns {{ tests: string[], alone?: string[], counts: Record<string, string> }} files and folders of tests under
 *   plain Node, those among them that measure and so run with nothing beside them, and the variables by which tests take
 *   their counts; the tests of screens are found by their tag `@<name>`, those that measure by `@alone` beside it
 */
const suite = (name) => JSON.parse(readFileSync(path.join(home, `${name}.json`), 'utf8'));

async function main([name, ...rest]) {
  if (!name || rest.length > 0 || !known().includes(name)) {
    throw new SetupError(
      `usage: npm run acceptance -- NAME\n${name ? `There is no acceptance run "${name}". ` : ''}Known: ${known().join(', ') || 'none yet'}`,
    );
  }
  await setup();
  await installTracing();
  const folder = path.join(out, 'acceptance');
  const figures = path.join(folder, `${name}.figures.jsonl`);
  mkdirSync(folder, { recursive: true });
  rmSync(figures, { force: true });
  const session = await openSession({ own: true, env: cleanEnvironment() });
  const { tests, alone = [], counts: full } = suite(name);
  const env = { ...session.env, ...full, ACCEPTANCE: name, ACCEPTANCE_FIGURES: figures };
  const report = (runner) => `out/acceptance/${name}.${runner}.json`;
  let counts;
  try {
    const measuring =
      alone.length === 0
        ? []
        : [
            await vitest({ report: report('vitest-alone'), args: alone, env }),
            await playwright({
              report: report('e2e-alone'),
              args: ['--grep', `@${name}(?![\\w-]).*@alone`, '--workers', '1'],
              env,
            }),
          ];
    counts = sum([
      ...measuring,
      await vitest({
        report: report('vitest'),
        args: [...tests, ...alone.flatMap((file) => ['--exclude', file])],
        env,
      }),
      await playwright({
        report: report('e2e'),
        args: ['--grep', `@${name}(?![\\w-])`, '--grep-invert', '@alone'],
        env,
      }),
    ]);
  } finally {
    await session.close();
  }
  const { version, carried } = runtime();
  const noted = existsSync(figures) ? figuresOf(readFileSync(figures, 'utf8')) : {};
  const result = { ...noted, electron: version, carried, passed: counts.passed, failed: counts.failed };
  writeFileSync(path.join(folder, `${name}.json`), `${JSON.stringify(result, null, 2)}\n`);
  console.log(`figures: out/acceptance/${name}.json`);
  return close(counts);
}

main(process.argv.slice(2)).then((code) => process.exit(code), fail);
