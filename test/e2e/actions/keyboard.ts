import type { Page } from '@playwright/test';

/** The name by which a person would know what has the focus: its label, text or title. */
async function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement)) return '';
    const byId = (ids: string | null): string =>
      (ids ?? '')
        .split(' ')
        .map((id) => document.getElementById(id)?.textContent ?? '')
        .join(' ')
        .trim();
    const labels = 'labels' in element ? [...((element as HTMLInputElement).labels ?? [])].map((label) => label.textContent ?? '') : [];
    const named = byId(element.getAttribute('aria-labelledby'));
    return (named === '' ? (element.getAttribute('aria-label') ?? labels.join(' ').trim()) : named) || (element.textContent ?? '').trim();
  });
}

const most = 150;

/**
 * Presses Tab until the focus stands on what has this name (exactly, or matching), as a person without a mouse would.
 * Throws when it cannot be reached that way, or when the focus is trapped.
 */
export async function tabTo(page: Page, name: string | RegExp, options: { backwards?: boolean } = {}): Promise<void> {
  const seen: string[] = [];
  const fits = (text: string): boolean => (typeof name === 'string' ? text === name || text.startsWith(`${name}`) : name.test(text));
  for (let step = 0; step < most; step += 1) {
    const now = await focusedName(page);
    if (now !== '' && fits(now)) return;
    seen.push(now);
    await page.keyboard.press(options.backwards ? 'Shift+Tab' : 'Tab');
  }
  throw new Error(`Tab does not reach ${String(name)}; it passed: ${[...new Set(seen)].join(' | ')}`);
}

/** Goes to a field and types into it, over what stands there. */
export async function typeInto(page: Page, name: string | RegExp, text: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
}

/** Goes to a button or link and presses Enter. */
export async function press(page: Page, name: string | RegExp): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press('Enter');
}
