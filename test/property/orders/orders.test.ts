import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OrderStatus } from '../../../preload/api/orders.ts';
import { isAddress } from '../../../main/core/kernel/index.ts';
import { lineText, machine, next, type OrderEvent } from '../../../main/core/orders/rules.ts';
import { verifyAuditChain } from '../../../main/core/audit/index.ts';
import { failure, makeShop } from '../../unit/support/shop.ts';
import { temporaryStore } from '../../unit/support/store.ts';

const events: OrderEvent[] = ['paid', 'cancelled', 'expired'];

describe('the order machine (spec 2.1)', () => {
  it('has a row for each status and leads only to statuses there are', () => {
    expect(Object.keys(machine).toSorted()).toEqual(OrderStatus.options.toSorted());
    for (const row of Object.values(machine)) {
      for (const to of Object.values(row)) expect(OrderStatus.options).toContain(to);
    }
  });

  it('becomes Active by payment alone, never leaves Cancelled, and a paid one never expires', () => {
    fc.assert(
      fc.property(fc.constantFrom(...OrderStatus.options), fc.array(fc.constantFrom(...events)), (start, told) => {
        let status = start;
        for (const event of told) {
          const before = status;
          status = next(status, event) ?? status;
          if (status === before) continue;
          expect(before).not.toBe('Cancelled');
          if (status === 'Active') expect([before, event]).toEqual(['Awaiting payment', 'paid']);
          if (event === 'expired') expect(before).toBe('Awaiting payment');
        }
      }),
    );
  });
});

describe('rules of orders', () => {
  it('take every IPv4 and IPv6 address and no other text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (ip) => {
        expect(isAddress(ip)).toBe(true);
      }),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.domain(),
          fc.string({ minLength: 1 }).filter((text) => !/^[\da-fA-F.:]+$/.test(text)),
        ),
        (text) => {
          expect(isAddress(text)).toBe(false);
        },
      ),
    );
  });

  it('keep the product name in the line as it is', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom(1 as const, 12 as const),
        fc.constantFrom('en' as const, 'ru' as const),
        (name, term, language) => {
          expect(lineText(name, term, language).startsWith(`${name}, ${term} `)).toBe(true);
        },
      ),
    );
  });
});

describe('orders under failures', () => {
  it('are numbered without gaps or doubles, whatever is refused or fails between, and the trail stays whole', () => {
    const step = fc.constantFrom<'place' | 'again' | 'wrong price' | 'bad ip' | 'no client' | 'broken' | 'free'>(
      'place',
      'again',
      'wrong price',
      'bad ip',
      'no client',
      'broken',
      'free',
    );
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        const opened = temporaryStore();
        try {
          const shop = makeShop(opened.store);
          const productId = shop.make.product();
          const freeId = shop.make.product({ prices: [{ termMonths: 1, currency: 'EUR', amountMinor: 0 }] });
          const clientId = shop.make.client();
          let last: ReturnType<typeof shop.make.orderInput> | undefined;
          let placed = 0;
          for (const each of steps) {
            const input = shop.make.orderInput({ productId, clientId });
            shop.provisioning.failWith = each === 'broken' ? new Error('broken') : undefined;
            const free = { ...input, items: [{ productId: freeId, termMonths: 1 as const }], expectedTotalMinor: 0 };
            if (each === 'place') {
              shop.call('orders', 'place', input);
              placed += 1;
              last = input;
            } else if (each === 'free') {
              shop.call('orders', 'place', free);
              placed += 1;
            } else if (each === 'again') {
              if (last) shop.call('orders', 'place', last);
            } else if (each === 'broken') expect(() => shop.call('orders', 'place', free)).toThrow('broken');
            else {
              const wrong =
                each === 'wrong price'
                  ? { ...input, expectedTotalMinor: 1 }
                  : each === 'bad ip'
                    ? { ...input, items: [{ productId, termMonths: 1 as const, ip: '1.2.3' }] }
                    : { ...input, clientId: input.requestKey };
              expect(failure(() => shop.call('orders', 'place', wrong))).not.toBeNull();
            }
          }
          for (const [table, prefix] of [
            ['orders', 'ORD'],
            ['invoice', 'INV'],
          ] as const) {
            const numbers = (
              opened.store.db.prepare(`SELECT number FROM ${table} ORDER BY id`).all() as { number: string }[]
            ).map((row) => row.number);
            expect(numbers).toEqual(
              Array.from({ length: placed }, (_, at) => `${prefix}-${String(at + 1).padStart(6, '0')}`),
            );
          }
          expect(verifyAuditChain(opened.store).ok).toBe(true);
        } finally {
          opened.done();
        }
      }),
      { numRuns: 30 },
    );
  }, 60_000);
});
