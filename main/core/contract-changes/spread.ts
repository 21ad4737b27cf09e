import { daysBetween, portion, withTaxOf } from '../kernel/index.ts';
import type { PaidPeriod, Part } from './rules.ts';

/** A period that is paid for, with the invoice that was paid for it as it was first billed; null: it cost nothing. */
export interface BilledPeriod extends PaidPeriod {
  readonly invoiceId: string | null;
}

/** A change that was carried out. `invoiceId`: what was paid for an upgrade. */
export interface DoneChange {
  readonly invoiceId: string | null;
  readonly parts: readonly Pick<Part, 'to' | 'daysLeft' | 'creditMinor' | 'chargeMinor'>[];
}

/** Money for days that are still to come, net, in minor units, with the invoice that it was paid on. */
export interface Unused {
  readonly invoiceId: string | null;
  readonly netMinor: number;
}

/** What an invoice asked for and still has. `netMinor`: the sum of its lines; `leftMinor`: paid and not given back. */
export interface InvoiceFunds {
  readonly totalMinor: number;
  readonly netMinor: number;
  readonly leftMinor: number;
}

/** What is to be given back of one invoice, taxes included; minor units. */
export interface GivenBack {
  readonly invoiceId: string;
  readonly amountMinor: number;
}

/** The money of a period's rest, what was paid last at the end; with the invoice that the period was first billed on. */
export interface Lying {
  readonly invoiceId: string | null;
  readonly unused: Unused[];
}

/**
 * Where the money of the days from `on` on lies (spec 2.1, 2.7): for each period, by its `to`, the price in force for its
 * rest, told apart by the invoices that paid for it. An upgrade adds what it charged, a downgrade takes from what was paid
 * last. Their sum is the price in force for the rest, to the minor unit. `periods`: all that were paid, also those that
 * are over; `changes`: the oldest first.
 */
export function unusedMoney(
  periods: readonly BilledPeriod[],
  changes: readonly DoneChange[],
  on: string,
): Map<string, Lying> {
  const lying = new Map<string, Lying>();
  for (const { from, to, priceMinor, invoiceId } of periods) {
    const worth = portion(priceMinor, daysLeft(from, to, on), daysBetween(from, to));
    const changed = changes
      .flatMap(({ parts }) => parts.filter((part) => part.to === to))
      .reduce((sum, part) => sum + restOf(part, on), 0);
    // The rounding of the changes falls to the period's own invoice.
    lying.set(to, { invoiceId, unused: [{ invoiceId, netMinor: Math.max(0, worth - changed) }] });
  }
  for (const change of changes) takeOut(lying, change, on);
  return lying;
}

/**
 * Has a change move the money of the days from `on` on: what a period costs less is taken out of what was paid last for it
 * and pays for what another one costs more; the rest of that is on the change's own invoice. Answers with what is left over.
 */
export function takeOut(lying: ReadonlyMap<string, Lying>, { invoiceId, parts }: DoneChange, on: string): Unused[] {
  const over: Unused[] = [];
  const cheaper = parts.filter((part) => dueOf(part) < 0);
  const dearer = parts.filter((part) => dueOf(part) > 0);
  const [saved, charged] = [cheaper, dearer].map((all) => Math.abs(all.reduce((sum, part) => sum + dueOf(part), 0)));
  for (const part of cheaper) over.push(...taken(lying.get(part.to)?.unused ?? [], -restOf(part, on)));
  for (const part of dearer) {
    const more = restOf(part, on);
    const paid = lying.get(part.to)?.unused;
    if (!paid || more === 0) continue;
    const netted = portion(more, Math.min(saved ?? 0, charged ?? 0), charged ?? 1);
    const moved = taken(over, netted);
    // What paid for it was of days that are over by now.
    const before = { invoiceId: lying.get(cheaper[0]?.to ?? '')?.invoiceId ?? null, netMinor: netted - sumOf(moved) };
    const own = { invoiceId, netMinor: more - netted };
    paid.push(...[before, ...moved, own].filter(({ netMinor }) => netMinor > 0));
  }
  return over;
}

/**
 * What comes back to each invoice for money that is not used: with the same part of its taxes, and never more than is left
 * of what was paid on it. `shortMinor`: what could not be given, for somebody gave it back already.
 */
export function giveBack(
  unused: readonly Unused[],
  fundsOf: (invoiceId: string) => InvoiceFunds | undefined,
): { readonly given: GivenBack[]; readonly shortMinor: number } {
  const byInvoice = new Map<string, number>();
  let shortMinor = 0;
  for (const { invoiceId, netMinor } of unused)
    if (invoiceId === null) shortMinor += netMinor;
    else byInvoice.set(invoiceId, (byInvoice.get(invoiceId) ?? 0) + netMinor);
  const given = [...byInvoice].flatMap(([invoiceId, netMinor]): GivenBack[] => {
    const funds = fundsOf(invoiceId);
    const wanted = funds ? withTaxOf(netMinor, funds.totalMinor, funds.netMinor) : netMinor;
    const amountMinor = Math.max(0, Math.min(wanted, funds?.leftMinor ?? 0));
    shortMinor += wanted - amountMinor;
    return amountMinor === 0 ? [] : [{ invoiceId, amountMinor }];
  });
  return { given, shortMinor };
}

/** Days of a period from a day on, that day included; all of them before it begins. */
const daysLeft = (from: string, to: string, on: string): number =>
  on <= from ? daysBetween(from, to) : Math.max(0, daysBetween(on, to));

/** What a part of a change asked for; below zero: it made its days cheaper. */
const dueOf = ({ chargeMinor, creditMinor }: DoneChange['parts'][number]): number => chargeMinor - creditMinor;

/** What of that is for the days from `on` on. */
function restOf(part: DoneChange['parts'][number], on: string): number {
  const due = dueOf(part);
  if (due === 0 || part.daysLeft === 0) return 0;
  const days = Math.min(part.daysLeft, Math.max(0, daysBetween(on, part.to)));
  return Math.sign(due) * portion(Math.abs(due), days, part.daysLeft);
}

/** Takes so much out, what was paid last first; less where there is less. */
function taken(from: Unused[], amountMinor: number): Unused[] {
  const out: Unused[] = [];
  for (let rest = amountMinor; rest > 0;) {
    const last = from.pop();
    if (!last) break;
    const netMinor = Math.min(rest, last.netMinor);
    if (netMinor < last.netMinor) from.push({ ...last, netMinor: last.netMinor - netMinor });
    if (netMinor > 0) out.push({ ...last, netMinor });
    rest -= netMinor;
  }
  return out;
}

const sumOf = (all: readonly Unused[]): number => all.reduce((sum, { netMinor }) => sum + netMinor, 0);
