import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { paperSurface } from '../../../preload/api/surface.ts';
import { formatMoney } from '../../../renderer/i18n/format.ts';
import { axe } from '../actions/axe.ts';
import { ask, runInPage } from '../actions/calls.ts';
import { goTo, orderUnpaid, setUpShop, type Shop } from '../actions/shop.ts';
import { readPdf } from '../actions/pdf.ts';
import { shots } from '../actions/shot.ts';
import { eyesores } from '../actions/sight.ts';
import { upload } from '../../unit/support/pictures.ts';
import { launch, projectFolder, type RunningApp } from '../fixtures/launch.ts';
import { makeLong } from '../fixtures/long-invoice.ts';
import { account, expect, test, watchProblems } from '../fixtures/app.ts';
import { dialog } from '../screens/sections.ts';

type Electron = RunningApp['electron'];

/** Where the dialog for a file leads; null: the person closes it. Answers with a way to read the name it suggested. */
async function answerDialog(electron: Electron, filePath: string | null): Promise<() => Promise<string>> {
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

const openInvoice = async (page: Page, id: string): Promise<void> => {
  await goTo(page, `/billing/${id}`);
  await expect(page.getByRole('heading', { name: /^INV-/ })).toBeVisible();
};
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** A PDF as the tests look at it, kept beside the pictures. */
function keep(file: string, name: string): ReturnType<typeof readPdf> {
  const bytes = readFileSync(file);
  const folder = path.join(projectFolder, 'out/acceptance/screens/invoice-pdf');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `${name}.pdf`), bytes);
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  return readPdf(bytes);
}

const lineCount = 100;
const buyers = {
  en: { address: '350 Fifth Avenue\nNew York, NY 10118', country: 'US', taxNumber: '12-3456789' },
  ru: { address: 'Невский проспект, 28\n191186 Санкт-Петербург', country: 'RU', taxNumber: '7812014560' },
};
/** The day a week later. */
const week = (day: string): string => new Date(Date.parse(day) + 7 * 24 * 3_600_000).toISOString().slice(0, 10);
/** Width and height in points: people in the United States print on Letter. */
const sizes = { en: [612, 792], ru: [595.3, 841.9] } as const;
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
async function withLongInvoices(dataFolder: string, apiAddress: string) {
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
async function withInvoices(page: Page, apiAddress: string): Promise<{ shortId: string; otherId: string }> {
  const shop = await setUpShop(page, { ...account, apiAddress });
  const short = await orderUnpaid(page, shop, '192.0.2.10');
  const other = await orderUnpaid(page, shop, '192.0.2.11');
  return { shortId: short.invoiceId, otherId: other.invoiceId };
}

test.describe('invoices on paper', { tag: '@orders' }, () => {
  test('2.4 invoices of many lines are saved as PDF in the buyer’s language, page by page, with all of their lines', async ({
    dataFolder,
    vendor,
    pageProblems,
  }) => {
    const { electron, page, sums, englishId, russianId } = await withLongInvoices(dataFolder, vendor.url);
    watchProblems(page, pageProblems);
    const { issuedOn } = await ask(page, 'billing', 'getInvoice', { id: russianId });
    // Part of it is paid, so that there are payments to print.
    await ask(page, 'billing', 'recordPayment', {
      requestKey: crypto.randomUUID(),
      invoiceId: russianId,
      amountMinor: 100_000,
      method: 'bank_transfer',
      receivedOn: issuedOn,
      reference: 'П/п № 17',
    });

    const files = { en: path.join(dataFolder, 'en.pdf'), ru: path.join(dataFolder, 'ru.pdf') };
    for (const [language, id, number] of [
      ['en', englishId, 'INV-000002'],
      ['ru', russianId, 'INV-000003'],
    ] as const) {
      const suggested = await answerDialog(electron, files[language]);
      await openInvoice(page, id);
      await button(page, 'Save as PDF').click();
      await expect(page.getByText(`${number} was saved`)).toBeVisible();
      expect(path.basename(await suggested())).toBe(`${number}.pdf`);

      const pdf = keep(files[language], language);
      expect(pdf.pages.length).toBeGreaterThan(2);
      for (const { width, height } of pdf.pages) {
        expect(Math.abs(width - sizes[language][0])).toBeLessThan(1);
        expect(Math.abs(height - sizes[language][1])).toBeLessThan(1);
      }
      expect(pdf.fonts.length).toBeGreaterThan(0);
      for (const font of pdf.fonts) expect(font, font.name).toMatchObject({ isEmbedded: true, name: /Inter/ });
      expect(pdf.isTagged).toBe(true);
      expect(pdf.title).toBe(language === 'en' ? `Invoice ${number}` : `Счёт ${number}`);

      const pages = pdf.pages.map(({ lines }) => lines);
      const text = pages.map((lines) => lines.join('\n'));
      for (const [at, one] of text.entries()) {
        const [page_, of] = [at + 1, pages.length];
        expect(one).toContain(language === 'en' ? `Page ${page_} of ${of}` : `Страница ${page_} из ${of}`);
        // Beginning with the second page the number stands at the top.
        if (at > 0) expect(pages[at]?.[0]).toContain(number);
      }
      // Each page with lines has the head of their table again.
      const head = language === 'en' ? 'Description Period Amount, EUR' : 'Наименование Период Сумма, EUR';
      for (const one of text.filter((lines) => lines.includes('Строка'))) expect(one).toContain(head);
      // Every line, once, in order, whole.
      const numbers = pages.flat().flatMap((line) => /^Строка (\d+):/.exec(line)?.[1] ?? []);
      expect(numbers.map(Number)).toEqual(Array.from({ length: lineCount }, (_, n) => n + 1));
      // A line that was broken has its end on the same page.
      for (const one of text) expect(one.match(/с поддержкой/g)?.length).toBe(one.match(/всех сайтов/g)?.length);

      const sum = (minor: number): string =>
        formatMoney(minor, 'EUR', language, { display: 'code' }).replaceAll(/[\u00A0\u202F]/g, ' ');
      const last = text.join('\n');
      for (const minor of [sums.netMinor, sums.totalMinor]) expect(last).toContain(sum(minor));
      if (language === 'en') {
        expect(last).toContain(`Amount due ${sum(sums.totalMinor)}`);
        expect(last).toContain('VAT 20% of');
        expect(last).toContain('Tax number: 12-3456789');
        expect(last).toContain('1.0825 USD');
      } else {
        for (const words of [
          'Счёт',
          'ООО «Щит и Якорь»',
          'Анна Ёжикова',
          'Невский проспект, 28',
          'Россия',
          'НДС 7,7 %',
        ])
          expect(last).toContain(words);
        expect(last).toContain(`К оплате ${sum(sums.totalMinor - 100_000)}`);
        expect(last).toContain('Банковский перевод');
        expect(last).toContain('П/п № 17');
        expect(last).toContain('1,0825 USD');
      }
    }
    await electron.close();
  });

  test('the preview shows the same pages, in the language that is chosen, light in a dark window', async ({
    dataFolder,
    vendor,
    pageProblems,
  }) => {
    const { electron, page, russianId } = await withLongInvoices(dataFolder, vendor.url);
    watchProblems(page, pageProblems);
    const shot = shots(page, 'invoice-pdf');
    await ask(page, 'app', 'setPreferences', { theme: 'dark' });
    await openInvoice(page, russianId);
    await shot('invoice');
    await button(page, 'Preview').click();
    const first = dialog(page).getByText(/^Страница 1 из \d+$/);
    await expect(first).toBeVisible();
    const count = Number(/\d+$/.exec((await first.textContent()) ?? '')?.[0]);
    expect(count).toBeGreaterThan(2);
    await shot('preview');
    expect((await axe(page)).violations).toEqual([]);
    await dialog(page).getByText(`Страница ${count} из ${count}`).scrollIntoViewIfNeeded();
    await shot('preview-end');
    for (const width of [1280, 1024]) {
      await page.setViewportSize({ width, height: 640 });
      expect(await eyesores(page)).toEqual([]);
    }
    await dialog(page)
      .getByRole('button', { name: /Language/ })
      .click();
    await page.getByRole('option', { name: 'English' }).click();
    await expect(dialog(page).getByText(`Page ${count} of ${count}`)).toBeVisible();

    // What is saved from here is what is shown here.
    const file = path.join(dataFolder, 'shown.pdf');
    await answerDialog(electron, file);
    await dialog(page).getByRole('button', { name: 'Save as PDF' }).click();
    await expect(page.getByText('INV-000003 was saved')).toBeVisible();
    const pages = keep(file, 'shown').pages.map(({ lines }) => lines.join(' '));
    expect(pages).toHaveLength(count);
    expect(pages[0]).toContain(`Page 1 of ${count}`);
    await electron.close();
  });

  test('what cannot be printed says so and leaves no file; a closed dialog saves nothing', async ({
    app: { electron },
    page,
    dataFolder,
    vendor,
  }) => {
    const { shortId } = await withInvoices(page, vendor.url);
    const file = path.join(dataFolder, 'kept.pdf');
    await openInvoice(page, shortId);

    await answerDialog(electron, null);
    await button(page, 'Save as PDF').click();
    await expect(button(page, 'Save as PDF')).toBeEnabled();
    expect(existsSync(file)).toBe(false);

    // The page of the document dies: a file that is there already stays as it was.
    writeFileSync(file, 'an older one');
    const suggested = await answerDialog(electron, file);
    await electron.evaluate(({ app }) => {
      app.once('web-contents-created', (_event, contents) => {
        contents.once('dom-ready', () => contents.forcefullyCrashRenderer());
      });
    });
    await button(page, 'Save as PDF').click();
    await expect(page.getByText(/The document could not be printed/)).toBeVisible();
    expect(readFileSync(file, 'utf8')).toBe('an older one');
    expect(await suggested()).toBe('');

    // Chromium that never comes to an end is given up, here after a moment instead of half a minute.
    await electron.evaluate(({ app }) => {
      const wait = globalThis.setTimeout;
      app.once('web-contents-created', (_event, contents) => {
        contents.printToPDF = () => new Promise(() => undefined);
      });
      globalThis.setTimeout = ((work: () => void, ms = 0) => {
        if (ms <= 25_000) return wait(work, ms);
        globalThis.setTimeout = wait;
        return wait(work, 100);
      }) as typeof setTimeout;
    });
    await button(page, 'Save as PDF').click();
    await expect(page.getByText(/The document took too long to print/)).toBeVisible();
    expect(readFileSync(file, 'utf8')).toBe('an older one');
    expect(await suggested()).toBe('');

    // And the next one is printed as ever, one after the other.
    const windows = (): Promise<number> =>
      electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
    const answers = await Promise.all(
      ['en', 'ru', 'en'].map((language) =>
        runInPage(
          page,
          `window.api.window.saveDocument(${JSON.stringify({ kind: 'invoice', id: shortId, language })})`,
        ),
      ),
    );
    expect(answers).toEqual([1, 2, 3].map(() => ({ ok: true, value: { saved: true } })));
    expect(readPdf(readFileSync(file)).pages).toHaveLength(1);
    expect(await windows()).toBe(1);
    await electron.close();
  });

  test('a payment has a receipt, and the list of invoices is saved as a table', async ({
    app: { electron },
    page,
    dataFolder,
    vendor,
  }) => {
    const { shortId } = await withInvoices(page, vendor.url);
    const { issuedOn } = await ask(page, 'billing', 'getInvoice', { id: shortId });
    await ask(page, 'billing', 'recordPayment', {
      requestKey: crypto.randomUUID(),
      invoiceId: shortId,
      amountMinor: 200,
      method: 'cash',
      receivedOn: issuedOn,
      reference: 'R-7',
    });
    const files = { receipt: path.join(dataFolder, 'receipt.pdf'), list: path.join(dataFolder, 'list.csv') };
    const suggested = await answerDialog(electron, files.receipt);
    await openInvoice(page, shortId);
    await button(page, 'Receipt').click();
    await expect(dialog(page).getByText('Payment for invoice INV-000001')).toBeVisible();
    await shots(page, 'invoice-pdf-receipt')('receipt');
    expect((await axe(page)).violations).toEqual([]);
    await dialog(page).getByRole('button', { name: 'Save as PDF' }).click();
    await expect(page.getByText('INV-000001-1 was saved')).toBeVisible();
    expect(path.basename(await suggested())).toBe('INV-000001-1.pdf');
    const [paper] = keep(files.receipt, 'receipt').pages;
    for (const words of ['Receipt', 'No. INV-000001-1', 'Cash', 'R-7', 'Amount received 2.00 EUR'])
      expect(paper?.lines.join('\n')).toContain(words);

    await page.keyboard.press('Escape');
    await answerDialog(electron, files.list);
    await goTo(page, '/billing');
    await button(page, 'Save as CSV…').click();
    await expect(page.getByText('2 rows were saved')).toBeVisible();
    const rows = readFileSync(files.list, 'utf8').trim().split('\r\n');
    expect(rows).toHaveLength(3);
    expect(rows[0]).toContain('Invoice,Status,Client,Order,Currency,Total,');
    expect(rows.at(-1)).toBe(`INV-000001,Partly paid,Anna Petrova,ORD-000001,EUR,5.00,3.00,${week(issuedOn)}`);
  });

  test('it goes to the system’s dialog for printing, which a person may close', async ({
    app: { electron },
    page,
    vendor,
  }) => {
    const { shortId } = await withInvoices(page, vendor.url);
    await openInvoice(page, shortId);
    // The dialog itself is the system's and cannot be pressed by a test.
    const answerPrinting = (isPrinted: boolean, why: string): Promise<void> =>
      electron.evaluate(
        ({ app }, answer) => {
          app.once('web-contents-created', (_event, contents) => {
            contents.print = (options, told) => {
              (globalThis as { printed?: unknown }).printed = options;
              told?.(answer.isPrinted, answer.why);
            };
          });
        },
        { isPrinted, why },
      );
    await answerPrinting(false, 'Print job canceled');
    await button(page, 'Print').click();
    await expect
      .poll(() => electron.evaluate(() => (globalThis as { printed?: unknown }).printed))
      .toMatchObject({
        pageSize: 'A4',
        printBackground: true,
      });
    await expect(page.getByRole('region', { name: 'Notifications' }).getByText(/could not/)).toHaveCount(0);
    await answerPrinting(false, 'Printer settings are invalid');
    await button(page, 'Print').click();
    await expect(page.getByText(/The document could not be printed/)).toBeVisible();
  });

  test('the window that is printed from can read its document and nothing else', async ({
    app: { electron },
    page,
    dataFolder,
    vendor,
  }) => {
    const { shortId, otherId } = await withInvoices(page, vendor.url);
    const file = path.join(dataFolder, 'x.pdf');
    await answerDialog(electron, file);
    await openInvoice(page, shortId);
    // What the window is and can do, looked at from within it while it prints.
    await electron.evaluate(({ app, BrowserWindow, ipcMain }, foreignId) => {
      app.once('web-contents-created', (_event, contents) => {
        const print = contents.printToPDF.bind(contents);
        contents.printToPDF = async (options) => {
          const look = async (): Promise<object> => {
            const handlers = (
              ipcMain as unknown as {
                _invokeHandlers: Map<string, (event: unknown, input: unknown) => Promise<unknown>>;
              }
            )._invokeHandlers;
            const codes: Record<string, string> = {};
            for (const [channel, handler] of handlers) {
              // Said already, by the page itself.
              if (channel === 'paper.ready') continue;
              const input = /(^|\.)get/.test(channel) && channel !== 'paper.get' ? { id: foreignId } : {};
              const answer = (await handler({ sender: contents, senderFrame: contents.mainFrame }, input)) as {
                ok: boolean;
                error?: { code: string };
              };
              codes[channel] = answer.ok ? 'ok' : (answer.error?.code ?? '');
            }
            const preferences = (
              contents as unknown as { getLastWebPreferences(): Record<string, unknown> }
            ).getLastWebPreferences();
            const within = (await contents.executeJavaScript(`(async () => {
                const shape = Object.fromEntries(Object.entries(window.api).map(([area, verbs]) =>
                  [area, typeof verbs === 'function' ? 'function' : Object.keys(verbs).sort()]));
                const globals = ['require', 'process', 'module', 'ipcRenderer', 'electron', 'Buffer'].filter((name) => name in globalThis);
                const fetched = await fetch('https://example.com/').then(() => 'answered', () => 'refused');
                const opened = window.open('https://example.com/') === null ? 'refused' : 'opened';
                for (const target of ['https://example.com/', 'app://staff/', 'file:///etc/passwd']) {
                  const link = document.createElement('a');
                  link.href = target;
                  document.body.append(link);
                  link.click();
                  link.remove();
                }
                await new Promise((resolve) => setTimeout(resolve, 100));
                const asked = await window.api.paper.get({ id: ${JSON.stringify(foreignId)} });
                return { shape, globals, fetched, opened, foreign: asked.ok ? 'read' : asked.error.code };
              })()`)) as object;
            return {
              codes,
              preferences,
              within,
              address: contents.getURL(),
              isVisible: BrowserWindow.fromWebContents(contents)?.isVisible(),
            };
          };
          (globalThis as { seen?: object }).seen = await look().catch((error: unknown) => ({ failed: String(error) }));
          return print(options);
        };
      });
    }, otherId);
    await button(page, 'Save as PDF').click();
    await expect(page.getByText('INV-000001 was saved')).toBeVisible();
    const seen = (await electron.evaluate(() => (globalThis as { seen?: object }).seen)) as {
      codes: Record<string, string>;
      preferences: object;
      within: object;
      address: string;
      isVisible: boolean;
    };
    expect(seen.within).toEqual({
      shape: Object.fromEntries(
        Object.entries(paperSurface).map(([area, verbs]) => [area, Object.keys(verbs).toSorted()]),
      ),
      globals: [],
      fetched: 'refused',
      opened: 'refused',
      foreign: 'input.invalid',
    });
    for (const [channel, code] of Object.entries(seen.codes))
      expect(code, channel).toBe(channel.startsWith('paper.') ? 'ok' : 'call.forbidden');
    expect(seen.preferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
    });
    expect(seen.address).toBe('app://paper/');
    expect(seen.isVisible).toBe(false);
    expect(readPdf(readFileSync(file)).pages[0]?.lines.join(' ')).toContain('INV-000001');
  });
});
