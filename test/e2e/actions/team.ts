import { expect, type Page } from '@playwright/test';
import type { TestServer } from '../../integration/sync/support/server.ts';
import { dialog } from '../screens/sections.ts';
import { ask } from './calls.ts';
import { goTo } from './shop.ts';

/** With its number of open questions. */
export const queueLink = (page: Page) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Review queue/ });
export const desksTable = (page: Page) => page.getByRole('table', { name: 'Desks' });

/** Shows the code of an invitation for one more desk, on the page of the hub. */
export async function invitation(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Invite a desk' }).click();
  await dialog(page).getByRole('button', { name: 'Show the code' }).click();
  const code = await dialog(page).getByRole('region', { name: 'Code of the invitation' }).innerText();
  await dialog(page).getByRole('button', { name: 'Done' }).click();
  return code;
}

/** Makes a workspace on a server that is reached at `port`. */
export async function createOn(page: Page, { administrator }: TestServer, port: number): Promise<void> {
  await goTo(page, '/settings/team-hub');
  await page.getByRole('button', { name: 'Create a workspace' }).click();
  await dialog(page).getByText('On a PostgreSQL server').click();
  for (const [name, text] of [
    ['Name of the workspace', 'Sales team'],
    ['Name of this desk', 'Front desk'],
    ['Host', '127.0.0.1'],
    ['Port', String(port)],
    ['Administrator', administrator.user],
    ['Administrator’s password', administrator.password],
  ] as const)
    await dialog(page).getByLabel(name, { exact: true }).fill(text);
  await dialog(page).getByRole('button', { name: 'Create a workspace' }).click();
  await expect(page.getByRole('heading', { name: 'Sales team' })).toBeVisible({ timeout: 60_000 });
}

/** Joins a workspace from the first screen on; `before` is done alone. */
export async function joinAs(
  page: Page,
  name: string,
  code: string,
  before: () => Promise<unknown> = async () => {},
): Promise<void> {
  await page.getByRole('button', { name: 'Connect your account' }).click();
  await expect(page.getByRole('heading', { name: 'New provision configuration' })).toBeVisible();
  await before();
  await goTo(page, '/settings/team-hub');
  await page.getByRole('button', { name: 'Join a workspace' }).click();
  await dialog(page).getByRole('textbox', { name: 'Code' }).fill(code);
  await dialog(page).getByRole('textbox', { name: 'Name of this desk' }).fill(name);
  const join = dialog(page).getByRole('button', { name: 'Join a workspace' });
  await join.click();
  // A keychain that answers late, on a busy machine, is asked once more, as its message says.
  const isLate = dialog(page).getByText('This computer has no keychain service');
  await expect(isLate.or(desksTable(page))).toBeVisible({ timeout: 60_000 });
  if (await isLate.isVisible()) await join.click();
}

/** The first price of a product, in minor units. */
export const amount = (page: Page, productId: string) =>
  ask(page, 'catalogue', 'getProduct', { id: productId }).then(({ prices }) => prices[0]?.amountMinor);
