import type { Page } from '@playwright/test';
import { messages } from '../../../renderer/i18n/messages.ts';
import { runInPage } from './calls.ts';

/** What a page shows that nobody should see: cut words, a page that scrolls sideways, a key in the place of its message. */
export async function eyesores(page: Page): Promise<string[]> {
  const keys = JSON.stringify(Object.keys(messages.en).filter((key) => key.includes('.')));
  return runInPage(page, `(${look.toString()})(${keys})`);
}

/** In the page. */
function look(keys: readonly string[]): string[] {
  const nameOf = (box: Element): string => `<${box.tagName.toLowerCase()} class="${box.getAttribute('class') ?? ''}">`;
  const isWider = (box: Element): boolean => box.clientWidth > 0 && box.scrollWidth > box.clientWidth + 1;
  const isShown = (box: HTMLElement): boolean => {
    // Words for screen readers only, and those of the folded navigation, are clipped away with what is around them.
    for (let at: HTMLElement | null = box; at; at = at.parentElement) {
      if (getComputedStyle(at).clipPath !== 'none') return false;
    }
    return box.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  };
  const holdsText = (box: HTMLElement): boolean =>
    [...box.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '');
  /** Words that are cut for lack of room are shown whole to who points at them. */
  const hasTitle = (box: HTMLElement): boolean => {
    box.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
    return (box.closest('[title]')?.getAttribute('title') ?? '').includes((box.textContent ?? '').trim());
  };
  const found: string[] = [];

  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth)
    found.push(`the page scrolls sideways: ${root.scrollWidth} > ${root.clientWidth}`);
  for (const box of document.querySelectorAll<HTMLElement>('#root *')) {
    const mayScroll = ['auto', 'scroll'].includes(getComputedStyle(box).overflowX);
    if (mayScroll && isWider(box) && box.matches(':not(:has([role="grid"]), [role="grid"], [role="grid"] *)')) {
      found.push(`scrolls sideways: ${nameOf(box)} ${box.scrollWidth} > ${box.clientWidth}`);
    }
  }

  const worded =
    'h1, h2, h3, h4, button, a, label, legend, dt, [role="tab"], [role="columnheader"], [class*="badge" i], [class*="label" i], [class*="title" i]';
  for (const element of document.querySelectorAll<HTMLElement>(worded)) {
    for (const box of [element, ...element.querySelectorAll<HTMLElement>('*')]) {
      if (!holdsText(box) || !isShown(box)) continue;
      const { overflowX, overflowY } = getComputedStyle(box);
      const isCutAcross = isWider(box) && overflowX !== 'visible' && !hasTitle(box);
      const isCutBelow = overflowY !== 'visible' && box.clientHeight > 0 && box.scrollHeight > box.clientHeight + 2;
      if (isCutAcross || isCutBelow) {
        found.push(
          `cut off: ${nameOf(box)} “${box.textContent}” ${box.scrollWidth}×${box.scrollHeight} > ${box.clientWidth}×${box.clientHeight}`,
        );
      }
    }
  }

  const words = document.body.innerText;
  found.push(...keys.filter((key) => words.includes(key)).map((key) => `a key in the place of its message: ${key}`));
  found.push(
    ...(words.match(/\{\w+\}|\bundefined\b|\bNaN\b|\[object \w+/g) ?? []).map((piece) => `not a word: ${piece}`),
  );
  return [...new Set(found)];
}
