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
} from '../actions/sale.ts';
import { act } from '../actions/licenses.ts';
import { account, expect, test } from '../fixtures/app.ts';

const product = { name: 'ispmanager 6 lite', category: 'Licenses ispmanager 6', price: '5.00', package: '55227' };
const client = { firstName: 'Anna', lastName: 'Petrova', email: 'anna@client.example' };

test.describe('the whole sale by screen', { tag: '@foundation' }, () => {
  test('by mouse: connection, catalogue, client, order, payment, license', async ({ page, vendor }) => {
    await connectAccount(page, { ...account, apiAddress: vendor.url });
    await testConnection(page);
    await expect(page.getByText('The connection works').first()).toBeVisible();
    await createCategory(page, product.category);
    await createProduct(page, product);
    await createClient(page, client);
    await placeOrder(page, { product: product.name, ip: '203.0.113.10' });
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
});
