import { beforeEach, describe, expect, it } from 'vitest';
import { promoRights } from '../../../main/core/workspace/promo-rights.ts';
import { type TestDesk, testDesk } from '../support/desks.ts';
import { MemoryHub } from '../support/memory-hub.ts';
import { key, makeShop, type Shop, staff } from '../support/shop.ts';

interface Member {
  readonly desk: TestDesk;
  readonly shop: Shop;
  arbitrate(): Promise<void>;
  cut(is?: boolean): void;
}

let hub: MemoryHub;
beforeEach(() => {
  hub = new MemoryHub();
});

/** A desk that sells; `join` makes it one of the team. All of them have the same promo code. */
function member(name: string, maxUses: number): Member & { join(): void } {
  const desk = testDesk({ name, transport: hub.connect(`desk-${name}`) });
  const shop = makeShop(desk.store, { isInTeam: desk.service.isJoined });
  const { id } = shop.make.promoCode({ maxUses });
  desk.store.db.prepare("UPDATE promo_code SET id = 'code' WHERE id = ?").run(id);
  let isCut = false;
  const rights = promoRights({
    sync: { ...desk.service, isReached: () => !isCut },
    promoCodes: () => shop.services.promoCodes,
    context: staff,
  });
  return {
    desk,
    shop,
    // Rights are asked for after the first round.
    async arbitrate() {
      if (desk.service.isJoined() && !desk.service.isReached()) await desk.sync();
      await rights.arbitrate();
    },
    cut(is = true) {
      isCut = is;
    },
    join: () => desk.service.join(desk.context, { deskId: `desk-${name}`, bring: false }),
  };
}
function joined(name: string, maxUses = 1): Member {
  const made = member(name, maxUses);
  made.join();
  return made;
}

const place = ({ shop }: Member) => shop.make.order({ promoCode: 'SPRING', expectedTotalMinor: 450 });
const refused = ({ shop }: Member) => shop.call('promoCodes', 'refusedUses', {}).rows.map(({ orderId }) => orderId);
const hubState = ({ desk }: Member, orderId: string): unknown =>
  desk.store.db.prepare('SELECT hub_state FROM promo_redemption WHERE order_id = ?').pluck().get(orderId);
const isFlagged = ({ shop }: Member, id: string): boolean => shop.call('orders', 'get', { id }).isPromoRefused;

describe('the last use of a promo code in a team (spec 2.8)', () => {
  it('is one desk’s; the other’s order stands, is flagged, and a person decides', async () => {
    const [a, b] = [joined('A'), joined('B')];
    for (const each of [a, b]) each.cut();
    const [first, second] = [place(a), place(b)];
    await a.arbitrate();
    await b.arbitrate();
    // Without the hub nothing is decided, and nothing is lost.
    expect([hubState(a, first.id), hubState(b, second.id)]).toEqual(['asked', 'asked']);
    for (const each of [a, b]) each.cut(false);
    await b.arbitrate();
    await a.arbitrate();
    expect([hubState(a, first.id), hubState(b, second.id)]).toEqual(['refused', 'granted']);
    expect([isFlagged(a, first.id), isFlagged(b, second.id)]).toEqual([true, false]);
    expect(refused(a)).toEqual([first.id]);
    expect(refused(b)).toEqual([]);
    expect(a.shop.call('orders', 'get', { id: first.id })).toMatchObject({
      status: 'Awaiting payment',
      total: { amountMinor: 450 },
      promoCode: 'SPRING',
    });
    a.shop.call('promoCodes', 'keepUse', { id: first.id });
    expect(isFlagged(a, first.id)).toBe(false);
    expect(refused(a)).toEqual([]);
    await a.arbitrate();
    expect(hubState(a, first.id)).toBe('kept');
  });

  it('can be had again when the order ends unpaid, and stays had when it is paid', async () => {
    const [a, b] = [joined('A'), joined('B')];
    await b.arbitrate();
    const first = place(a);
    await a.arbitrate();
    const answer = { kind: 'redemption', key: 'code', amount: 1 } as const;
    expect(await b.desk.service.grant({ ...answer, requestId: 'b1' })).toMatchObject({ state: 'held' });
    a.shop.call('orders', 'cancel', { requestKey: key(), id: first.id, immediate: true, reason: '' });
    await a.arbitrate();
    const second = place(b);
    await b.arbitrate();
    expect(hubState(b, second.id)).toBe('granted');
    b.shop.call('billing', 'recordPayment', b.shop.make.payment(second.invoiceId, 450));
    await b.arbitrate();
    expect(b.desk.store.db.prepare('SELECT state FROM sync_grant').pluck().all()).toEqual(['kept']);
    expect(await a.desk.service.grant({ ...answer, requestId: 'a2' })).toMatchObject({ state: 'held' });
  });

  it('is asked with the same words where the answer was lost', async () => {
    const a = joined('A');
    const order = place(a);
    const before = a.desk.service.grant;
    const lost = promoRights({
      sync: {
        ...a.desk.service,
        isReached: () => true,
        grant: async (request) => {
          await before(request);
          return { state: 'queued', code: 'offline' };
        },
      },
      promoCodes: () => a.shop.services.promoCodes,
      context: staff,
    });
    await lost.arbitrate();
    expect(hubState(a, order.id)).toBe('asked');
    await a.arbitrate();
    expect(hubState(a, order.id)).toBe('granted');
    expect(isFlagged(a, order.id)).toBe(false);
  });

  it('counts what was used before the desk joined, and is told to the next hub after it left', async () => {
    const a = member('A', 2);
    const order = place(a);
    expect(hubState(a, order.id)).toBeNull();
    await a.arbitrate();
    expect(hubState(a, order.id)).toBeNull();
    a.join();
    await a.arbitrate();
    expect(hubState(a, order.id)).toBe('granted');
    const b = joined('B', 2);
    const [second, third] = [place(b), place(b)];
    await b.arbitrate();
    expect([hubState(b, second.id), hubState(b, third.id)]).toEqual(['granted', 'refused']);
    a.desk.service.leave(staff);
    await a.arbitrate();
    expect(hubState(a, order.id)).toBeNull();
  });

  it('without a limit is nobody’s business', async () => {
    const a = member('A', 1);
    a.join();
    a.desk.store.db.exec('UPDATE promo_code SET max_uses = NULL');
    const order = place(a);
    await a.arbitrate();
    expect(hubState(a, order.id)).toBeNull();
    expect(hub.state.granted.size).toBe(0);
  });
});
