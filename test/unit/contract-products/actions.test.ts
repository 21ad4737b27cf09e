import { describe, expect, it } from 'vitest';
import type { ActionPreview } from '../../../preload/api/licenses.ts';
import { balanceAfter } from '../../../renderer/features/contract-products/actions/money.ts';
import { isIp } from '../../../renderer/features/contract-products/actions/ip.ts';
import { mayQueue } from '../../../renderer/features/contract-products/actions/may-queue.ts';
import { usageText } from '../../../renderer/features/contract-products/actions/usage-text.ts';

describe('the balance after an action', () => {
  const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });

  it('is told where both are of one currency, also below zero, and else not at all', () => {
    expect(balanceAfter(eur(1000), eur(320))).toEqual(eur(680));
    expect(balanceAfter(eur(100), eur(320))).toEqual(eur(-220));
    expect(balanceAfter(eur(100), null)).toBeNull();
    expect(balanceAfter(eur(100), { amountMinor: 1, currency: 'RUB' })).toBeNull();
  });
});

describe('an address (spec 100)', () => {
  it.each(['203.0.113.10', '2001:db8::1', ' 192.0.2.1 '])('%s', (text) => expect(isIp(text)).toBe(true));
  it.each(['', '203.0.113', '203.0.113.300', '2001:db8::g', 'server.example'])('not %s', (text) =>
    expect(isIp(text)).toBe(false),
  );
});

describe('usage data to be pasted', () => {
  it('has the vendor’s names; what is not told has no line, and a zero has one', () => {
    expect(
      usageText({
        vendorId: '1001',
        name: null,
        licname: '',
        ip: '192.0.2.7',
        key: '1001-AB',
        status: 'active',
        webdomains: 0,
        createdOn: null,
        expiresOn: '2026-04-10',
        readAt: '2026-03-10T12:00:00.000Z',
      }),
    ).toBe('id: 1001\nip: 192.0.2.7\nlickey: 1001-AB\nstatus: active\nwebdomains: 0\nexpiredate: 2026-04-10');
  });
});

describe('asking for it without the vendor’s answer', () => {
  const read = (state: 'reading' | 'read' | 'slow' | 'unread', code?: 'vendor.unreachable' | 'internal') => ({
    state,
    preview: null as ActionPreview | null,
    isFresh: false,
    error: code === undefined ? null : { code, messageKey: `error.${code}`, traceId: '' },
    readAgain: () => undefined,
  });

  it('waits for the answer, and goes without it only where the way to the vendor is shut or long', () => {
    expect(mayQueue(read('reading'))).toBe(false);
    expect(mayQueue(read('read'))).toBe(true);
    expect(mayQueue(read('slow'))).toBe(true);
    expect(mayQueue(read('unread', 'vendor.unreachable'))).toBe(true);
    expect(mayQueue(read('unread', 'internal'))).toBe(false);
  });
});
