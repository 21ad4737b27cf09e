// Child processes, as all scripts start them.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from './paths.mjs';
import { SetupError } from './progress.mjs';

// npm hands its own settings down to the scripts it runs; a nested npm must read its own ones.
const fromOuterNpm = /^npm_(config_(local|global)_prefix|package_|lifecycle|command)/;

/**
 * This process's environment without what an outer npm put there, plus `extra`.
 * @param {Record<string, string | undefined>} [extra] an undefined value removes the variable
 * @returns {NodeJS.ProcessEnv}
 */
export function cleanEnvironment(extra = {}) {
  const env = { ...process.env, ...extra };
  for (const [key, value] of Object.entries(env)) {
    if (value === undefined || fromOuterNpm.test(key)) delete env[key];
  }
  return env;
}

/**
 * Runs a command quietly and resolves to what it wrote on stdout.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined>, timeout?: number }} [options]
 *   `timeout` in milliseconds, 0 for none
 * @returns {Promise<string>} rejects with a SetupError that quotes the command's output when
 *   it cannot be started, fails or takes too long
 */
export function output(command, args, { cwd = root, env = {}, timeout = 0 } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: cleanEnvironment(env), stdio: ['ignore', 'pipe', 'pipe'], timeout });
    let out = '';
    let all = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
      all += chunk;
    });
    child.stderr.on('data', (chunk) => (all += chunk));
    child.on('error', (error) => reject(new SetupError(`${command} could not be started: ${error.message}`)));
    child.on('close', (code, signal) => {
      if (code === 0) resolve(out);
      else reject(new SetupError(`${command} ${args.join(' ')} failed (${signal ?? code})\n${shortened(all)}`));
    });
  });
}

/** Beginning and end of a long text: compilers say what is wrong last, npm says it first. */
const shortened = (text) => (text.length <= 4000 ? text : `${text.slice(0, 1000)}\n…\n${text.slice(-3000)}`);

/**
 * Runs npm: the one that runs this script where there is one, since another could be first in PATH.
 * @param {string[]} args
 * @param {Parameters<typeof output>[2]} [options] as of `output`
 * @returns {Promise<string>} as of `output`
 */
export function npm(args, options) {
  const self = process.env.npm_execpath;
  if (self && /\.c?js$/.test(self) && existsSync(self)) return output(process.execPath, [self, ...args], options);
  return process.platform === 'win32'
    ? output('cmd.exe', ['/d', '/c', 'npm', ...args], options)
    : output('npm', args, options);
}

/**
 * Runs a command in the foreground, on this process's own terminal, and passes signals on to it.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, stdio?: import('node:child_process').StdioOptions }} [options]
 *   `env` is the whole environment, `stdio` 'inherit' unless told otherwise
 * @returns {Promise<number>} its exit code, 128 + the signal's number where a signal ended it;
 *   rejects when it cannot be started
 */
export function foreground(command, args, { cwd = root, env = cleanEnvironment(), stdio = 'inherit' } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio });
    const forward = (signal) => child.kill(signal);
    const ignore = () => {};
    // A terminal sends Ctrl-C to the child as well: passing it on would send it twice, and many
    // programs take the second one for "stop at once".
    const signals = { SIGTERM: forward, SIGHUP: forward, SIGINT: process.stdin.isTTY ? ignore : forward };
    for (const [name, handler] of Object.entries(signals)) process.on(name, handler);
    const settle = (done) => {
      for (const [name, handler] of Object.entries(signals)) process.off(name, handler);
      done();
    };
    child.on('error', (error) => settle(() => reject(error)));
    child.on('exit', (code, signal) => settle(() => resolve(code ?? 128 + (os.constants.signals[signal] ?? 0))));
  });
}

/**
 * Where an executable is found on PATH.
 * @param {string} name
 * @returns {string | undefined} its path
 */
export function which(name) {
  // Debian keeps administrators' tools apart from an ordinary user's PATH.
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/bin', '/usr/sbin', '/bin', '/sbin'];
  return folders
    .filter(Boolean)
    .map((folder) => path.join(folder, name))
    .find(existsSync);
}
