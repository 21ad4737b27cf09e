import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Context } from '../../../main/core/kernel/index.ts';
import { pictures, upload } from '../support/pictures.ts';
import { failure, key, makeShop, staff, type Shop } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
});
afterEach(() => opened.done());

const as = (clientId: string): Context => ({
  principal: { kind: 'client', clientId, name: 'Anna Smith', actingStaffName: 'Olga Owner' },
  traceId: 't',
});

describe('the client area', () => {
  it('tells who the window is for and who opened it (X1)', () => {
    const id = shop.make.client({ email: 'anna@example.test', language: 'ru' });
    expect(shop.call('clientArea', 'me', {}, as(id))).toEqual({
      name: 'Anna Smith',
      email: 'anna@example.test',
      language: 'ru',
      brandName: 'Hosting House',
      logoAssetId: null,
      colors: { accentColor: null, onAccentColor: null, headerColor: null, onHeaderColor: null },
      theme: 'dark',
      environment: 'live',
      actingStaff: 'Olga Owner',
    });
    expect(failure(() => shop.call('clientArea', 'me', {}, as(key())))?.code).toBe('not_found');
  });

  it('shows the brand\u2019s logo, and no other picture', () => {
    const anna = shop.make.client();
    const logo = () => shop.call('entrance', 'logo', {}, as(anna));
    expect(logo()).toBeNull();
    const { logoAssetId } = shop.call('brand', 'setLogo', { file: upload(pictures.png) });
    expect(shop.call('clientArea', 'me', {}, as(anna)).logoAssetId).toBe(logoAssetId);
    expect(logo()).toMatchObject({ id: logoAssetId, mediaType: 'image/png', base64: pictures.png.toString('base64') });
    shop.call('brand', 'setLogo', { file: null });
    expect(logo()).toBeNull();
  });

  it('shows only what is the client\u2019s own', () => {
    const productId = shop.make.product();
    const [anna, boris] = [shop.make.client(), shop.make.client()];
    const own = [shop.make.order({ productId, clientId: anna }), shop.make.order({ productId, clientId: anna })];
    const foreign = shop.make.order({ productId, clientId: boris });
    shop.make.license(own[1]?.items[0]?.contractProductId ?? '');
    shop.make.license(foreign.items[0]?.contractProductId ?? '', { license_key: 'FOREIGN' });
    const orders = shop.call('clientArea', 'orders', {}, as(anna));
    expect(orders.map((row) => row.id)).toEqual([own[1]?.id, own[0]?.id]);
    const products = shop.call('clientArea', 'products', {}, as(anna));
    expect(products.map((row) => row.licenseKey)).toEqual(['1001-ABCDEF', null]);
    expect(products[0]).toMatchObject({ licenseStatus: 'active', ip: '192.0.2.7', status: 'Pending' });
    expect(JSON.stringify([orders, products])).not.toContain('FOREIGN');
    expect(shop.call('clientArea', 'products', {}, as(key()))).toEqual([]);
  });

  it('calls a product what it is now, also after a change of product', () => {
    const connectionId = shop.make.connection();
    const order = shop.make.order({ productId: shop.make.product({ connectionId }) });
    shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 500));
    const contractProductId = order.items[0]?.contractProductId ?? '';
    shop.settle(contractProductId);
    shop.make.license(contractProductId);
    const prices = [{ termMonths: 1 as const, currency: 'EUR', amountMinor: 750 }];
    const productId = shop.make.product({ name: 'ispmanager 6 pro', packageIdentifier: '55228', connectionId, prices });
    const asked = { requestKey: key(), contractProductId, productId, expectedDueMinor: 250 };
    const { invoiceId } = shop.call('contractChanges', 'confirm', asked);
    shop.call('billing', 'recordPayment', shop.make.payment(invoiceId ?? '', 250));
    const names = () => shop.call('clientArea', 'products', {}, as(order.clientId)).map(({ name }) => name);
    // Not before the vendor has done it.
    expect(names()).toEqual(['ispmanager 6 lite']);
    shop.settle(contractProductId);
    expect(names()).toEqual(['ispmanager 6 pro']);
  });

  it.each(['me', 'orders', 'products'] as const)('refuses %s to staff and system', (verb) => {
    const system: Context = { principal: { kind: 'system', name: 'console' }, traceId: 't' };
    for (const context of [staff, system]) {
      expect(failure(() => shop.call('clientArea', verb, {}, context))?.code).toBe('call.forbidden');
    }
  });
});
