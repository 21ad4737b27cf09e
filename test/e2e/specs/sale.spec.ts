import {
  connectAccount,
  createCategory,
  createClient,
  createProduct,
  openManage,
  placeOrder,
  recordPayment,
  testConnection,
  trySandbox,
  waitForLicense,
} from '../actions/sale.ts';
import { act } from '../actions/licenses.ts';
import { account, expect, test, watchProblems } from '../fixtures/app.ts';
import { launch } from '../fixtures/launch.ts';
import { navigation, sandboxWord } from '../screens/sections.ts';

const product = { name: 'ispmanager 6 lite', category: 'Licenses ispmanager 6', price: '5.00', package: '55227' };
const client = { firstName: 'Anna', lastName: 'Petrova', email: 'anna@client.example' };

test.describe('the whole sale by screen', { tag: ['@foundation', '@catalogue'] }, () => {
  test('by mouse: connection, catalogue, client, order, payment, license', async ({ page, vendor }) => {
    await connectAccount(page, { ...account, apiAddress: vendor.url });
    await testConnection(page);
    await expect(page.getByText('The connection works').first()).toBeVisible();
    await createCategory(page, product.category);
    await createProduct(page, product);
    await createClient(page, client);
    await placeOrder(page, { product: product.name });
    expect(vendor.orders()).toBe(0);
    await recordPayment(page);
    await waitForLicense(page);
    expect(vendor.orders()).toBe(1);
    const [license] = vendor.licenses();
    await openManage(page);
    await expect(page.getByText(license?.key ?? 'no key').first()).toBeVisible();

    await act(page, 'Suspend License');
    await expect.poll(() => vendor.licenses()[0]?.status).toBe(3);
    await act(page, 'Unsuspend License');
    await expect.poll(() => vendor.licenses()[0]?.status).toBe(2);
    await act(page, 'Terminate License', license?.key ?? '');
    await expect.poll(() => vendor.licenses()[0]?.status, { timeout: 30_000 }).toBe(4);
    await expect(page.getByText('Cancelled').first()).toBeVisible({ timeout: 30_000 });
    expect(vendor.orders()).toBe(1);
  });

  test('in a newcomer’s sandbox: its word on every screen, and the license still there after a restart', async ({
    dataFolder,
    pageProblems,
  }) => {
    const first = await launch(dataFolder);
    watchProblems(first.page, pageProblems);
    await trySandbox(first.page);
    await expect(sandboxWord(first.page)).toBeVisible();
    await createCategory(first.page, product.category);
    await createProduct(first.page, product);
    await createClient(first.page, client);
    await placeOrder(first.page, { product: product.name });
    await expect(sandboxWord(first.page)).toBeVisible();
    await recordPayment(first.page);
    await waitForLicense(first.page);
    await first.electron.close();

    const second = await launch(dataFolder);
    watchProblems(second.page, pageProblems);
    await expect(sandboxWord(second.page)).toBeVisible();
    await expect(second.page).toHaveTitle(/Sandbox$/);
    await navigation(second.page, 'Orders').click();
    await second.page.getByRole('row', { name: /ORD-000001/ }).click();
    await openManage(second.page);
    // Read again from the practice vendor, which must have kept its books.
    await second.page.getByRole('button', { name: 'Refresh from vendor' }).click();
    await expect(second.page.getByText('Read from the vendor: nothing changed')).toBeVisible();
    await second.electron.close();
  });
});
