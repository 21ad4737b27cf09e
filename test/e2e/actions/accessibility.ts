import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { figure } from '../../unit/support/figures.ts';
import { projectFolder } from '../fixtures/launch.ts';
import { axe } from './axe.ts';
import { runInPage } from './calls.ts';
import { quiet } from './visit.ts';

const undecided: Record<string, string[]> = {};
const figures = { pages: 0, violations: 0 };

/**
 * What axe finds on the page as it is, in both themes: the same page, with the one attribute that makes the theme. In the second one the
 * rules about colours are asked again; the others look at what a theme does not change. The page is left in the first. `isAtRest`: it
 * stands in that, and was waited for just now.
 */
export async function findings(
  page: Page,
  name: string,
  { isAtRest = false, ...options }: { isListOpen?: boolean; isFrameKnown?: boolean; isAtRest?: boolean } = {},
): Promise<string[]> {
  const found: string[] = [];
  for (const theme of ['light', 'dark'] as const) {
    if (theme === 'dark' || !isAtRest) {
      await runInPage(page, `document.documentElement.dataset.theme = '${theme}'`);
      await quiet(page);
    }
    const isColorOnly = theme === 'dark';
    const { violations, passed, undecided: open } = await axe(page, { ...options, isColorOnly });
    if (open.length > 0) undecided[`${name}, ${theme}`] = open;
    const looked = passed.includes('color-contrast') && (isColorOnly || passed.includes('target-size'));
    if (!looked) violations.push('axe looked at nothing');
    found.push(...violations.map((text) => `${name}, ${theme}: ${text}`));
    figures.pages += 1;
    figures.violations += violations.length;
  }
  await runInPage(page, "document.documentElement.dataset.theme = 'light'");
  return found;
}

/** Notes for an acceptance run how much was looked at, and keeps for a person what axe could not decide; `part` names the file of tests. */
export function noteFindings(part: string): void {
  figure(`axe:${part}`, figures);
  const folder = path.join(projectFolder, 'out/test');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `axe-undecided-${part}.json`), JSON.stringify(undecided, null, 2));
}
