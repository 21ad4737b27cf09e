import { describe, expect, it } from 'vitest';
import { PaymentMethod, ReceivedMethod } from '../../../preload/api/billing.ts';
import { methodsOf, possibleMethod } from '../../../renderer/features/billing/payment-methods.ts';

describe('the ways to pay an invoice (X3, spec 2.4)', () => {
  it('always hold the one that the dialog begins with', () => {
    for (const chosen of PaymentMethod.options)
      for (const balance of [null, 0, 500]) {
        const methods = methodsOf(balance, chosen);
        expect(methods).toContain(possibleMethod(methods, chosen));
      }
  });

  it('are from the account balance only where there is something on it', () => {
    expect(methodsOf(500, 'cash')).toEqual(PaymentMethod.options);
    expect(methodsOf(0, 'account_balance')).toEqual(ReceivedMethod.options);
    expect(possibleMethod(methodsOf(0, 'account_balance'), 'account_balance')).toBe('bank_transfer');
    expect(possibleMethod(methodsOf(0, 'card_terminal'), 'card_terminal')).toBe('card_terminal');
  });

  it('leave what was chosen at the checkout as long as the balance is not known', () => {
    expect(possibleMethod(methodsOf(null, 'account_balance'), 'account_balance')).toBe('account_balance');
    expect(methodsOf(null, 'cash')).toEqual(ReceivedMethod.options);
  });
});
