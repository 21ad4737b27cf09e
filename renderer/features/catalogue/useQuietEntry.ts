import { useEffect, useRef, type RefObject } from 'react';

/**
 * Tells whether the focus just came into a list from outside by keyboard. A list whose selection follows the focus
 * selects its first row then; who only passes with Tab does not want that row opened.
 */
export function useQuietEntry(list: RefObject<HTMLElement | null>): () => boolean {
  const isEntering = useRef(false);
  useEffect(() => {
    const element = list.current;
    if (!element) return undefined;
    let isPressed = false;
    const press = (): void => {
      isPressed = true;
      setTimeout(() => (isPressed = false));
    };
    const enter = ({ relatedTarget }: FocusEvent): void => {
      if (isPressed || (relatedTarget instanceof Node && element.contains(relatedTarget))) return;
      isEntering.current = true;
      setTimeout(() => (isEntering.current = false));
    };
    element.addEventListener('pointerdown', press, true);
    element.addEventListener('mousedown', press, true);
    element.addEventListener('focusin', enter);
    return () => {
      element.removeEventListener('pointerdown', press, true);
      element.removeEventListener('mousedown', press, true);
      element.removeEventListener('focusin', enter);
    };
  }, [list]);
  return () => isEntering.current;
}
