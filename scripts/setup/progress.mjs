// Tells the person what the set-up does and how long each part took.

const started = performance.now();

/** Seconds between two instants of `performance.now()` (milliseconds), as text with one decimal. */
const seconds = (from, to) => `${((to - from) / 1000).toFixed(1)} s`;

/**
 * Writes one line of progress. It goes to stderr, so that a command whose answer is read by a
 * program (`npm run cli`, `npm run demo`) keeps stdout for that answer alone.
 * @param {string} text what is being done
 */
export function say(text) {
  process.stderr.write(`[setup ${seconds(started, performance.now()).padStart(7)}] ${text}\n`);
}

/**
 * Runs one step, telling when it starts and, afterwards, how long it took.
 * @template T
 * @param {string} name what the step does
 * @param {() => Promise<T>} work the step; a string it resolves to is told with its duration
 * @returns {Promise<T>} what the step resolves to; its error, unchanged, if it fails
 */
export async function step(name, work) {
  const from = performance.now();
  say(`${name} …`);
  try {
    const result = await work();
    const note = typeof result === 'string' ? ` (${result})` : '';
    say(`${name}: done in ${seconds(from, performance.now())}${note}`);
    return result;
  } catch (error) {
    say(`${name}: failed after ${seconds(from, performance.now())}`);
    throw error;
  }
}

/**
 * An error whose message already says what is wrong and what to do next: it is shown to the person
 * as it is, without a stack.
 */
export class SetupError extends Error {
  name = 'SetupError';
}

/**
 * Ends the process with exit code 1 after telling the person what went wrong: a SetupError by its
 * message alone, anything else with its stack, since then the script itself is at fault.
 * @param {unknown} error
 * @returns {never}
 */
export function fail(error) {
  const text = error instanceof SetupError ? error.message : (error?.stack ?? String(error));
  process.stderr.write(`\n${text}\n`);
  process.exit(1);
}
