import { type CancelPreview, RefundChoice } from '../../../preload/api/orders.ts';

/**
 * Where the money of an order that ends can go: the way it came only where all of it can, for what the account balance paid
 * never left the house (spec 2.4).
 */
export const refundChoices = ({ refunds }: Pick<CancelPreview, 'refunds'>): RefundChoice[] =>
  RefundChoice.options.filter(
    (choice) =>
      choice === 'none' ||
      refunds.every(({ amount, refundable }) => refundable[choice].amountMinor >= amount.amountMinor),
  );
