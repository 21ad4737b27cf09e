import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { row } from '../support/row.ts';
import { failure, key, makeShop, type Shop } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
});
afterEach(() => opened.done());

const fictitious = { firstName: 'Test', lastName: 'Account', email: 'nobody@nowhere.example' };
const create = (patch: object = {}) => shop.call('clients', 'create', { ...fictitious, ...patch });
const as = (clientId: string) => ({
  principal: { kind: 'client' as const, clientId, name: 'Test Account', actingStaffName: 'Olga Owner' },
  traceId: 't',
});

// As staff make it; what a client makes in the client area is in test/integration/client-logins.
describe('a test account', () => {
  it('first name, last name and e-mail are needed, may be made up, and an e-mail is one client’s', () => {
    for (const field of ['firstName', 'lastName', 'email']) expect(() => create({ [field]: ' ' })).toThrow(field);
    expect(() => create({ email: 'nobody' })).toThrow('email');
    const { id } = create();
    expect(failure(() => create({ email: 'Nobody@Nowhere.EXAMPLE' }))?.fields).toEqual({
      email: { code: 'duplicate' },
    });
    expect(shop.count('client')).toBe(1);
    // What it opens is the client's own main page, without being asked who it is.
    expect(shop.call('clientArea', 'me', {}, as(id))).toMatchObject({ name: 'Test Account', email: fictitious.email });
  });

  row(80, 'a client belongs to the organisation in whose workspace the record was made, and to no other', () => {
    const { id } = create();
    shop.call('brand', 'update', { name: 'Hosting House & Sons' });
    expect(shop.call('clientArea', 'me', {}, as(id)).brandName).toBe('Hosting House & Sons');
    const order = shop.make.order({ clientId: id });
    expect(shop.call('billing', 'getInvoice', { id: order.invoiceId }).seller.name).toBe('Hosting House & Sons');
    // Another organisation is another workspace, where nobody knows this client.
    const other = temporaryStore();
    try {
      const foreign = makeShop(other.store);
      expect(failure(() => foreign.call('clientArea', 'me', {}, as(id)))?.code).toBe('not_found');
      expect(failure(() => foreign.call('clients', 'get', { id }))?.code).toBe('not_found');
      expect(foreign.call('clients', 'create', fictitious).id).not.toBe(id);
    } finally {
      other.done();
    }
    expect(failure(() => shop.call('clientArea', 'me', {}, as(key())))?.code).toBe('not_found');
  });
});
