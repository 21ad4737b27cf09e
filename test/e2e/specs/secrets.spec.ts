import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { startVendorSandbox } from '../../../main/core/vendor-sandbox/index.ts';
import { runtime } from '../../../scripts/runtime.mjs';
import { runInPage } from '../actions/calls.ts';
import {
  connectAccount,
  createCategory,
  createClient,
  createProduct,
  openManage,
  placeOrder,
  recordPayment,
  saveConnection,
  testConnection,
  waitForLicense,
} from '../actions/sale.ts';
import { goTo } from '../actions/shop.ts';
import { figure } from '../../unit/support/figures.ts';
import { expect, test as base, watchProblems } from '../fixtures/app.ts';
import { launch } from '../fixtures/launch.ts';

/** Planted words that occur nowhere else. Around the kernel stands what escaping would change. */
const kernel = `rc7Kq${randomBytes(6).toString('hex')}Zv9`;
const password = `%"<${kernel}>&:=+ Ж`;
const username = 'planted@sandbox.example';
const clientEmail = `planted-${randomBytes(4).toString('hex')}@client.example`;

/** A folder for what the processes print, and an executable that starts Electron and copies it there from the first byte. */
const test = base.extend<{ printed: { executable: string; text: () => Buffer } }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants the pattern
  printed: async ({}, use) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'reseller-console-printed-'));
    const executable = path.join(folder, 'electron');
    const file = path.join(folder, 'printed');
    writeFileSync(
      executable,
      `#!/bin/bash\nexec "${runtime().executable}" "$@" > >(tee -a "${file}") 2> >(tee -a "${file}" >&2)\n`,
    );
    chmodSync(executable, 0o755);
    await use({ executable, text: () => readFileSync(file) });
    rmSync(folder, { recursive: true, force: true });
  },
});

/** A word as it may lie in a file: UTF-8, UTF-16LE, and in Base64 at each of the three offsets. */
function formsOf(word: string): Buffer[] {
  const base64 = [0, 1, 2].map((offset) => {
    const text = Buffer.from(`${'x'.repeat(offset)}${word}`).toString('base64');
    return Buffer.from(text.slice(offset === 0 ? 0 : 4, -4));
  });
  return [Buffer.from(word, 'utf8'), Buffer.from(word, 'utf16le'), ...base64];
}

const holds = (bytes: Buffer, word: string): boolean => formsOf(word).some((form) => bytes.includes(form));

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

const filesThatHold = (folder: string, word: string): string[] =>
  filesIn(folder)
    .filter((file) => holds(readFileSync(file), word))
    .map((file) => path.relative(folder, file))
    .toSorted();

/** All that a page holds for a person or a script: document, values of fields, both storages, address. */
const contentsOf = (page: Page): Promise<string> =>
  runInPage(
    page,
    `JSON.stringify([
      document.documentElement.outerHTML,
      [...document.querySelectorAll('input, textarea, select')].map((field) => field.value),
      { ...localStorage }, { ...sessionStorage }, location.href, document.title, history.state,
    ])`,
  );

/** Objects of the page's heap that are reachable after a collection, strings included. */
async function heapOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  let text = '';
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => {
    text += chunk;
  });
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return text;
}

// A second try must not hide that once it went wrong.
test.describe.configure({ retries: 0 });

test.describe('secrets', { tag: '@foundation' }, () => {
  test('the vendor password is in no file, no output and no page', async ({ dataFolder, pageProblems, printed }) => {
    const vendor = await startVendorSandbox({
      accounts: [{ login: username, password, balance: 100_000, currency: 'EUR', twoFactor: false }],
    });
    const app = await launch(dataFolder, { executable: printed.executable });
    const { page } = app;
    watchProblems(page, pageProblems);
    const seen: { where: string; text: string }[] = [];
    const look = async (where: string): Promise<void> => {
      seen.push({ where, text: await contentsOf(page) });
    };
    try {
      await connectAccount(page, { username, password, apiAddress: vendor.url });
      await testConnection(page);
      await expect(page.getByText('The connection works').first()).toBeVisible();
      await look('tested configuration');
      // Once more as a change of a stored one, refused by the vendor and mended.
      await page.getByLabel('Password', { exact: true }).fill(`${password} `);
      await saveConnection(page);
      await page.getByRole('button', { name: 'Test connection' }).click();
      await expect(page.getByText('The connection failed').first()).toBeVisible();
      await look('refused configuration');
      await page.getByLabel('Password', { exact: true }).fill(password);
      await saveConnection(page);
      await look('mended configuration');

      await createCategory(page, 'Licenses');
      await createProduct(page, { name: 'ispmanager 6 lite', category: 'Licenses', price: '5.00', package: '55227' });
      await createClient(page, { firstName: 'Anna', lastName: 'Petrova', email: clientEmail });
      await look('client');
      await placeOrder(page, { product: 'ispmanager 6 lite' });
      // An answer that is lost on the way, so that errors and readings are written down as well.
      vendor.setFaults([{ kind: 'reset', phase: 'after-commit', func: 'soft.order.param', times: 1 }]);
      await recordPayment(page);
      await waitForLicense(page);
      await look('order');
      await openManage(page);
      await look('license');
      for (const address of [
        '/',
        '/orders',
        '/clients',
        '/products',
        '/catalogue',
        '/billing',
        '/tickets',
        '/settings/connections',
        '/settings/brand',
        '/settings/appearance',
      ]) {
        await goTo(page, address);
        await expect(page.getByRole('heading').first()).toBeVisible();
        await look(address);
      }
      // On a page of its own, with the forms that sent it gone, not even the objects of the page remember it.
      const heap = await heapOf(page);
      expect(heap.includes(clientEmail), 'the heap search finds a planted client').toBe(true);
      expect(heap.includes(kernel), 'password in the page’s heap').toBe(false);

      const key = vendor.licenses()[0]?.key ?? '';
      expect(key).not.toBe('');
      expect(vendor.orders()).toBe(1);
      // While it runs: the WAL holds the newest pages, Chromium's storage its open files.
      searchFolder(dataFolder, key);
      await app.electron.close();
      searchFolder(dataFolder, key);
    } finally {
      await app.electron.close().catch(() => undefined);
      await vendor.close();
    }
    expect(
      seen.filter(({ text }) => text.includes(kernel)).map(({ where }) => where),
      'pages with the password',
    ).toEqual([]);
    expect(
      seen.filter(({ text }) => text.includes(clientEmail)).length,
      'pages with the planted client',
    ).toBeGreaterThan(0);
    const output = printed.text();
    expect(output.length, 'something was printed, so the copy works').toBeGreaterThan(0);
    for (const word of [kernel, clientEmail]) expect(holds(output, word), `printed: ${word}`).toBe(false);
  });
});

function searchFolder(folder: string, licenseKey: string): void {
  figure('secrets', { filesSearched: filesIn(folder).length, withPassword: filesThatHold(folder, kernel).length });
  expect(filesThatHold(folder, kernel), 'files with the password').toEqual([]);
  // The proof that this search can find: what must be stored is found where it is stored.
  expect(filesThatHold(folder, clientEmail)).toEqual(
    expect.arrayContaining([expect.stringMatching(/^live\/console\.db/)]),
  );
  expect(filesThatHold(folder, licenseKey)).toEqual(
    expect.arrayContaining([expect.stringMatching(/^live\/console\.db/)]),
  );
  const logs = filesIn(path.join(folder, 'logs'));
  expect(logs.length).toBeGreaterThan(0);
  expect(readFileSync(logs[0] ?? '', 'utf8')).toContain('vendor call');
  for (const word of [clientEmail, username, licenseKey]) {
    expect(filesThatHold(path.join(folder, 'logs'), word), `logs with ${word}`).toEqual([]);
  }
  if (process.platform === 'win32') return;
  const mode = (name: string): string => (statSync(path.join(folder, name)).mode & 0o777).toString(8);
  const own = filesIn(folder)
    .map((file) => path.relative(folder, file))
    .filter((file) => /^(live|sandbox|logs|backups)\/|^[^/]+\.json$/.test(file));
  expect(own).toEqual(expect.arrayContaining(['live/console.db', 'settings.json', 'logs/core.log']));
  expect(
    own.filter((file) => mode(file) !== '600').map((file) => `${file} ${mode(file)}`),
    'files others may read',
  ).toEqual([]);
  const folders = new Set(['.', ...own.map((file) => path.dirname(file))]);
  expect(
    [...folders].filter((name) => mode(name) !== '700').map((name) => `${name} ${mode(name)}`),
    'folders others may enter',
  ).toEqual([]);
}
