/** The state file: one JSON snapshot, replaced as a whole, so that a crash leaves either the old books or the new ones. */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { SandboxState } from './state.ts';
import type { SandboxWarning } from './types.ts';

/** Writes a snapshot durably with mode 0600: temporary file, fsync, rename, fsync of the folder. Throws when the disk refuses. */
export function writeSnapshot(file: string, json: string): void {
  const temporary = `${file}.tmp`;
  const handle = openSync(temporary, 'w', 0o600);
  try {
    writeSync(handle, json);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(temporary, file);
  syncFolder(dirname(file));
}

function syncFolder(folder: string): void {
  // Windows cannot open a folder; there the rename itself is what can be had.
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/**
 * Reads the snapshot. Null when there is none. A file that cannot be understood is renamed aside, never deleted, and reported; the caller then
 * starts with fresh books.
 */
export function readSnapshot(
  file: string,
  now: number,
  onWarning: (warning: SandboxWarning) => void,
): SandboxState | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  const state = parseState(text);
  if (state) return state;
  const movedTo = `${file}.corrupt-${now}`;
  renameSync(file, movedTo);
  onWarning({
    code: 'state-file-corrupt',
    message: 'The sandbox state could not be read; a fresh account was opened.',
    movedTo,
  });
  return null;
}

/** Parses a snapshot; null when it is not one of this version. */
export function parseState(text: string): SandboxState | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  // Books from before there was a cart have none.
  const books = isRecord(value) ? { basket: [], filters: {}, ...value } : value;
  return isState(books) ? books : null;
}

function isState(value: unknown): value is SandboxState {
  if (!isRecord(value) || value['version'] !== 1) return false;
  const counters = ['clockOffsetMs', 'nextLicenseId', 'nextLedgerId', 'nextBasketId', 'orders'];
  if (!counters.every((name) => Number.isSafeInteger(value[name]))) return false;
  const { balances, licenses, ledger } = value;
  if (!isRecord(balances) || !Object.values(balances).every((amount) => Number.isSafeInteger(amount))) return false;
  return (
    Array.isArray(licenses) &&
    licenses.every((row) => isLicense(row)) &&
    Array.isArray(ledger) &&
    ledger.every((row) => isEntry(row)) &&
    Array.isArray(value['basket']) &&
    value['basket'].every((row) => isEntry(row)) &&
    isRecord(value['filters']) &&
    Object.values(value['filters']).every((filter) => isRecord(filter))
  );
}

function isLicense(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const texts = [
    'account',
    'licname',
    'ip',
    'remoteid',
    'pricelist',
    'key',
    'expiredate',
    'ipChangedOn',
    'keyChangedOn',
  ];
  const numbers = ['id', 'status', 'period', 'createdAt', 'listedAt', 'webdomains'];
  const instants = ['processingAt', 'activeAt', 'keyAt', 'autoprolong'];
  return (
    texts.every((name) => typeof value[name] === 'string') &&
    numbers.every((name) => typeof value[name] === 'number') &&
    instants.every((name) => value[name] === null || typeof value[name] === 'number') &&
    !Number.isNaN(Date.parse(String(value['expiredate']))) &&
    isRecord(value['addons']) &&
    (value['pending'] === null || isRecord(value['pending']))
  );
}

function isEntry(value: unknown): boolean {
  return (
    isRecord(value) &&
    ['id', 'amount', 'at'].every((name) => typeof value[name] === 'number') &&
    typeof value['account'] === 'string'
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
