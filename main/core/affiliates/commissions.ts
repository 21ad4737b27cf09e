import { addDays, shares, type StepOutcome, type StepSource, type DueStep } from '../kernel/index.ts';
import { converted } from '../rates/index.ts';
import { withoutTax } from '../revenue/index.ts';
import type { Writer } from '../store/index.ts';
import { commissionOf, payoutOf, reversedOf } from './rules.ts';
import type { AffiliatesDeps } from './service.ts';
import * as rows from './store.ts';

/** What invoices, refunds and time do to commissions (spec 46, 2.15). Each is part of the caller's transaction. */
export function commissions({ store, brand, rates, billing }: AffiliatesDeps) {
  /**
   * An invoice was paid: its lines of products that take part earn a commission for whoever brought the client. Once for
   * an invoice, however often it is told. Nothing where affiliates are off, nobody brought the client, the affiliate is
   * not active or is the client. In the currency of the settings, at the rate frozen on the invoice, else at that of
   * today; where none is known a percentage stays in the invoice's currency, and a fixed sum is not given.
   */
  function invoicePaid(writer: Writer, invoiceId: string): void {
    const setting = rows.findSetting(store);
    if (setting?.is_enabled !== 1 || rows.commissionOfInvoice(store, invoiceId)) return;
    const invoice = rows.findInvoice(store, invoiceId);
    const referral = invoice && rows.referralOf(store, invoice.client_id);
    if (!referral || referral.earns === 0 || referral.client_id === invoice.client_id) return;
    const lines = rows.linesOf(store, invoiceId, brand.settings().allowAffiliate);
    const nets = withoutTax(
      lines.map((line) => line.amount_minor),
      invoice.total_minor,
      invoice.tax_minor,
    );
    // What was credited before it was paid earns nothing.
    const asked = lines.map((line, at) => (nets[at] ?? 0) - line.credited_minor);
    const shared = shares(rows.creditedOfAll(store, invoiceId), asked);
    const base = lines.reduce(
      (sum, line, at) => sum + (line.takes_part === 1 ? (asked[at] ?? 0) - (shared[at] ?? 0) : 0),
      0,
    );
    if (base <= 0) return;
    const rate = rateInto(setting.currency, invoice);
    const isKept = rate === null && setting.kind === 'percent';
    const counted = isKept ? base : rate === null ? 0 : inCurrency(base, invoice.currency, setting.currency, rate);
    const amount = commissionOf(
      { kind: setting.kind, percent: setting.percent, fixedMinor: setting.fixed_minor },
      counted,
    );
    if (amount <= 0) return;
    const today = brand.businessDate();
    writer.insert('commission', {
      id: store.makeId(),
      affiliate_id: referral.affiliate_id,
      client_id: invoice.client_id,
      invoice_id: invoiceId,
      base_minor: base,
      base_currency: invoice.currency,
      rate: invoice.currency === setting.currency || isKept ? null : rate,
      amount_minor: amount,
      currency: isKept ? invoice.currency : setting.currency,
      earned_on: today,
      matures_on: addDays(today, setting.maturation_days),
      matured_on: null,
      refunded_minor: 0,
      reversed_minor: 0,
    });
  }

  /** How much of a currency one unit of an invoice's is: as the invoice says, else today's; null: not known. */
  function rateInto(currency: string, invoice: rows.PaidInvoice): string | null {
    if (invoice.currency === currency) return '1';
    if (invoice.base_currency === currency && invoice.base_rate !== null) return invoice.base_rate;
    return rates.convert({ amountMinor: 0, currency: invoice.currency }, currency)?.rate?.rate ?? null;
  }

  const inCurrency = (amountMinor: number, from: string, to: string, rate: string): number =>
    from === to ? amountMinor : (converted(amountMinor, { from, to, rate, date: '', source: 'ecb' }) ?? 0);

  /**
   * So much of what an invoice asked for was given back: its commission loses the same part, also where it was paid out
   * already. Then the affiliate owes it, and what they earn next pays that first: an account balance is never drawn on.
   * @param ofMinor what the amount is a part of, the same at every refund of an invoice: what that asked for unless it is given
   */
  function refunded(writer: Writer, invoiceId: string, amountMinor: number, ofMinor?: number): void {
    const commission = rows.commissionOfInvoice(store, invoiceId);
    const whole = ofMinor ?? rows.findInvoice(store, invoiceId)?.asked_minor;
    if (!commission || whole === undefined) return;
    const given = commission.refunded_minor + amountMinor;
    writer.update('commission', commission.id, {
      refunded_minor: given,
      reversed_minor: Math.max(commission.reversed_minor, reversedOf(commission.amount_minor, given, whole)),
    });
  }

  /** Puts into an affiliate's account balance what is open, where that is enough. Answers with how much it was. */
  function payOut(writer: Writer, affiliateId: string, currency: string): number {
    const setting = rows.findSetting(store);
    const sums = rows.sumsOf(store, affiliateId).find((each) => each.currency === currency);
    const clientId = rows.clientOfAffiliate(store, affiliateId);
    if (!sums || clientId === undefined) return 0;
    // The threshold is a sum of one currency; another one, of before or without a rate, is paid out as it matures.
    const threshold = setting?.currency === currency ? setting.threshold_minor : 0;
    const amountMinor = payoutOf(sums.openMinor + sums.paidMinor, sums.paidMinor, threshold);
    if (amountMinor === 0) return 0;
    const id = store.makeId();
    writer.insert('commission_payout', {
      id,
      affiliate_id: affiliateId,
      currency,
      amount_minor: amountMinor,
      paid_on: brand.businessDate(),
    });
    billing.credit(writer, {
      clientId,
      currency,
      amountMinor,
      kind: 'commission',
      reference: `commission_payout/${id}`,
    });
    return amountMinor;
  }

  const stepOf = (row: rows.MaturingRow): DueStep => ({
    kind: 'commission.mature',
    cause: `commission/${row.id}`,
    on: row.matures_on,
    entity: 'client',
    entityId: row.client_id,
    clientId: row.client_id,
  });

  /** Commissions mature by time: after that they count, and are paid out from the threshold on. */
  const steps: StepSource<Writer> = {
    kinds: ['commission.mature'],
    due: (asOf, limit) => rows.maturing(store, '', asOf, limit).map(stepOf),
    ahead: (from, to, limit) => rows.maturing(store, from, to, limit).map(stepOf),
    perform(writer, { cause, on }): StepOutcome {
      const commission = rows.findCommission(store, cause.slice('commission/'.length));
      if (!commission || commission.matured_on !== null) return { did: 'skipped', why: 'matured already' };
      writer.update('commission', commission.id, { matured_on: on });
      payOut(writer, commission.affiliate_id, commission.currency);
      return { did: 'done' };
    },
  };

  return { invoicePaid, refunded, payOut, steps };
}
