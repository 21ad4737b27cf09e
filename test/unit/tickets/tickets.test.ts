import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failure, key, makeShop, type Shop } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
});
afterEach(() => opened.done());

const create = (patch: object = {}) =>
  shop.call('tickets', 'create', {
    requestKey: key(),
    clientId: shop.make.client(),
    subject: 'Key does not work',
    text: 'It says expired.',
    ...patch,
  });

describe('tickets', () => {
  it('are opened with a number and a first message, once for one key', () => {
    const input = { requestKey: key(), clientId: shop.make.client(), subject: 'S', text: 'T' };
    const first = shop.call('tickets', 'create', input);
    expect(first).toMatchObject({
      number: 'T-000001',
      status: 'open',
      messages: [{ author: 'Olga Owner', text: 'T' }],
    });
    expect(shop.call('tickets', 'create', input)).toEqual(first);
    expect(failure(() => shop.call('tickets', 'create', { ...input, text: 'other' }))?.code).toBe(
      'conflict.changed_meanwhile',
    );
    expect(create().number).toBe('T-000002');
  });

  it('take answers once for one key, newest instant first shown, and open again', () => {
    const { id } = create();
    shop.call('tickets', 'setStatus', { id, status: 'closed' });
    opened.clock.advance(60_000);
    const input = { requestKey: key(), id, text: 'One more thing' };
    const answered = shop.call('tickets', 'reply', input);
    expect(answered).toMatchObject({ status: 'open', updatedAt: '2026-03-10T12:01:00.000Z' });
    expect(shop.call('tickets', 'reply', input).messages).toHaveLength(2);
    expect(failure(() => shop.call('tickets', 'reply', { ...input, text: 'x' }))?.code).toBe(
      'conflict.changed_meanwhile',
    );
    opened.clock.advance(60_000);
    const later = shop.call('tickets', 'reply', { ...input, requestKey: key() });
    expect(later.updatedAt).toBe('2026-03-10T12:02:00.000Z');
  });

  it('tell the screens which ticket was answered', () => {
    const { id } = create();
    const seen: string[] = [];
    opened.store.onChanged((change) => seen.push(...change.ids));
    shop.call('tickets', 'reply', { requestKey: key(), id, text: 'x' });
    expect(seen).toContain(id);
  });

  it('are listed by status, newest first, in pages', () => {
    const ids = [create(), create(), create()].map((ticket) => ticket.id);
    shop.call('tickets', 'setStatus', { id: ids[1] ?? '', status: 'closed' });
    const list = (filter: object) => shop.call('tickets', 'list', filter).rows.map((row) => row.id);
    expect(list({})).toEqual(ids.toReversed());
    expect(list({ status: 'open' })).toEqual([ids[2], ids[0]]);
    expect(list({ status: 'closed' })).toEqual([ids[1]]);
    const page = shop.call('tickets', 'list', { limit: 2 });
    expect(list({ limit: 2, cursor: page.nextCursor })).toEqual([ids[0]]);
  });

  it('need a client and a ticket that exist', () => {
    expect(failure(() => create({ clientId: key() }))?.fields).toEqual({ clientId: { code: 'not_found' } });
    const id = key();
    expect(failure(() => shop.call('tickets', 'get', { id }))?.code).toBe('not_found');
    expect(failure(() => shop.call('tickets', 'reply', { requestKey: key(), id, text: 'x' }))?.code).toBe('not_found');
    expect(failure(() => shop.call('tickets', 'setStatus', { id, status: 'open' }))?.code).toBe('not_found');
    expect([shop.count('ticket'), shop.count('ticket_message')]).toEqual([0, 0]);
    expect(create().number).toBe('T-000001');
  });
});
