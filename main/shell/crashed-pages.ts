import type { WebContents } from 'electron';

/** A page that dies more often than this within a minute is left alone: a fault that comes back is not mended by trying. */
const maxReloads = 3;
const minuteMs = 60_000;

/** Chromium's word for a load that another one took the place of: the page that was wanted comes. */
const aborted = -3;

/**
 * Loads a window's page, and loads it again when its process died (quality 2.4, faults 16 and 25) or a load of it failed: an empty
 * window has no way back. Core does not run in it, so purchases go on meanwhile; what was typed is kept in the page's own storage.
 */
export function loadAndKeep(contents: WebContents, address: string): void {
  const load = (url: string): void => {
    // One that is broken off by the death of its process is begun again by the listener.
    contents.loadURL(url).catch((error: unknown) => console.error('a page was not loaded:', error));
  };
  let reloads: number[] = [];
  const loadAgain = (): void => {
    const now = performance.now();
    reloads = reloads.filter((at) => now - at < minuteMs);
    if (reloads.length >= maxReloads) return;
    reloads.push(now);
    // Not `reload`, which does nothing where the first load had not come to its page yet; and not in the middle of
    // Chromium's own cleaning up.
    setImmediate(() => {
      if (!contents.isDestroyed()) load(contents.getURL() || address);
    });
  };
  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    console.error(`a page's process ended: ${reason}`);
    loadAgain();
  });
  contents.on('did-fail-load', (_event, code, description, _address, isMainFrame) => {
    if (!isMainFrame || code === aborted) return;
    console.error(`a page was not loaded: ${description}`);
    loadAgain();
  });
  load(address);
}
