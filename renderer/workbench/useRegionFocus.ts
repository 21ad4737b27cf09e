import { useEffect, useRef, type RefObject } from 'react';

/**
 * Puts the focus on a region that was just opened, so that the next Tab is its first field. For forms that begin with a
 * list of suggestions: the focus in the field itself would open it over the form.
 */
export function useRegionFocus<T extends HTMLElement>(): RefObject<T | null> {
  const region = useRef<T>(null);
  useEffect(() => region.current?.focus(), []);
  return region;
}
