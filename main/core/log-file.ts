import { chmodSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import pino from 'pino';
import type { Log } from './kernel/log.ts';

const maxBytes = 5 * 1024 * 1024;
/** Names of fields that may hold a secret or personal data; what they hold never reaches the sink. */
export const redacted = [
  'password',
  'authinfo',
  'secret',
  'auth',
  'license_key',
  'licenseKey',
  'lickey',
  'key',
  'email',
  'username',
];

/**
 * A log file `<name>.log` (0600) in a folder, JSON lines, redacted at the sink; a file over 5 MB is kept once as
 * `<name>.old.log` at the next start.
 */
export function fileLog(folder: string, name: string): Log {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, `${name}.log`);
  if (existsSync(file) && statSync(file).size > maxBytes) renameSync(file, path.join(folder, `${name}.old.log`));
  const destination = pino.destination({ dest: file, sync: true, mode: 0o600 });
  if (process.platform !== 'win32' && existsSync(file)) chmodSync(file, 0o600);
  const logger = pino(
    {
      level: 'info',
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: redacted.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), censor: '[redacted]' },
      serializers: { err: errorForLog },
    },
    destination,
  );
  return logger;
}

/** An error's name, code, message and stack only: got's errors carry the request's options, password included. */
function errorForLog(error: unknown): object {
  if (!(error instanceof Error)) return { value: typeof error };
  const cause = error.cause instanceof Error ? { cause: errorForLog(error.cause) } : {};
  const code = 'code' in error ? { code: String(error.code) } : {};
  return { name: error.name, message: error.message, ...code, stack: error.stack, ...cause };
}
