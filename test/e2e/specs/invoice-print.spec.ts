import { readFileSync } from 'node:fs';
import path from 'node:path';
import { paperSurface } from '../../../preload/api/surface.ts';
import { readPdf } from '../actions/pdf.ts';
import { expect, test } from '../fixtures/app.ts';
import { answerDialog, openInvoice, button, withInvoices } from '../actions/invoice-paper.ts';

test.describe('invoices on paper', { tag: '@orders' }, () => {
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
