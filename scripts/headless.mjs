// Gives a command what a bare machine lacks: a display, and a session bus with an unlocked keychain.
// As a program: node scripts/headless.mjs [--own] -- COMMAND [ARGUMENTS]
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { spawn, spawnSync } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { cleanEnvironment, foreground, which } from './setup/process.mjs';
import { fail, SetupError } from './setup/progress.mjs';

/** The virtual screen: wider than the window that the tests and the demo open. */
const screen = '1600x1000x24';
/** How long a daemon may take to be ready, in milliseconds. */
const patience = 10_000;

/**
 * Opens what is missing. On macOS and Windows nothing ever is.
 * @param {{ own?: boolean, env?: NodeJS.ProcessEnv }} [options] `own`: a bus, a keychain and a
 *   display of its own even where the person has them, so that tests touch none of theirs; `env`:
 *   the environment to start from
 * @returns {Promise<{ env: NodeJS.ProcessEnv, close: () => Promise<void> }>} the environment for the
 *   commands of this session, and what ends it; rejects with a SetupError when a daemon does not start
 */
export async function openSession({ own = false, env = cleanEnvironment() } = {}) {
  if (process.platform !== 'linux') return { env, close: async () => {} };
  const daemons = [];
  // Readable by this user alone: it holds the keychain and the key to the display.
  const folder = mkdtempSync(path.join(os.tmpdir(), 'reseller-console-session-'));
  const discard = () => {
    for (const daemon of daemons) daemon.kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', discard);
  const session = { env: { ...env }, folder, start: (...args) => start(daemons, folder, ...args) };
  const close = async () => {
    process.off('exit', discard);
    // The display last: a program that is still closing its window should not lose it.
    for (const daemon of daemons.toReversed()) await end(daemon);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  try {
    if (own || (!env.DISPLAY && !env.WAYLAND_DISPLAY)) await addDisplay(session);
    if (own || !hasKeychain(env)) await addKeychain(session);
  } catch (error) {
    await close();
    throw error;
  }
  return { env: session.env, close };
}

/**
 * Runs one command in such a session and ends the session with it.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, own?: boolean }} [options] `env`: additional variables; `own` as
 *   of `openSession`
 * @returns {Promise<number>} the command's exit code; rejects when it or the session cannot be started
 */
export async function headless(command, args, { env = {}, own = false } = {}) {
  const session = await openSession({ own, env: cleanEnvironment(env) });
  try {
    return await foreground(command, args, { env: session.env });
  } finally {
    await session.close();
  }
}

/** Starts a daemon in a terminal session of its own, so that Ctrl-C reaches the command and not the display below it. */
function start(daemons, folder, command, args, { env, input, stdio = [] }) {
  // Ended with this process however that ends, also by SIGKILL.
  const wrapper = which('setpriv') ? ['setpriv', '--pdeathsig', 'TERM', '--'] : [];
  const [program, ...rest] = [...wrapper, command, ...args];
  const child = spawn(program, rest, {
    cwd: folder,
    env,
    detached: true,
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe', ...stdio],
  });
  child.words = '';
  child.stdout.on('data', (chunk) => (child.words += chunk));
  child.stderr.on('data', (chunk) => (child.words += chunk));
  child.on('error', (error) => (child.words += error.message));
  child.stdin?.end(input);
  child.name = command;
  daemons.push(child);
  return child;
}

/** Waits until `ready` gives a value. */
async function until(daemon, ready) {
  const from = performance.now();
  for (;;) {
    const value = ready();
    if (value) return value;
    if (daemon.exitCode !== null || daemon.pid === undefined || performance.now() - from > patience) {
      throw new SetupError(`${daemon.name} did not start:\n${daemon.words.trim() || 'it said nothing'}`);
    }
    await sleep(10);
  }
}

async function end(daemon) {
  if (daemon.pid === undefined || daemon.exitCode !== null || daemon.signalCode !== null) return;
  const ended = new Promise((resolve) => daemon.once('exit', resolve));
  daemon.kill('SIGTERM');
  await Promise.race([ended, sleep(2_000, undefined, { ref: false }).then(() => daemon.kill('SIGKILL'))]);
}

async function addDisplay({ env, folder, start: begin }) {
  // The server reads its key before the display has a number, and the clients look theirs up by
  // that number. An entry for any host and number serves both.
  const key = path.join(folder, 'Xauthority');
  writeFileSync(key, xauthority(randomBytes(16)), { mode: 0o600 });
  const args = ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp', '-noreset', '-auth', key];
  const server = begin('Xvfb', args, { env, stdio: ['pipe'] });
  let number = '';
  server.stdio[3].on('data', (chunk) => (number += chunk));
  await until(server, () => number.endsWith('\n'));
  Object.assign(env, { DISPLAY: `:${number.trim()}`, XAUTHORITY: key, RESELLER_CONSOLE_HEADLESS: '1' });
  delete env.WAYLAND_DISPLAY;
}

/** The file format of Xauthority: family, address, display, method, key; each but the first with its length before it. */
function xauthority(cookie) {
  const anyHost = Buffer.from([0xff, 0xff]);
  const field = (bytes) => Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes]);
  return Buffer.concat([
    anyHost,
    ...['', '', 'MIT-MAGIC-COOKIE-1'].map((text) => field(Buffer.from(text))),
    field(cookie),
  ]);
}

async function addKeychain({ env, folder, start: begin }) {
  const [data, runtime] = ['data', 'runtime'].map((name) => path.join(folder, name));
  for (const place of [data, runtime]) mkdirSync(place, { mode: 0o700 });
  env.XDG_RUNTIME_DIR = runtime;
  const bus = begin(
    'dbus-daemon',
    ['--session', '--nofork', '--nopidfile', '--print-address=1', `--address=unix:path=${runtime}/bus`],
    { env },
  );
  await until(bus, () => bus.words.includes('guid='));
  env.DBUS_SESSION_BUS_ADDRESS = `unix:path=${runtime}/bus`;
  // The keychain's file goes to the private folder; the application's own folders stay what they are.
  const keychain = begin('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
    env: { ...env, XDG_DATA_HOME: data },
    input: randomBytes(16).toString('hex'),
  });
  await until(keychain, () => onBus(env, 'NameHasOwner'));
}

/** Whether a keychain answers on the bus, or would be started by it. */
const hasKeychain = (env) =>
  Boolean(env.DBUS_SESSION_BUS_ADDRESS) && (onBus(env, 'NameHasOwner') || onBus(env, 'ListActivatableNames'));

function onBus(env, question) {
  const name = 'org.freedesktop.secrets';
  const argument = question === 'NameHasOwner' ? [`string:${name}`] : [];
  const call = [
    '--session',
    '--print-reply',
    '--reply-timeout=2000',
    '--dest=org.freedesktop.DBus',
    '/',
    `org.freedesktop.DBus.${question}`,
    ...argument,
  ];
  const { stdout } = spawnSync('dbus-send', call, { env, encoding: 'utf8' });
  return question === 'NameHasOwner' ? /boolean true/.test(stdout ?? '') : (stdout ?? '').includes(`"${name}"`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const dashes = process.argv.indexOf('--');
  const [command, ...args] = dashes === -1 ? [] : process.argv.slice(dashes + 1);
  if (!command) fail(new SetupError('usage: node scripts/headless.mjs [--own] -- COMMAND [ARGUMENTS]'));
  headless(command, args, { own: process.argv.slice(2, dashes).includes('--own') }).then(
    (code) => process.exit(code),
    fail,
  );
}
