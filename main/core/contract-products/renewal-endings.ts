import type { RefundDestination } from '../../../preload/api/billing.ts';
import type { Writer } from '../store/index.ts';
import type { ContractProductsDeps } from './deps.ts';
import { openOperationOf } from './dunning-store.ts';
import { isOwedForOthers, openRenewals, type PeriodRow, periodsOfInvoice } from './periods-store.ts';
import { endNote, overdueCause, renewalCause, type RenewalEnd } from './rules.ts';
import * as rows from './store.ts';

/** How what is billed is taken off its invoice. `destination`: of what was paid of it; null: it stays with the invoice. */
interface TakingOff {
  readonly ending: 'cancelled' | 'write_off';
  readonly note: string;
  readonly destination: RefundDestination | null;
}

/** What is billed of renewals and will not be any more: how it leaves its invoice, and where its money goes (spec 2.4, 2.9, 2.11). */
export function renewalEndings({ store, clients, billing, provisioning, holdStep }: ContractProductsDeps) {
  /**
   * What dunning asked of the vendor because of an invoice, and was not sent yet, is taken back: the invoice is paid, or
   * nobody asks for it any more. A license that is paid for is not stopped by an outage that ends later.
   */
  function callOff(writer: Writer, contractProductId: string, invoiceId: string): void {
    const open = openOperationOf(store, contractProductId);
    if (open && (open.kind === 'suspend' || open.kind === 'terminate') && open.cause === overdueCause(invoiceId))
      provisioning.withdraw(writer, open.id);
  }

  const billedOn = (invoiceId: string): PeriodRow[] =>
    periodsOfInvoice(store, invoiceId).filter(({ state }) => state === 'billed');

  /** Periods were taken off the invoice that they are billed on: they are to be billed anew, if at all. */
  function unbill(writer: Writer, periods: readonly PeriodRow[], invoiceId: string): void {
    for (const period of periods) {
      writer.update('contract_period', period.id, { state: 'cancelled' });
      callOff(writer, period.contract_product_id, invoiceId);
    }
  }

  /** Periods that were taken off an invoice are billed anew only when somebody releases them in the plan of automation. */
  function holdBack(writer: Writer, periods: readonly PeriodRow[], invoiceId: string): void {
    for (const { contract_product_id: id, number } of periods)
      holdStep(writer, renewalCause(id, number, invoiceId), 'invoice_ended');
  }

  /**
   * Takes off an open invoice of renewals what is billed on it for a contract product, with the other parts of its bundle: its
   * line alone where others are billed there too (spec 2.5.5), and these go on as they are; else all that is open. What was
   * paid of it in part goes to `destination`; null: it stays with the invoice, where that ends as a whole. Nothing where it
   * is not billed there any more. Part of the caller's transaction. @throws AppError `billing.*`
   */
  function takeOff(writer: Writer, contractProductId: string, invoiceId: string, how: TakingOff): void {
    const billed = billedOn(invoiceId);
    const own = billed.find((period) => period.contract_product_id === contractProductId);
    if (!own) return;
    const { ending, note, destination } = how;
    const lineId = own.invoice_line_id;
    const others = billed.filter((period) => period.invoice_line_id !== lineId);
    // First: what is left of the invoice may be paid by it.
    const takenOff = billed.filter((period) => !others.includes(period));
    unbill(writer, takenOff, invoiceId);
    // What was given up is asked for again only when somebody says so, also where the contract product is brought back by hand.
    if (ending === 'write_off') holdBack(writer, takenOff, invoiceId);
    if (lineId !== null && others.length > 0) {
      const lines = [lineId, ...others.flatMap(({ invoice_line_id: id }) => id ?? [])];
      const back = destination ?? 'account_balance';
      billing.creditLine(writer, { invoiceId, line: { lineId }, lines, reason: ending, note, destination: back });
      return;
    }
    if (ending === 'cancelled') billing.cancelInvoice(writer, invoiceId, note);
    else billing.writeOff(writer, invoiceId, note);
    const amountMinor = destination === null ? 0 : billing.refundable(invoiceId).account_balance;
    if (destination === null || amountMinor === 0) return;
    billing.refund(writer, { requestKey: store.makeId(), invoiceId, amountMinor, destination, reference: note });
  }

  /**
   * Takes off an open invoice of renewals what a contract product costs there, and leaves what the other parts of its bundle
   * cost on the same line: these go on, or their licenses are still there (spec 2.9). What was paid of it goes to
   * `destination`, and stays for the others as far as they ask for it. Nothing where it is not billed there any more. Part of
   * the caller's transaction. @throws AppError `billing.*`
   */
  function takeOffPart(writer: Writer, contract: rows.ContractState, invoiceId: string, how: TakingOff): void {
    const billed = billedOn(invoiceId);
    const own = billed.find((period) => period.contract_product_id === contract.id);
    if (!own) return;
    unbill(writer, [own], invoiceId);
    if (how.ending === 'write_off') holdBack(writer, [own], invoiceId);
    const { line, lines } = partOf(own, billed);
    billing.creditLine(writer, {
      invoiceId,
      line,
      lines,
      reason: how.ending,
      // The line names all of the bundle.
      note: `${contract.product_name}: ${how.note}`,
      destination: how.destination ?? 'account_balance',
    });
  }

  /** What a contract product is of an invoice of renewals, with the lines that still ask for something there. */
  function partOf(
    { invoice_id: invoiceId, invoice_line_id: own, price_minor: minor }: PeriodRow,
    billed: readonly PeriodRow[],
  ) {
    // Of before there were several lines.
    const lineId = own ?? billing.lineIds(invoiceId ?? '')[0] ?? '';
    return { line: { lineId, minor }, lines: billed.map(({ invoice_line_id: id }) => id ?? lineId) };
  }

  /**
   * What ending a part of a bundle takes off an open invoice of its renewal, with tax, and what of that was paid and goes back;
   * minor units.
   */
  function partOff(contractProductId: string, invoiceId: string): { creditedMinor: number; backMinor: number } {
    const billed = billedOn(invoiceId);
    const own = billed.find((period) => period.contract_product_id === contractProductId);
    if (!own) return { creditedMinor: 0, backMinor: 0 };
    const { line, lines } = partOf(own, billed);
    return billing.linesOff(invoiceId, [line], lines);
  }

  /**
   * A person cancelled an invoice of renewals or wrote it off: "not this". Its periods are billed anew only when somebody
   * releases them in the plan of automation. Part of the caller's transaction.
   */
  function invoiceEnded(writer: Writer, invoiceId: string): void {
    const billed = billedOn(invoiceId);
    unbill(writer, billed, invoiceId);
    holdBack(writer, billed, invoiceId);
  }

  /** Why a renewal is taken back, in the words of its client. */
  function noteOf(contractProductId: string, why: RenewalEnd): string {
    const clientId = rows.contractState(store, contractProductId)?.client_id;
    const client = clientId === undefined ? undefined : clients.find(clientId);
    return endNote[client?.language ?? 'en'][why];
  }

  /**
   * Cancels what is open of renewals that begin on or after a day. What was paid of one in part goes back: nothing will be
   * done for it. Of a bundle's line its own part alone, where others are owed; `ending`: those that end with it, whose line is
   * cancelled as a whole. @throws AppError `billing.*`: it cannot go there
   */
  function cancelRenewalsFrom(
    writer: Writer,
    contractProductId: string,
    day: string,
    why: RenewalEnd,
    {
      destination = 'account_balance',
      ending = [],
    }: { readonly destination?: RefundDestination; readonly ending?: readonly string[] } = {},
  ): void {
    const note = noteOf(contractProductId, why);
    for (const open of openRenewals(store, contractProductId)) {
      if (open.starts_on < day) continue;
      endRenewal(writer, contractProductId, open.invoice_id, { ending: 'cancelled', note, destination }, ending);
    }
  }

  /** Takes off an invoice what is billed on it for a contract product: its line, or its own part of one that is owed for others. */
  function endRenewal(
    writer: Writer,
    contractProductId: string,
    invoiceId: string,
    how: TakingOff,
    ending: readonly string[] = [],
  ): void {
    const contract = rows.contractState(store, contractProductId);
    if (!contract) return;
    if (isOwedForOthers(store, invoiceId, contractProductId, ending)) takeOffPart(writer, contract, invoiceId, how);
    else takeOff(writer, contractProductId, invoiceId, how);
  }

  return { callOff, takeOff, endRenewal, partOff, invoiceEnded, cancelRenewalsFrom, noteOf };
}
