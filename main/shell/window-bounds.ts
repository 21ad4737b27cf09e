import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { app, type BrowserWindow, type Rectangle, screen } from 'electron';

const fileOf = (kind: string): string => path.join(app.getPath('userData'), `window-${kind}.json`);
const initial = { width: 1280, height: 800 };

/** Where the window was when it was closed, if that is still on a screen; else the default size, centred. */
export function rememberedBounds(kind: string): Partial<Rectangle> {
  try {
    const { x, y, width, height } = JSON.parse(readFileSync(fileOf(kind), 'utf8')) as Record<string, unknown>;
    if (![x, y, width, height].every((value) => Number.isInteger(value))) return initial;
    const bounds = { x, y, width, height } as Rectangle;
    const area = screen.getDisplayMatching(bounds).workArea;
    const visible =
      bounds.x < area.x + area.width - 100 &&
      bounds.x + bounds.width > area.x + 100 &&
      bounds.y >= area.y - 20 &&
      bounds.y < area.y + area.height - 100;
    return visible ? bounds : { width: bounds.width, height: bounds.height };
  } catch {
    return initial;
  }
}

export function rememberBounds(kind: string, window: BrowserWindow): void {
  try {
    writeFileSync(fileOf(kind), JSON.stringify(window.getNormalBounds()), { mode: 0o600 });
  } catch {
    // A full or read-only disk must not keep a window open; the size is a convenience.
  }
}
