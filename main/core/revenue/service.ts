import type { Output } from '../../../preload/api/contract.ts';
import type { revenue as api, RevenueLine } from '../../../preload/api/revenue.ts';
import type { BrandService } from '../brand/index.ts';
import { notFound } from '../kernel/index.ts';
import type { Store } from '../store/index.ts';
import { months, type Received, receivedByLine, recognisedBy } from './rules.ts';
import * as rows from './store.ts';

export interface RevenueDeps {
  readonly store: Store;
  readonly brand: Pick<BrandService, 'businessDate' | 'settings'>;
}

export type RevenueService = ReturnType<typeof revenueService>;

/** When what was paid counts as earned (spec 52-56, 2.13). Worked out from what is stored; nothing is written. */
export function revenueService({ store, brand }: RevenueDeps) {
  /**
   * Revenue of an invoice, line by line, in minor units of its currency, by the policy in force today: a change of the
   * product's or the brand's counts for everything that is read after it. @throws AppError `not_found`
   */
  function ofInvoice(id: string): Output<typeof api.ofInvoice> {
    const invoice = rows.findInvoice(store, id);
    if (!invoice) throw notFound();
    const asOf = brand.businessDate();
    const lines = rows.linesOf(store, id, invoice.order_id);
    const received = receivedByLine(
      lines.map((line) => line.amount_minor),
      rows.paymentsOf(store, id),
    );
    return { asOf, lines: lines.map((line, at) => lineOf(line, received[at] ?? [], invoice, asOf)) };
  }

  function lineOf(
    line: rows.RevenueLineRow,
    received: readonly Received[],
    { currency, issued_on: issuedOn }: rows.RevenueInvoice,
    asOf: string,
  ): RevenueLine {
    const money = (amountMinor: number) => ({ amountMinor, currency });
    const own = line.policy === 'inherit' ? null : line.policy;
    const policy = own ?? brand.settings().revenueRecognition;
    // Without a period the service is rendered on the day of the invoice.
    const from = line.period_from ?? issuedOn;
    const service = { amountMinor: line.amount_minor, from, to: line.period_to ?? from };
    return {
      text: line.text,
      policy,
      source: own === null ? 'brand' : 'product',
      amount: money(line.amount_minor),
      paid: money(received.reduce((sum, { amountMinor }) => sum + amountMinor, 0)),
      recognised: money(recognisedBy(policy, service, received, asOf)),
      months: months(policy, service, received, asOf).map(({ month, earned, recognised }) => ({
        month,
        earned: money(earned),
        recognised: money(recognised),
      })),
    };
  }

  return { ofInvoice };
}
