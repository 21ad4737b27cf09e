import { useEffect, type RefObject } from 'react';

/**
 * Keeps the keyboard's place: when the element with the focus goes away (a button whose act is done), the focus moves to
 * the region around it and not to the start of the page.
 */
export function useKeptFocus(region: RefObject<HTMLElement | null>, isOpen: boolean): void {
  useEffect(() => {
    const element = region.current;
    if (!isOpen || !element) return undefined;
    let hadFocus = element.contains(document.activeElement);
    if (document.activeElement === document.body) element.focus({ preventScroll: true });
    const enter = (): void => {
      hadFocus = true;
    };
    const leave = (event: FocusEvent): void => {
      // Removing an element with the focus tells where to: nowhere; so does a press beside everything, on purpose.
      hadFocus = event.relatedTarget === null && event.target instanceof Node && !event.target.isConnected;
    };
    const watch = new MutationObserver(() => {
      if (hadFocus && document.activeElement === document.body) element.focus({ preventScroll: true });
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
