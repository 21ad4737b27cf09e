import { useEffect, useRef } from 'react';

/** Where letters are typed, and not commands. */
const typing = 'input, textarea, select, [contenteditable="true"], [role="combobox"], [role="listbox"]';

/**
 * One key for each act, by its place on the keyboard, so that it is the same one under a Russian layout. Only while the
 * focus stands in the detail beside a list: elsewhere letters have other meanings (WCAG 2.1.4).
 */
export function useKeys(acts: Readonly<Record<string, (() => void) | undefined>>): void {
  const latest = useRef(acts);
  useEffect(() => {
    latest.current = acts;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
      const at = document.activeElement;
      if (!at?.closest('[data-detail]') || at.closest(typing)) return;
      const act = latest.current[event.code];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
