/** Somebody types while the next key comes within so long, ms. */
const betweenKeysMs = 250;

let lastKey = Number.NEGATIVE_INFINITY;

/** Remembers when keys go into a field of this page. */
export function watchKeys(page: Window): void {
  page.addEventListener(
    'keydown',
    ({ target }) => {
      if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) lastKey = performance.now();
    },
    { capture: true, passive: true },
  );
}

/** How long to wait until nobody types, if nobody goes on; 0: nobody does. Milliseconds. */
export const untilCalm = (now: number): number => Math.max(0, lastKey + betweenKeysMs - now);
