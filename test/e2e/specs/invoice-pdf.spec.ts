import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { formatMoney } from '../../../renderer/i18n/format.ts';
import { axe } from '../actions/axe.ts';
import { ask, runInPage } from '../actions/calls.ts';
import { goTo } from '../actions/shop.ts';
import { readPdf } from '../actions/pdf.ts';
import { shots } from '../actions/shot.ts';
import { eyesores } from '../actions/sight.ts';
import { expect, test, watchProblems } from '../fixtures/app.ts';
import { dialog } from '../screens/sections.ts';
import {
  answerDialog,
  openInvoice,
  button,
  keep,
  lineCount,
  week,
  sizes,
  withLongInvoices,
  withInvoices,
} from '../actions/invoice-paper.ts';

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
});
