import { readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The theme this desk chose, read before the first window so that it does not flash. Core owns the file and checks it;
 * here one word is looked for and anything else means `system`.
 */
export function themeAtStart(dataFolder: string): 'light' | 'dark' | 'system' {
  try {
    const settings = JSON.parse(readFileSync(path.join(dataFolder, 'settings.json'), 'utf8')) as {
      preferences?: { theme?: unknown };
    };
    const theme = settings.preferences?.theme;
    return theme === 'light' || theme === 'dark' ? theme : 'system';
  } catch {
    return 'system';
  }
}
