import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customerIdentifier, licenseName } from '../../../main/core/licenses/identifiers.ts';

describe('Customer identifier (spec 99)', () => {
  const id = '01900000-0000-7000-8000-0000000000ab';

  it.each([
    id,
    ` ${id}\n`,
    id.toUpperCase(),
    `https://panel.upmind.app/admin/clients/${id}/products/01900000-0000-7000-8000-000000000001`,
    `https://panel.upmind.app/admin/clients/${id}`,
    `#/clients/${id}?tab=orders`,
    `app://staff/index.html#/clients/${id}#x`,
  ])('%s', (text) => expect(customerIdentifier(text)).toBe(id));

  it.each([
    '',
    'Anna',
    id.slice(1),
    `${id}0`,
    `x${id}`,
    `/products/${id}`,
    `/clients/${id}0/products`,
    `/clients/${id} and more`,
  ])('not %s', (text) => expect(customerIdentifier(text)).toBeNull());

  it('reads the client out of any address around it, and never another id of it', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), fc.webUrl(), (client, product, page) => {
        expect(customerIdentifier(`${page}/clients/${client}/products/${product}`)).toBe(client);
      }),
    );
  });
});

describe('what names a license that is taken over', () => {
  it.each([
    ['300001', { by: 'vendorId', vendorId: '300001' }],
    [' 300001 ', { by: 'vendorId', vendorId: '300001' }],
    ['203.0.113.7', { by: 'ip', ip: '203.0.113.7' }],
    ['2001:db8::7', { by: 'ip', ip: '2001:db8::7' }],
    ['300001-AB12', { by: 'key', key: '300001-AB12', vendorId: '300001' }],
    ['AB12', { by: 'key', key: 'AB12', vendorId: null }],
    ['0', { by: 'key', key: '0', vendorId: null }],
  ])('%s', (text, name) => expect(licenseName(text)).toEqual(name));
});
