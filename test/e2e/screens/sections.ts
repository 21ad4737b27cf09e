import type { Locator, Page } from '@playwright/test';

/** Where things are, by the names a person reads. Screens say where, actions say what is done there. */
export const navigation = (page: Page, name: string): Locator =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true });
export const dialog = (page: Page): Locator => page.getByRole('dialog').or(page.getByRole('alertdialog'));
/** The frame and word that sandbox data wears. */
export const sandboxWord = (page: Page): Locator =>
  page.getByRole('status').filter({ hasText: /^(Sandbox|Песочница)$/ });

/** On the Manage tab: one operation, by what was asked of the vendor. */
export const operation = (page: Page, kind: string): Locator =>
  page.getByRole('listitem').filter({ has: page.getByRole('button', { name: new RegExp(`^${kind}`) }) });
/** On an invoice: each money received. */
export const payments = (page: Page): Locator => page.getByRole('list', { name: 'Payments' }).getByRole('listitem');
