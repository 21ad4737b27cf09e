import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { ask } from '../actions/calls.ts';
import { goTo, orderUnpaid, setUpShop, type Shop } from '../actions/shop.ts';
import { readPdf } from '../actions/pdf.ts';
import { upload } from '../../unit/support/pictures.ts';
import { launch, projectFolder, type RunningApp } from '../fixtures/launch.ts';
import { makeLong } from '../fixtures/long-invoice.ts';
import { account, expect } from '../fixtures/app.ts';

type Electron = RunningApp['electron'];

/** Where the dialog for a file leads; null: the person closes it. Answers with a way to read the name it suggested. */
export async function answerDialog(electron: Electron, filePath: string | null): Promise<() => Promise<string>> {
  await electron.evaluate(({ dialog: native }, chosen) => {
    delete (globalThis as { suggested?: string }).suggested;
    native.showSaveDialog = (...given: unknown[]) => {
      const { defaultPath } = given.at(-1) as { defaultPath: string };
      (globalThis as { suggested?: string }).suggested = defaultPath;
      return Promise.resolve({ canceled: chosen === null, filePath: chosen ?? '' });
    };
  }, filePath);
  return () => electron.evaluate(() => (globalThis as { suggested?: string }).suggested ?? '');
}

export const openInvoice = async (page: Page, id: string): Promise<void> => {
  await goTo(page, `/billing/${id}`);
  await expect(page.getByRole('heading', { name: /^INV-/ })).toBeVisible();
};
export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** A PDF as the tests look at it, kept beside the pictures. */
export function keep(file: string, name: string): ReturnType<typeof readPdf> {
  const bytes = readFileSync(file);
  const folder = path.join(projectFolder, 'out/acceptance/screens/invoice-pdf');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `${name}.pdf`), bytes);
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  return readPdf(bytes);
}

export const lineCount = 100;
const buyers = {
  en: { address: '350 Fifth Avenue\nNew York, NY 10118', country: 'US', taxNumber: '12-3456789' },
  ru: { address: 'Невский проспект, 28\n191186 Санкт-Петербург', country: 'RU', taxNumber: '7812014560' },
};
/** The day a week later. */
export const week = (day: string): string => new Date(Date.parse(day) + 7 * 24 * 3_600_000).toISOString().slice(0, 10);
/** Width and height in points: people in the United States print on Letter. */
export const sizes = { en: [612, 792], ru: [595.3, 841.9] } as const;
const long = {
  lines: lineCount,
  amountMinor: 123_450,
  text: (n: number): string =>
    n % 9 === 0
      ? `Строка ${n}: ispmanager host, лицензия на год с поддержкой, переносом и подробной сверкой всех сайтов клиента`
      : `Строка ${n}: ispmanager host / License ${n}`,
};

const logo =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><rect width="120" height="40" rx="6" fill="#12876b"/><path d="M12 30V10l18 14 18-14v20" fill="none" stroke="#fff" stroke-width="5"/></svg>';

/** A console with an English and a Russian invoice, which were made long while it was closed. */
export async function withLongInvoices(dataFolder: string, apiAddress: string) {
  const first = await launch(dataFolder);
  const shop: Shop = await setUpShop(first.page, { ...account, apiAddress });
  const russian = await ask(first.page, 'clients', 'create', {
    firstName: 'Анна',
    lastName: 'Ёжикова',
    email: 'anna@klient.example',
    company: 'ООО «Щит и Якорь»',
    language: 'ru',
  });
  await ask(first.page, 'brand', 'setLogo', { file: upload(logo, 'logo.svg') });
  await orderUnpaid(first.page, shop, '192.0.2.10');
  const english = await orderUnpaid(first.page, shop, '192.0.2.11');
  const other = await orderUnpaid(first.page, { ...shop, clientId: russian.id }, '192.0.2.12');
  await first.electron.close();
  const file = path.join(dataFolder, 'live/console.db');
  const sums = makeLong(file, { ...long, invoiceId: english.invoiceId, buyer: buyers.en });
  makeLong(file, { ...long, invoiceId: other.invoiceId, buyer: buyers.ru });
  const app = await launch(dataFolder);
  return { ...app, sums, englishId: english.invoiceId, russianId: other.invoiceId };
}

/** A console with two invoices of an English client. */
export async function withInvoices(page: Page, apiAddress: string): Promise<{ shortId: string; otherId: string }> {
  const shop = await setUpShop(page, { ...account, apiAddress });
  const short = await orderUnpaid(page, shop, '192.0.2.10');
  const other = await orderUnpaid(page, shop, '192.0.2.11');
  return { shortId: short.invoiceId, otherId: other.invoiceId };
}
