import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import { runInPage } from './calls.ts';

// The copy that @axe-core/playwright brings. Its builder is not used: it puts these 650 kB into the page twice for each question,
// has axe copy every style sheet for a rule that is not asked, and carries all results out, which took longer than the rules.
const { source } = createRequire(import.meta.resolve('@axe-core/playwright'))('axe-core') as { source: string };

/** WCAG 2.0 to 2.2, A and AA; and what axe calls best practice: landmarks, regions, order of headings. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

export interface Findings {
  /** One line for each rule that a node breaks. */
  readonly violations: string[];
  /** What axe cannot decide, for a person. */
  readonly undecided: string[];
  /** Rules that found something to look at, and found it right. */
  readonly passed: string[];
}

/**
 * Rules that cannot hold while a list of suggestions is open: the rest of the page is then hidden from assistive
 * technology, though Tab still leads there (and closes the list first).
 */
const whileListOpen = ['aria-hidden-focus', 'page-has-heading-one', 'region'];

/** Rules that a page can break by its colours alone: what is new to look at when only the theme is another one. */
const ofColor = ['color-contrast', 'link-in-text-block'];

/** What explains a control floats outside of the landmarks while it is there; the control refers to it. */
const whileTooltip = ['region'];

/** Rows of a table are made alike: the first eight say what there is to say of all. */
const furtherRows = '[role="row"]:nth-child(n+9)';

/** The frame around every page, with the way to all of them. */
const frame = '[data-environment] > header';

/**
 * Runs axe on what is on the page; `isColorOnly`: what another theme of the same page can break; `isFrameKnown`: the frame
 * around the page was looked at on another one.
 */
export async function axe(
  page: Page,
  { isListOpen = false, isColorOnly = false, isFrameKnown = false } = {},
): Promise<Findings> {
  const hasTooltip = (await page.getByRole('tooltip').count()) > 0;
  const off = [...(isListOpen ? whileListOpen : []), ...(hasTooltip ? whileTooltip : [])];
  const rules = Object.fromEntries(off.map((rule) => [rule, { enabled: false }]));
  const context = {
    // What react-aria says to screen readers may name a spinner that is gone a moment later.
    exclude: [['[data-live-announcer]'], [furtherRows], ...(isFrameKnown ? [[frame]] : [])],
  };
  const options = {
    runOnly: isColorOnly ? { type: 'rule', values: ofColor } : { type: 'tag', values: tags },
    // Size of targets is off by default, though a rule of WCAG 2.2.
    ...(isColorOnly ? {} : { rules: { 'target-size': { enabled: true }, ...rules } }),
    // Of what is right one node of each rule is told: all of them, on a page of tables, took most of the time.
    resultTypes: ['violations', 'incomplete'],
    // No rule that is asked reads style sheets, which axe would copy beforehand.
    preload: { assets: ['media'] },
  };
  // Once for each page that is loaded.
  if (!(await runInPage<boolean>(page, "typeof globalThis.axe === 'object'"))) await runInPage(page, source);
  return runInPage<Findings>(page, `(${ask.toString()})(${JSON.stringify(context)}, ${JSON.stringify(options)})`);
}

interface Outcome {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
}

interface Axe {
  run(
    context: unknown,
    options: unknown,
  ): Promise<Readonly<Record<'violations' | 'incomplete' | 'passes', readonly Outcome[]>>>;
}

/** In the page, when what fades in or out has come to its end: half-way no colour is what it will be. */
async function ask(context: unknown, options: unknown): Promise<Findings> {
  const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
  await Promise.allSettled(ending.map(({ finished }) => finished));
  const result = await (globalThis as unknown as { axe: Axe }).axe.run(context, options);
  const lines = (outcomes: readonly Outcome[]): string[] =>
    outcomes.flatMap(({ id, nodes }) =>
      nodes.map(
        ({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary?.replace(/\s+/g, ' ') ?? ''}`,
      ),
    );
  return {
    violations: lines(result.violations),
    undecided: lines(result.incomplete),
    passed: result.passes.map(({ id }) => id),
  };
}
