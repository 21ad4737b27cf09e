import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

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
  const builder = new AxeBuilder({ page })
    // Size of targets is off by default, though a rule of WCAG 2.2.
    // Of what is right one node of each rule is told: all of them, on a page of tables, took most of the time.
    .options({ rules: { 'target-size': { enabled: true } }, resultTypes: ['violations', 'incomplete'] })
    // What react-aria says to screen readers may name a spinner that is gone a moment later.
    .exclude('[data-live-announcer]')
    .exclude(furtherRows)
    // Otherwise it opens a page of its own to put frames together; Electron opens none, and we have no frames.
    .setLegacyMode();
  if (isFrameKnown) builder.exclude(frame);
  const result = await (isColorOnly ? builder.withRules(ofColor) : builder.withTags(tags).disableRules(off)).analyze();
  const lines = (rules: typeof result.violations): string[] =>
    rules.flatMap(({ id, nodes }) =>
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
