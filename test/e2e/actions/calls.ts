import type { CDPSession, Page } from '@playwright/test';
import type { Input, Output } from '../../../preload/api/contract.ts';
import type { Envelope } from '../../../preload/api/errors.ts';
import type { StaffAreas } from '../../../preload/api/index.ts';

type Areas = keyof StaffAreas;
type Verbs<A extends Areas> = keyof StaffAreas[A] & string;

/** The debugger's line to each page. Opening one for each expression costs the page 13 ms, and a walk by Tab runs four for a key. */
const lines = new WeakMap<Page, Promise<CDPSession>>();

/** The line to a page: opened once, and anew where it was cut. */
function lineTo(page: Page): Promise<CDPSession> {
  const known = lines.get(page);
  if (known) return known;
  const forget = (): boolean => lines.delete(page);
  const line = page.context().newCDPSession(page);
  lines.set(page, line);
  line.then((session) => session.on('close', forget), forget);
  return line;
}

/**
 * Runs an expression in the page and answers with its (awaited) value. Over the debugger's protocol: Playwright's own
 * `evaluate` calls eval in the page, which the page's Trusted Types policy rightly reports.
 */
export async function runInPage<T>(page: Page, expression: string): Promise<T> {
  const line = await lineTo(page);
  const { result, exceptionDetails } = await line.send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
  });
  if (exceptionDetails) throw new Error(`${exceptionDetails.text} ${exceptionDetails.exception?.description ?? ''}`);
  return result.value as T;
}

/** Several calls begun in the same turn of the page, before any of them can be answered. */
export function askTogether(
  page: Page,
  calls: readonly (readonly [area: Areas, verb: string, input: unknown])[],
): Promise<Envelope<unknown>[]> {
  const each = calls.map(
    ([area, verb, input]) => `window.api[${JSON.stringify(area)}][${JSON.stringify(verb)}](${JSON.stringify(input)})`,
  );
  return runInPage(page, `Promise.all([${each.join(', ')}])`);
}

/** The value of one call over the page's own bridge. Throws when it is refused. */
export async function ask<A extends Areas, V extends Verbs<A>>(
  page: Page,
  area: A,
  verb: V,
  input: Input<StaffAreas[A][V]>,
): Promise<Output<StaffAreas[A][V]>> {
  const [answer] = await askTogether(page, [[area, verb, input]]);
  if (!answer?.ok) throw new Error(`${area}.${verb}: ${JSON.stringify(answer?.error)}`);
  return answer.value as Output<StaffAreas[A][V]>;
}
