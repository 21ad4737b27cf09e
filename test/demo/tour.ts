import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from '@playwright/test';
import { startVendorSandbox } from '../../main/core/vendor-sandbox/index.ts';
import {
  connectAccount,
  createCategory,
  createClient,
  createProduct,
  openManage,
  placeOrder,
  recordPayment,
  testConnection,
  waitForLicense,
} from '../e2e/actions/sale.ts';
import { launch } from '../e2e/fixtures/launch.ts';
import { navigation } from '../e2e/screens/sections.ts';
import { ordersAt } from './vendor-count.ts';

const usage = `Usage: npm run demo -- [--api URL --username U --password P] [--out DIR]

Plays a sale in the real application: connection, catalogue, client, order, payment, license. Without --api it sells to a
practice vendor on this computer. With --api it buys one license at that address: a live account is charged.`;

/** What the demo found, as its last line says it. */
interface Outcome {
  orderStatus: string;
  license: { id: string; key: string; status: string } | null;
  /** Licenses that the vendor's own list has more than before; null when it cannot be read, which is not zero. */
  vendorOrders: number | null;
  screenshots: string[];
}

const product = {
  name: 'ispmanager 6 lite',
  category: 'Licenses ispmanager 6 lite, pro, host',
  price: '5.00',
  package: '55227',
};

/**
 * The demo tour (`npm run demo`): a person's first sale, played by mouse in the real application. Ends with one JSON
 * line; exit code 1 when the license is not there, the order is not Active or the vendor saw another number of orders.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      api: { type: 'string' },
      username: { type: 'string' },
      password: { type: 'string' },
      out: { type: 'string', default: 'out/demo' },
      help: { type: 'boolean', default: false },
    },
  });
  const given = [values.api, values.username, values.password].filter((value) => value !== undefined).length;
  if (values.help || (given > 0 && given < 3)) {
    console.error(given > 0 && !values.help ? `--api, --username and --password go together.\n\n${usage}` : usage);
    return values.help ? 0 : 1;
  }
  const out = path.resolve(values.out);
  mkdirSync(out, { recursive: true });
  const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'reseller-console-demo-'));
  const practice =
    values.api === undefined ? await startVendorSandbox({ timing: { processingMs: 700, keyDelayMs: 700 } }) : null;
  const account = {
    apiAddress: values.api ?? practice?.url ?? '',
    username: values.username ?? 'reseller@sandbox.example',
    password: values.password ?? 'sandbox',
  };
  const before = await countOrders(account);
  console.log(`Playing the demo tour against ${practice ? 'a practice vendor on this computer' : account.apiAddress}.`);
  const app = await launch(dataFolder);
  const outcome: Outcome = { orderStatus: '', license: null, vendorOrders: null, screenshots: [] };
  try {
    await play(app.page, account, async (name, text) => {
      const file = path.join(out, `${String(outcome.screenshots.length + 1).padStart(2, '0')}-${name}.png`);
      await dismissNotifications(app.page);
      await app.page.screenshot({ path: file });
      outcome.screenshots.push(file);
      console.log(`  ${text}`);
    });
    const seen = await readBack(app.page);
    outcome.orderStatus = seen.orderStatus;
    outcome.license = seen.license;
  } catch (error) {
    const file = path.join(out, 'failed.png');
    await app.page.screenshot({ path: file }).catch(() => {});
    console.error(
      `The tour stopped: ${error instanceof Error ? error.message : String(error)}\nWhat was on the screen: ${file}`,
    );
  } finally {
    const after = before === null ? null : await countOrders(account);
    outcome.vendorOrders = after === null || before === null ? null : after - before;
    await app.electron.close();
    await practice?.close();
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  }
  console.log(`Screenshots are in ${out}`);
  console.log(JSON.stringify(outcome));
  const { license } = outcome;
  const sold =
    license !== null && license.status === 'active' && license.key !== '' && outcome.orderStatus === 'Active';
  return sold && outcome.vendorOrders === 1 ? 0 : 1;
}

async function countOrders(account: Parameters<typeof ordersAt>[0]): Promise<number | null> {
  try {
    return await ordersAt(account);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return null;
  }
}

/** Short messages cover the lower corner; a picture shows the page. */
async function dismissNotifications(page: Page): Promise<void> {
  const dismiss = page.getByRole('region', { name: 'Notifications' }).getByRole('button', { name: 'Dismiss' });
  while ((await dismiss.count()) > 0) await dismiss.first().click();
}

type Note = (name: string, text: string) => Promise<void>;

async function play(
  page: Page,
  account: { apiAddress: string; username: string; password: string },
  note: Note,
): Promise<void> {
  await note('first-run', 'First start: your own account, or the sandbox.');
  await connectAccount(page, account);
  await testConnection(page);
  if (!(await page.getByText('The connection works').first().isVisible()))
    throw new Error('the connection does not work');
  await note('connection', 'The account at ispmanager is connected and tested.');
  await createCategory(page, product.category);
  await createProduct(page, product);
  await note('catalogue', 'A category and a product: ispmanager 6 lite, 5.00 EUR a month, tariff 55227.');
  await createClient(page, { firstName: 'Anna', lastName: 'Petrova', email: 'anna@client.example' });
  await note('client', 'A client.');
  await placeOrder(page, { product: product.name });
  await note('order', 'An order on her behalf: Awaiting payment. Nothing is bought yet.');
  await recordPayment(page);
  await waitForLicense(page);
  await note('active', 'The payment is recorded: the order is Active, the license was bought once.');
  await openManage(page);
  await note('manage', 'The license on its Manage tab, with its key and what was asked of the vendor.');
  await navigation(page, 'Dashboard').click();
  await page.getByRole('heading', { name: 'Dashboard' }).waitFor();
  await page.getByText('ORD-000001').first().waitFor();
  await note('dashboard', 'The dashboard after the sale.');
}

/** What core has stored of the sale, asked through the page as its screens do. */
async function readBack(page: Page): Promise<Pick<Outcome, 'orderStatus' | 'license'>> {
  return page.evaluate(async () => {
    const api = window.api as {
      orders: { list(input: object): Promise<{ value: { rows: { status: string }[] } }> };
      contractProducts: {
        list(input: object): Promise<{ value: { rows: { id: string }[] } }>;
        get(input: object): Promise<{ value: { license: { vendorId: string; key: string; status: string } | null } }>;
      };
    };
    const [order] = (await api.orders.list({})).value.rows;
    const [contract] = (await api.contractProducts.list({})).value.rows;
    const license = contract ? (await api.contractProducts.get({ id: contract.id })).value.license : null;
    return {
      orderStatus: order?.status ?? '',
      license: license && { id: license.vendorId, key: license.key, status: license.status },
    };
  });
}

process.exitCode = await main();
