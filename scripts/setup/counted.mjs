// Steps and test runs with counts, summed up to the one line that ends `npm test`.
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { program, tools } from '../run.mjs';
import { modernNode } from './node.mjs';
import { readJson, root } from './paths.mjs';
import { cleanEnvironment, foreground } from './process.mjs';

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 */

/** @returns {Counts} nothing counted yet */
export const none = () => ({ passed: 0, failed: 0, skipped: 0 });

/**
 * @param {Counts[]} counts
 * @returns {Counts} their sum
 */
export const sum = (counts) =>
  counts.reduce(
    (a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }),
    none(),
  );

/**
 * Prints the closing line, `N passed, N failed`, with the skipped ones only where there are any.
 * @param {Counts} counts
 * @returns {number} the exit code: 1 if anything failed or nothing ran
 */
export function close(counts) {
  console.log(
    `${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`,
  );
  return counts.failed > 0 || counts.passed === 0 ? 1 : 0;
}

/** Runs a tool on the modern Node; resolves to its exit code. */
const tool = (args, env) => foreground(modernNode(), args, { env: cleanEnvironment({ ...env, ...tools() }) });

/**
 * Runs one check that passes or fails as a whole.
 * @param {string} name what is checked
 * @param {string[]} args a tool's program file and its arguments
 * @returns {Promise<Counts>} one passed or one failed
 */
export async function check(name, args) {
  const from = performance.now();
  const code = await tool(args);
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${((performance.now() - from) / 1000).toFixed(1)} s)`);
  return { ...none(), [code === 0 ? 'passed' : 'failed']: 1 };
}

/**
 * Runs vitest.
 * @param {{ report: string, args?: string[], env?: NodeJS.ProcessEnv, mayBeEmpty?: boolean }} options
 *   `report`: the JSON report to write, below the project; `args`: projects and filters; `mayBeEmpty`:
 *   no test at all is no failure
 * @returns {Promise<Counts>} a run that crashed, or a file that could not be loaded, counts as failed
 */
export async function vitest({ report, args = [], env = {}, mayBeEmpty = false }) {
  const file = fresh(report);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const code = await tool(
    [
      program('vitest/vitest.mjs'),
      'run',
      '--config',
      'vitest.config.ts',
      ...reporters,
      ...(mayBeEmpty ? ['--passWithNoTests'] : []),
      ...args,
    ],
    env,
  );
  const result = readJson(file);
  const unloaded = (result?.testResults ?? []).filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  const counts = {
    passed: result?.numPassedTests ?? 0,
    failed: (result?.numFailedTests ?? 0) + unloaded.length,
    skipped: (result?.numPendingTests ?? 0) + (result?.numTodoTests ?? 0),
  };
  return judged('vitest', counts, code, mayBeEmpty);
}

/**
 * Runs Playwright.
 * @param {{ report: string, args?: string[], env?: NodeJS.ProcessEnv, mayBeEmpty?: boolean }} options as
 *   of `vitest`; `env` has to hold the display and the keychain
 * @returns {Promise<Counts>} a test that passed only when tried again has passed, and is named
 */
export async function playwright({ report, args = [], env = {}, mayBeEmpty = false }) {
  const file = fresh(report);
  const all = [
    program('@playwright/test/cli.js'),
    'test',
    '-c',
    'test/e2e/playwright.config.ts',
    '--reporter=list,json',
    ...(mayBeEmpty ? ['--pass-with-no-tests'] : []),
    ...args,
  ];
  const code = await tool(all, { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file });
  const result = readJson(file);
  const stats = result?.stats;
  for (const title of triedAgain(result?.suites ?? [])) console.error(`Passed only when tried again: ${title}`);
  const counts = {
    passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0),
    failed: stats?.unexpected ?? 0,
    skipped: stats?.skipped ?? 0,
  };
  return judged('Playwright', counts, code, mayBeEmpty);
}

/** Titles of the tests in Playwright's report that failed first. */
function triedAgain(suites) {
  return suites.flatMap(({ file, specs = [], suites: inner = [] }) => [
    ...specs
      .filter(({ tests }) => tests.some(({ status }) => status === 'flaky'))
      .map(({ title }) => `${file}: ${title}`),
    ...triedAgain(inner),
  ]);
}

/** A report's path, without the report of an earlier run: a crash must not be judged by that one. */
function fresh(report) {
  const file = path.join(root, report);
  mkdirSync(path.dirname(file), { recursive: true });
  rmSync(file, { force: true });
  return file;
}

/** A runner that failed without a failed test, or ran none, has failed itself. */
function judged(name, counts, code, mayBeEmpty) {
  const ran = counts.passed + counts.failed;
  if (code !== 0 && counts.failed === 0) {
    console.error(`${name} ended with code ${code} though no test of its failed: counted as one failure.`);
    return { ...counts, failed: 1 };
  }
  if (ran === 0 && !mayBeEmpty) {
    console.error(`${name} ran no test: counted as one failure.`);
    return { ...counts, failed: 1 };
  }
  return counts;
}
