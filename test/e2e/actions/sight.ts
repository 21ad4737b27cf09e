import type { Page } from '@playwright/test';
import { messages } from '../../../renderer/i18n/messages.ts';
import { runInPage } from './calls.ts';

const keys: ReadonlySet<string> = new Set(Object.keys(messages.en).filter((key) => key.includes('.')));

/** What a page shows that nobody should see: cut words, a page that scrolls sideways, a key in the place of its message. */
export async function eyesores(page: Page): Promise<string[]> {
  const { found, dotted } = await runInPage<Sight>(page, `(${look.toString()})()`);
  return [
    ...found,
    ...dotted.filter((word) => keys.has(word)).map((key) => `a key in the place of its message: ${key}`),
  ];
}

interface Sight {
  readonly found: string[];
  /** Words with dots inside: keys look like that, and so do many names. */
  readonly dotted: string[];
}

/** In the page. */
function look(): Sight {
  const nameOf = (box: Element): string => `<${box.tagName.toLowerCase()} class="${box.getAttribute('class') ?? ''}">`;
  const isWider = (box: Element): boolean => box.clientWidth > 0 && box.scrollWidth > box.clientWidth + 1;
  // Words for screen readers only, and those of the folded navigation, are clipped away with what is around them. A page of
  // tables asks for thousands of boxes with the same ancestors.
  const clipped = new Map<Element, boolean>();
  const isClipped = (box: Element): boolean => {
    const known = clipped.get(box);
    if (known !== undefined) return known;
    const parent = box.parentElement;
    const answer = getComputedStyle(box).clipPath !== 'none' || (parent !== null && isClipped(parent));
    clipped.set(box, answer);
    return answer;
  };
  const isShown = (box: HTMLElement): boolean =>
    !isClipped(box) && box.checkVisibility({ visibilityProperty: true, opacityProperty: true });
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
    if (!isWider(box)) continue;
    const mayScroll = ['auto', 'scroll'].includes(getComputedStyle(box).overflowX);
    if (mayScroll && box.matches(':not(:has([role="grid"]), [role="grid"], [role="grid"] *)')) {
      found.push(`scrolls sideways: ${nameOf(box)} ${box.scrollWidth} > ${box.clientWidth}`);
    }
  }

  const worded =
    'h1, h2, h3, h4, button, a, label, legend, dt, [role="tab"], [role="columnheader"], [class*="badge" i], [class*="label" i], [class*="title" i]';
  const boxes = new Set<HTMLElement>();
  for (const element of document.querySelectorAll<HTMLElement>(worded))
    for (const box of [element, ...element.querySelectorAll<HTMLElement>('*')]) if (holdsText(box)) boxes.add(box);
  for (const box of boxes) {
    const isLower = box.clientHeight > 0 && box.scrollHeight > box.clientHeight + 2;
    if ((!isWider(box) && !isLower) || !isShown(box)) continue;
    const { overflowX, overflowY } = getComputedStyle(box);
    const isCutAcross = isWider(box) && overflowX !== 'visible' && !hasTitle(box);
    const isCutBelow = isLower && overflowY !== 'visible';
    if (isCutAcross || isCutBelow) {
      found.push(
        `cut off: ${nameOf(box)} “${box.textContent}” ${box.scrollWidth}×${box.scrollHeight} > ${box.clientWidth}×${box.clientHeight}`,
      );
    }
  }

  const words = document.body.innerText;
  found.push(
    ...(words.match(/\{\w+\}|\bundefined\b|\bNaN\b|\[object \w+/g) ?? []).map((piece) => `not a word: ${piece}`),
  );
  return { found: [...new Set(found)], dotted: [...new Set(words.match(/[\w-]+(?:\.[\w-]+)+/g) ?? [])] };
}
