import { useEffect, type RefObject } from 'react';

/**
 * Keeps the keyboard's place: when the element with the focus goes away (a button whose act is done), the focus moves to
 * the region around it and not to the start of the page.
 */
export function useKeptFocus(region: RefObject<HTMLElement | null>, isOpen: boolean): void {
  useEffect(() => {
    const element = region.current;
    if (!isOpen || !element) return undefined;
    let last: Element | null = element.contains(document.activeElement) ? document.activeElement : null;
    if (document.activeElement === document.body) element.focus({ preventScroll: true });
    const enter = (event: FocusEvent): void => {
      last = event.target instanceof Element ? event.target : null;
    };
    const leave = (event: FocusEvent): void => {
      if (event.relatedTarget !== null) last = null;
    };
    const watch = new MutationObserver(() => {
      if (last === null || last.isConnected || document.activeElement !== document.body) return;
      last = null;
      element.focus({ preventScroll: true });
    });
    element.addEventListener('focusin', enter);
    element.addEventListener('focusout', leave);
    watch.observe(element, { childList: true, subtree: true });
    return () => {
      element.removeEventListener('focusin', enter);
      element.removeEventListener('focusout', leave);
      watch.disconnect();
    };
  }, [region, isOpen]);
}
