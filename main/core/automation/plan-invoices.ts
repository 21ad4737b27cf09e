import type { PlanLine } from '../../../preload/api/automation.ts';
import type { Bills, DueStep } from '../kernel/index.ts';

type Planned = { readonly step: DueStep; readonly hold: PlanLine['hold'] };

/** Other renewals that a line names; the rest are counted. */
const namedOthers = 10;

/**
 * Says of each line of a plan on which invoice it comes as things stand (spec 2.5.5): the run of a day bills those of a group
 * together that are due by then and not held. `isCut`: there are more lines than these, so that on the last day of theirs some
 * may be missing; nothing is said of what is not known whole. `totalOf`: as `AutomationDeps`.
 */
export function withInvoices<Line extends Planned>(
  lines: readonly Line[],
  {
    today,
    isCut,
    totalOf,
  }: {
    readonly today: string;
    readonly isCut: boolean;
    readonly totalOf: (clientId: string, currency: string, netMinor: number) => number;
  },
): (Line & { readonly invoice: PlanLine['invoice'] })[] {
  const runDay = ({ on }: DueStep): string => (on > today ? on : today);
  const last = lines.at(-1);
  const cutFrom = isCut && last ? runDay(last.step) : null;
  const keyOf = (step: DueStep, bills: Bills): string =>
    bills.group === null ? step.cause : `${bills.group} ${runDay(step)}`;
  const invoices = new Map<string, { readonly step: DueStep; readonly bills: Bills }[]>();
  for (const { step, hold } of lines) {
    const { bills } = step;
    if (!bills || hold !== null) continue;
    const key = keyOf(step, bills);
    invoices.set(key, [...(invoices.get(key) ?? []), { step, bills }]);
  }

  function invoiceOf({ step, hold }: Planned): PlanLine['invoice'] {
    const { bills, clientId } = step;
    if (!bills || clientId === null || hold !== null) return null;
    if (bills.group !== null && cutFrom !== null && runDay(step) >= cutFrom) return null;
    const all = invoices.get(keyOf(step, bills)) ?? [];
    const others = all.filter((each) => each.step.cause !== step.cause);
    const netMinor = all.reduce((sum, each) => sum + each.bills.amountMinor, 0);
    const { currency } = bills;
    const total = (net: number) => ({ amountMinor: totalOf(clientId, currency, net), currency });
    return {
      total: total(netMinor),
      with: others.slice(0, namedOthers).map((each) => ({ id: each.step.entityId, name: each.bills.name })),
      withCount: others.length,
      rest: others.length === 0 ? null : total(netMinor - bills.amountMinor),
    };
  }

  return lines.map((line) => ({ ...line, invoice: invoiceOf(line) }));
}
