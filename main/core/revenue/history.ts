import { shares } from '../kernel/index.ts';
import type { RevenueRecognition } from '../../../preload/api/brand.ts';
import {
  type Dated,
  earlier,
  earnedBy,
  lastDayOf,
  later,
  monthOf,
  nextMonth,
  partOf,
  type Service,
  shifted,
  withoutTax,
} from './rules.ts';

/** What moved an invoice's money or its amount. All in minor units, with the tax that belongs to it. */
export interface MoneyEvent extends Dated {
  readonly kind: 'payment' | 'credit' | 'refund';
  /** Of `amountMinor`; of a payment it is not asked. */
  readonly taxMinor: number;
  /** A refund without a credit note takes from what is still to be earned by itself; with one, the note did. */
  readonly isNoted?: boolean;
  /** Of a credit note that takes one line back: which one, counted from 0. */
  readonly line?: number;
}

/** A line as it was sold. */
export interface SoldLine extends Service {
  readonly policy: RevenueRecognition;
}

export interface SoldInvoice {
  readonly totalMinor: number;
  readonly taxMinor: number;
  readonly issuedOn: string;
  readonly lines: readonly SoldLine[];
}

/**
 * All that happened to one line: its service, and what of each event is its own. Amounts without tax, and with the sign
 * of the line.
 */
export interface LineHistory {
  readonly policy: RevenueRecognition;
  readonly service: Service;
  /** Its parts of payments. */
  readonly received: Dated[];
  /** Taken off by credit notes before it was recognised: it is never earned. */
  readonly reversed: Dated[];
  /** Given back of what was paid and not recognised yet. */
  readonly refunded: Dated[];
  /** Given back of what had been recognised: revenue of then stays, this stands against it (spec 2.13). */
  readonly returned: Dated[];
}

const by = (all: readonly Dated[], day: string): number =>
  all.reduce((sum, { on, amountMinor }) => sum + (on <= day ? amountMinor : 0), 0);
const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);

/** A line by the end of a day. `deferred`: paid and not yet earned; `unpaid`: earned and not yet paid. */
export interface LineState {
  readonly earned: number;
  readonly received: number;
  readonly refunded: number;
  readonly recognised: number;
  readonly returned: number;
  readonly deferred: number;
  readonly unpaid: number;
}

/** The smaller of two amounts of one sign, in that sign; nothing where the signs differ. */
const within = (sign: number, a: number, b: number): number => {
  const size = Math.max(0, Math.min(sign * a, sign * b));
  return size === 0 ? 0 : sign * size;
};

/**
 * How a line stands by the end of a day (spec 2.13). Earned: as its policy says, and never more than credit notes left
 * of it. Recognised: what is earned, and never more than what was paid and not given back again.
 */
export function stateAt(history: LineHistory, day: string): LineState {
  const { policy, service, received, reversed, refunded, returned } = history;
  const sign = service.amountMinor < 0 ? -1 : 1;
  const earned = within(sign, earnedBy(policy, service, day), service.amountMinor - by(reversed, day));
  const kept = by(received, day) - by(refunded, day);
  const recognised = within(sign, earned, kept);
  return {
    earned,
    received: by(received, day),
    refunded: by(refunded, day) + by(returned, day),
    recognised,
    returned: by(returned, day),
    deferred: kept - recognised,
    unpaid: earned - recognised,
  };
}

/** On one day money comes in before an amount is taken back. */
const rank = { payment: 0, credit: 1, refund: 2 } as const;

/**
 * Gives each line of an invoice its part of all that happened. A payment is shared by what is still due of the lines
 * and the tax, so that a settled invoice has settled lines. A credit note takes what is not recognised yet, from the
 * lines in proportion, or from the one line that it takes back, and no more: what was recognised stays (spec 2.13 "reverse unrecognised part only"). A refund
 * gives back what was not recognised first; the rest of it stands against what was. An invoice over nothing is received
 * with its issue. What counts as recognised is what was so by the end of the day before.
 */
export function historiesOf(invoice: SoldInvoice, events: readonly MoneyEvent[]): LineHistory[] {
  const nets = withoutTax(
    invoice.lines.map((line) => line.amountMinor),
    invoice.totalMinor,
    invoice.taxMinor,
  );
  const lines = invoice.lines.map(({ policy, from, to }, at): LineHistory => ({
    policy,
    service: { amountMinor: nets[at] ?? 0, from, to },
    received: [],
    reversed: [],
    refunded: [],
    returned: [],
  }));
  if (invoice.totalMinor === 0) {
    for (const line of lines) note(line.received, invoice.issuedOn, line.service.amountMinor);
    return lines;
  }
  let taxDue = invoice.taxMinor;
  const end = '9999-12-31';
  const give = (of: keyof Omit<LineHistory, 'policy' | 'service'>, on: string, amount: number, weights: number[]) => {
    const part = Math.min(amount, sumOf(weights));
    if (part <= 0) return 0;
    for (const [at, each] of shares(part, weights).entries()) note(lines[at]?.[of] ?? [], on, each);
    return part;
  };
  for (const { kind, on, amountMinor, taxMinor, isNoted, line: of } of inOrder(events)) {
    const before = shifted(on, -1);
    const net = amountMinor - taxMinor;
    const openOf = (line: LineHistory): number =>
      line.service.amountMinor - by(line.reversed, end) - stateAt(line, before).recognised;
    if (kind === 'payment') {
      const dues = lines.map(
        (line) => line.service.amountMinor - by(line.reversed, end) - by(line.received, end) + by(line.refunded, end),
      );
      const weights = [...dues, taxDue];
      // What is beyond what is due is nobody's line.
      const parts = shares(Math.min(amountMinor, Math.max(0, sumOf(weights))), weights);
      for (const [at, line] of lines.entries()) note(line.received, on, parts[at] ?? 0);
      taxDue -= parts.at(-1) ?? 0;
    }
    if (kind === 'credit') {
      const own =
        of === undefined
          ? 0
          : give(
              'reversed',
              on,
              net,
              lines.map((line, at) => (at === of ? openOf(line) : 0)),
            );
      // Of one line what its rounded tax leaves over.
      give('reversed', on, net - own, lines.map(openOf));
      taxDue = Math.max(0, taxDue - taxMinor);
    }
    if (kind === 'refund') {
      if (!isNoted) give('reversed', on, net, lines.map(openOf));
      const recognised = lines.map((line) => stateAt(line, before).recognised);
      const kept = (line: LineHistory): number => by(line.received, end) - by(line.refunded, end);
      const first = give(
        'refunded',
        on,
        net,
        lines.map((line, at) => kept(line) - (recognised[at] ?? 0)),
      );
      give(
        'returned',
        on,
        net - first,
        lines.map((line, at) => (recognised[at] ?? 0) - by(line.returned, end)),
      );
    }
  }
  return lines;
}

const inOrder = (events: readonly MoneyEvent[]): MoneyEvent[] =>
  events.toSorted((a, b) => (a.on === b.on ? rank[a.kind] - rank[b.kind] : a.on < b.on ? -1 : 1));

function note(into: Dated[], on: string, amountMinor: number): void {
  if (amountMinor !== 0) into.push({ on, amountMinor });
}

/** The tax in a part of an amount that has so much tax in all of it, half up. */
export const taxIn = (amountMinor: number, taxMinor: number, totalMinor: number): number =>
  totalMinor <= 0 ? 0 : partOf(taxMinor, Math.min(amountMinor, totalMinor), totalMinor);

/** One calendar month of a line, in minor units. */
export interface Month {
  readonly month: string;
  readonly earned: number;
  readonly recognised: number;
}

/** The last day on which anything happens to a line, by what is known now. */
export function lastDay({ policy, service, ...dated }: LineHistory): string {
  const end = policy === 'immediate' ? service.from : later(service.from, shifted(service.to, -1));
  return [dated.received, dated.reversed, dated.refunded, dated.returned]
    .flat()
    .reduce((day, { on }) => later(day, on), end);
}

/**
 * A line by calendar month, without months in which nothing happens. What is earned adds up to the line's amount less
 * what credit notes took of it; what is recognised, to what counts by `today`.
 */
export function monthsOf(history: LineHistory, today: string): Month[] {
  const first = [...history.received, ...history.reversed].reduce(
    (day, { on }) => earlier(day, on),
    history.service.from,
  );
  const end = monthOf(lastDay(history));
  const found: Month[] = [];
  let [earned, recognised] = [0, 0];
  for (let month = monthOf(first); month <= end; month = nextMonth(month)) {
    const until = lastDayOf(month);
    const earnedNow = stateAt(history, until).earned;
    const recognisedNow = stateAt(history, earlier(until, today)).recognised;
    if (earnedNow !== earned || recognisedNow !== recognised)
      found.push({ month, earned: earnedNow - earned, recognised: recognisedNow - recognised });
    [earned, recognised] = [earnedNow, recognisedNow];
  }
  return found;
}
