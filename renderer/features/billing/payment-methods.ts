import { PaymentMethod, ReceivedMethod } from '../../../preload/api/billing.ts';

/**
 * The ways an invoice can be paid: from the account balance only where there is something on it. While that is not known
 * yet (null) the way that was chosen at the checkout stands, so that nothing jumps under the person's hand.
 */
export const methodsOf = (balanceMinor: number | null, chosen: PaymentMethod): readonly PaymentMethod[] =>
  (balanceMinor === null ? chosen === 'account_balance' : balanceMinor > 0)
    ? PaymentMethod.options
    : ReceivedMethod.options;

/** A way that is among those that are possible: the one that stands in the form, else the first. */
export const possibleMethod = (methods: readonly PaymentMethod[], method: PaymentMethod): PaymentMethod =>
  methods.includes(method) ? method : (methods[0] ?? method);
