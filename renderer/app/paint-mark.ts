import { useEffect } from 'react';

const marked = new Set<string>();

/**
 * Puts a mark on the page's timeline when the first frame with what is ready has been painted; once per page and name.
 * The bench measures the start of the application by it.
 */
export function usePaintMark(name: string, isReady: boolean): void {
  useEffect(() => {
    if (!isReady || marked.has(name)) return;
    // The first callback runs before the frame that shows the change, the second one after it.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        marked.add(name);
        performance.mark(name);
      });
    });
    return () => cancelAnimationFrame(frame);
  }, [name, isReady]);
}
