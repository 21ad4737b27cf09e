import { useDrafts } from '../state/drafts.ts';
import { api } from './api.ts';

/** After the last key, and at the latest after so long, what was typed is on the disk. Milliseconds. */
const settles = 250;
const latest = 1000;

/**
 * Chromium writes a page's storage every few seconds; a console that is killed before would lose what was typed. So each
 * change of a draft has it written soon (usability check 9).
 */
export function keepDraftsOnDisk(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let since: number | null = null;
  const write = (): void => {
    since = null;
    // A refusal changes nothing: Chromium writes them later by itself.
    void api.window.keepDrafts({});
  };
  return useDrafts.subscribe((now, before) => {
    if (now.drafts === before.drafts) return;
    clearTimeout(timer);
    const at = performance.now();
    since ??= at;
    timer = setTimeout(write, Math.max(0, Math.min(settles, since + latest - at)));
  });
}
