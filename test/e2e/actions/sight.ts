import type { Page } from '@playwright/test';
import { runInPage } from './calls.ts';

/** What a page shows that nobody should see: cut words, a page that scrolls sideways, a message that is missing. */
export async function eyesores(page: Page): Promise<string[]> {
  return runInPage(page, `(${look.toString()})()`);
}

function look(): string[] {
  const found: string[] = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) found.push(`the page scrolls sideways: ${root.scrollWidth} > ${root.clientWidth}`);
  for (const box of document.querySelectorAll('main, main *')) {
    const { overflowX } = getComputedStyle(box);
    if (box.scrollWidth > box.clientWidth + 1 && (overflowX === 'auto' || overflowX === 'scroll') && !box.closest('[role="grid"], [role="tree"], textarea, input')) {
      found.push(`scrolls sideways: <${box.tagName.toLowerCase()} class="${box.className}"> ${box.scrollWidth} > ${box.clientWidth}`);
    }
  }
  const words = 'h1, h2, h3, h4, button, a, label, legend, dt, th, [role="tab"], [role="columnheader"], [role="radio"], [role="status"], [data-tone], [class*="badge" i], [class*="label" i], [class*="title" i]';
  for (const element of document.querySelectorAll<HTMLElement>(words)) {
    for (const box of [element, ...element.querySelectorAll<HTMLElement>('*')]) {
      if (!isShown(box) || !holdsText(box) || isCovered(box)) continue;
      const style = getComputedStyle(box);
      const isCutAcross = box.scrollWidth > box.clientWidth + 1 && style.overflowX !== 'visible' && box.clientWidth > 0;
      const isCutBelow = box.scrollHeight > box.clientHeight + 2 && style.overflowY === 'hidden' && box.clientHeight > 0;
      const titled = box.closest('[title]')?.getAttribute('title') ?? '';
      if ((isCutAcross && titled.trim() === '') || isCutBelow) {
        found.push(`cut off: <${box.tagName.toLowerCase()} class="${box.className}"> “${box.textContent}” ${box.scrollWidth} > ${box.clientWidth}`);
      }
    }
  }
  for (const piece of document.body.innerText.matchAll(/\b[a-z]+(?:\.[a-z]+)+\.?[A-Za-z]*\b|\{\w+\}|undefined|NaN|\[object/g)) {
    const isMessageKey = /^(nav|ui|app|error|field|clients|orders|order|billing|invoice|payment|catalogue|product|category|contracts?|license|operation|manage|dashboard|settings|connections|tickets?|history|firstRun|problem|environment|vault)\./.test(piece[0]);
    if (isMessageKey || /[{[]|undefined|NaN/.test(piece[0])) found.push(`not a word: ${piece[0]}`);
  }
  return [...new Set(found)];

  function isShown(box: HTMLElement): boolean {
    const { visibility, display, clipPath } = getComputedStyle(box);
    return visibility === 'visible' && display !== 'none' && clipPath === 'none' && box.getClientRects().length > 0;
  }
  function holdsText(box: HTMLElement): boolean {
    return [...box.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '');
  }
  /** For the eyes of nobody: the words of a screen reader, and what stands in a collapsed navigation. */
  function isCovered(box: HTMLElement): boolean {
    for (let at: HTMLElement | null = box; at; at = at.parentElement) {
      if (getComputedStyle(at).clipPath !== 'none') return true;
    }
    return false;
  }
}
