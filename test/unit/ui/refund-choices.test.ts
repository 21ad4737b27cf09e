import { describe, expect, it } from 'vitest';
import { refundChoices } from '../../../renderer/features/orders/refund-choices.ts';

const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
const refund = (amount: number, original: number) => ({
  invoiceId: '01900000-0000-7000-8000-000000000001',
  invoiceNumber: 'INV-1',
  why: 'unused_days' as const,
  amount: eur(amount),
  refundable: { original: eur(original), account_balance: eur(amount) },
});

describe('where the money of a cancelled order can go (spec 87, 2.4)', () => {
  it('is the way it came only where all of it can go there', () => {
    expect(refundChoices({ refunds: [refund(500, 500), refund(200, 200)] })).toEqual([
      'none',
      'original',
      'account_balance',
    ]);
    expect(refundChoices({ refunds: [refund(500, 500), refund(200, 199)] })).toEqual(['none', 'account_balance']);
    expect(refundChoices({ refunds: [refund(500, 0)] })).toEqual(['none', 'account_balance']);
  });
});
