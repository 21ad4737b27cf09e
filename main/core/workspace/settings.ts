import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { Environment, Preferences } from '../../../preload/api/app.ts';
import type { Log } from '../kernel/log.ts';

/** What this device remembers outside the databases. */
export const Settings = z.strictObject({
  environment: Environment.nullable().default(null),
  // What a file of an earlier version does not name is as it was then.
  preferences: Preferences.extend({ closing: Preferences.shape.closing.default('quit') }).default({
    theme: 'system',
    language: 'en',
    density: 'normal',
    closing: 'quit',
  }),
});
export type Settings = z.output<typeof Settings>;

const fileName = 'settings.json';

/** Reads the settings; a file that does not fit is put aside and the defaults are used, never a failed start. */
export function readSettings(folder: string, defaults: Partial<Settings>, log: Log): Settings {
  const file = path.join(folder, fileName);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return Settings.parse(defaults);
  }
  try {
    return Settings.parse(JSON.parse(text));
  } catch (error) {
    log.warn({ err: error }, 'settings could not be read; put aside');
    renameSync(file, `${file}.unreadable`);
    return Settings.parse(defaults);
  }
}

/** Replaces the settings file in one step: written beside it, synced, renamed. */
export function writeSettings(folder: string, settings: Settings): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, fileName);
  const handle = openSync(`${file}.working`, 'w', 0o600);
  try {
    writeSync(handle, JSON.stringify(settings, null, 2));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(`${file}.working`, file);
}
