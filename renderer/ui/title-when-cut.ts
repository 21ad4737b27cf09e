import type { PointerEvent } from 'react';

/** For `onPointerEnter` of words that may be cut for lack of room: pointing at them then shows all of them. */
export function titleWhenCut({ currentTarget: box }: PointerEvent<HTMLElement>): void {
  const isCut = [box, ...box.querySelectorAll('*')].some(
    (part) => part.scrollWidth > part.clientWidth && part.clientWidth > 0,
  );
  const words = isCut ? (box.textContent ?? '') : '';
  if (box.title !== words) box.title = words;
}
