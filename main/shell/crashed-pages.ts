import type { WebContents } from 'electron';

/** A page that dies more often than this within a minute is left alone: a fault that comes back is not mended by trying. */
const maxReloads = 3;
const minuteMs = 60_000;

/**
 * Loads a window's page again when its process died (quality 2.4, faults 16 and 25). Core does not run in
 * it, so purchases go on meanwhile; what was typed is kept in the page's own storage.
 */
export function reloadWhenCrashed(contents: WebContents): void {
  let reloads: number[] = [];
  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    const now = performance.now();
    reloads = reloads.filter((at) => now - at < minuteMs);
    console.error(`a page's process ended: ${reason}`);
    if (reloads.length >= maxReloads) return;
    reloads.push(now);
    contents.reload();
  });
}
