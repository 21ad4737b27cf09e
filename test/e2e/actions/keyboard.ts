import { expect, type Locator, type Page } from '@playwright/test';
import { runInPage } from './calls.ts';

/** More stops than any page has: then the focus is trapped, or what is looked for is not in the tab order. */
const most = 150;

/** What the keyboard met on its way that no one could see; a test ends with none. */
const unseen = new WeakMap<Page, string[]>();

/** Elements on which the focus stood without any visible change. */
export function unseenFocus(page: Page): readonly string[] {
  return unseen.get(page) ?? [];
}

/**
 * Presses a key, and looks whether the element that had the focus looked different while it had it. What a walk finds is
 * gone back to and looked at again: an element that shows no focus shows none the second time either, and where another
 * window's start held this one up, the first look is told in the output.
 */
export async function key(page: Page, name: string): Promise<void> {
  const lost = await pressed(page, name);
  if (lost === null) return;
  const back = { Tab: 'Shift+Tab', 'Shift+Tab': 'Tab' }[name];
  if (back) {
    await page.keyboard.press(back);
    const isBack = await runInPage<boolean>(page, 'document.activeElement === globalThis.probe.element');
    if (isBack && (await pressed(page, name)) === null) {
      console.warn(`The focus was seen at the second look only: ${lost}`);
      return;
    }
  }
  unseen.set(page, [...new Set([...unseenFocus(page), lost])]);
}

async function pressed(page: Page, name: string): Promise<string | null> {
  await runInPage(page, `(${remember.toString()})()`);
  await page.keyboard.press(name);
  return runInPage<string | null>(page, `(${compare.toString()})()`);
}

/** Presses Tab until the focus stands on the target, as a person without a mouse would. */
export async function tabTo(page: Page, target: Locator, options: { backwards?: boolean } = {}): Promise<void> {
  await expect(target.first()).toBeVisible();
  const seen: string[] = [];
  for (let step = 0; step < most; step += 1) {
    if ((await target.and(page.locator(':focus')).count()) > 0) return;
    seen.push(await focused(page));
    await key(page, options.backwards ? 'Shift+Tab' : 'Tab');
  }
  throw new Error(`Tab does not reach ${String(target)}; it passed: ${[...new Set(seen)].join(' | ')}`);
}

/** Goes to a field and types into it, over what stands there. */
export async function typeInto(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
}

/** Goes to a button or link and presses Enter. */
export async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await key(page, 'Enter');
}

/**
 * Walks once around the page with Tab, and answers with what it stood on. Throws where the focus comes no further
 * (a trap), or where it comes round before it was at all that can take it.
 */
export async function walkAround(page: Page): Promise<string[]> {
  const stops: string[] = [];
  await runInPage(page, 'void (globalThis.stops = new Set())');
  for (let step = 0; step < most; step += 1) {
    await key(page, 'Tab');
    const isNew = await runInPage<boolean>(
      page,
      `document.activeElement === document.body ||
       (!globalThis.stops.has(document.activeElement) && Boolean(globalThis.stops.add(document.activeElement)))`,
    );
    if (!isNew) {
      const missed = await runInPage<string[]>(page, `(${notReached.toString()})()`);
      if (missed.length > 0)
        throw new Error(`the keyboard does not get to: ${missed.join(' | ')}; it was at: ${stops.join(' | ')}`);
      return stops;
    }
    stops.push(await focused(page));
  }
  throw new Error(`the walk does not end: ${stops.join(' | ')}`);
}

/** What has the focus, in a word, for messages. */
export function focused(page: Page): Promise<string> {
  return runInPage(
    page,
    `(() => {
      const at = document.activeElement;
      const name = at.getAttribute('aria-label') ?? at.labels?.[0]?.textContent ?? at.textContent ?? '';
      return at.tagName.toLowerCase() + ' ' + name.trim().slice(0, 40);
    })()`,
  );
}

interface Probe {
  element: Element | null;
  looks: string;
  read: (element: Element) => string;
}

/** In the page: keeps the element that has the focus, with how it and what is around it look as soon as a person can see it. */
async function remember(): Promise<void> {
  // A row that is given the focus by its table wears the ring some frames later; one that has none is looked at without it.
  const isToCome = (): boolean => document.activeElement?.matches('[role="row"]:not([data-focus-visible])') ?? false;
  for (let frame = 0; frame < 2 || (frame < 30 && isToCome()); frame += 1)
    await new Promise((resolve) => requestAnimationFrame(resolve));
  const one = (element: Element): string =>
    [null, '::before', '::after']
      .map((part) => {
        const { outline, boxShadow, borderColor, backgroundColor, opacity, textDecoration } = getComputedStyle(
          element,
          part,
        );
        return [outline, boxShadow, borderColor, backgroundColor, opacity, textDecoration].join(' ');
      })
      .join('; ');
  // A ring may be on the box around a bare input, or on the drawn part of a radio button or a switch.
  const read = (element: Element): string => {
    // What fades in or out is looked at as it will be.
    for (const animation of document.getAnimations()) if (animation instanceof CSSTransition) animation.finish();
    const around = [element, element.parentElement, element.parentElement?.parentElement, element.closest('label')];
    const drawn = element.closest('label')?.querySelectorAll('*') ?? [];
    return [...around, ...drawn].map((each) => (each ? one(each) : '')).join(' | ');
  };
  const element = document.activeElement === document.body ? null : document.activeElement;
  const probe: Probe = { element, looks: element ? read(element) : '', read };
  (globalThis as unknown as { probe: Probe }).probe = probe;
}

/** In the page: the name of the kept element, if it looks the same without the focus, also a moment later. */
async function compare(): Promise<string | null> {
  const { element, looks, read } = (globalThis as unknown as { probe: Probe }).probe;
  const now = document.activeElement;
  if (element === null || !element.isConnected) return null;
  // From a field to a button in the same box: the box keeps its ring.
  const box = element.parentElement;
  if (box?.contains(now) && now !== box && Number.parseFloat(getComputedStyle(box).outlineWidth) >= 2) return null;
  // Where the pointer happens to rest, it may look the same with and without the focus.
  if (element.contains(now) || element.matches(':hover')) return null;
  for (let look = 0; look < 8; look += 1) {
    if (read(element) !== looks) return null;
    // On a busy machine the ring goes later than the key is up.
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  const name =
    element.getAttribute('aria-label') ??
    (element as HTMLInputElement).labels?.[0]?.textContent ??
    element.textContent ??
    '';
  const ring = element.matches('[data-focus-visible]') ? ' (its ring stays)' : '';
  return `${element.tagName.toLowerCase()} ${name.trim().slice(0, 40)}${ring}`;
}

/** In the page: what can take the focus and was not stood on. Radio groups, tabs, grids and the like are one stop. */
function notReached(): string[] {
  const { stops } = globalThis as unknown as { stops: Set<Element> };
  const composite =
    '[role="radiogroup"], [role="tablist"], [role="grid"], [role="treegrid"], [role="tree"], [role="listbox"], [role="toolbar"]';
  return [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, [tabindex]')]
    .filter((element) => {
      if (
        element.tabIndex < 0 ||
        element.matches(':disabled, [aria-hidden="true"], [aria-hidden="true"] *, [inert], [inert] *') ||
        !element.checkVisibility({ visibilityProperty: true })
      )
        return false;
      const whole = element.closest(composite);
      return !stops.has(element) && (whole === null || ![...stops].some((stop) => whole.contains(stop)));
    })
    .map(
      (element) =>
        `${element.tagName.toLowerCase()} ${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40)}`,
    );
}
