import type { KeyboardEvent } from 'react';

/** Ctrl+Enter (⌘+Enter): saves from within a text of several lines as well. */
export const isSaveKey = (event: KeyboardEvent): boolean => event.key === 'Enter' && (event.ctrlKey || event.metaKey);

/** Enter alone in a text of one line. */
export const isNextKey = (event: KeyboardEvent): boolean =>
  event.key === 'Enter' && !event.nativeEvent.isComposing && event.target instanceof HTMLInputElement;

/** Goes to the field after the one with the focus. False at the last one. */
export function focusNext(region: HTMLElement): boolean {
  const fields = [...region.querySelectorAll<HTMLElement>('input[type="text"], textarea')];
  const next = fields[fields.indexOf(document.activeElement as HTMLElement) + 1];
  next?.focus();
  return next !== undefined;
}
