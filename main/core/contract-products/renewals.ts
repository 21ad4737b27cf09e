import { AppError, addDays, type DueStep, type StepOutcome } from '../kernel/index.ts';
import { licenseOf } from '../licenses/index.ts';
import type { Row, Writer } from '../store/index.ts';
import { bundleById, partsOf } from './bundle-store.ts';
import type { ContractProductsDeps } from './deps.ts';
import { openOperationOf } from './dunning-store.ts';
import type { Periods } from './periods.ts';
import * as periods from './periods-store.ts';
import { renewalGroups, subjectsOf } from './renewal-groups.ts';
import { anchorFor, periodOf, renewalDueOn, type Span } from './renewal-rules.ts';
import { bundleName, next, renewalCause, renewalText, vendorRenewalKey } from './rules.ts';
import * as rows from './store.ts';
import { type StepKind, skipped, done } from './step-kind.ts';
import type { Transitions } from './transitions.ts';

/** The steps of renewal (spec 2.5, 2.2): the invoice, the vendor's renewal of what is paid, and the end of what is not renewed. */
export function renewalSteps(deps: ContractProductsDeps, { move }: Transitions, money: Periods) {
  const { store, brand, clients, billing, settings, licenses, triggers } = deps;
  const subjectOf = (contract: rows.ContractState) =>
    ({ entity: 'contract_product', id: contract.id, clientId: contract.client_id }) as const;
  const stepOf = (kind: string, cause: string, on: string, contract: { id: string; client_id: string }): DueStep => ({
    kind,
    cause,
    on,
    entity: 'contract_product',
    entityId: contract.id,
    clientId: contract.client_id,
  });

  const together = renewalGroups(deps);
  const invoiceStep = (contract: periods.RenewalDue): DueStep =>
    stepOf(
      'renewal.invoice',
      renewalCause(contract.id, contract.number, contract.cancelled_invoice_id),
      together.dayOf(contract),
      contract,
    );
  /** As `invoiceStep`, with what its invoice asks for. `parts`: as `billedTogether`. */
  const invoiceLine = (contract: periods.RenewalDue, parts: readonly periods.RenewalDue[]): DueStep => ({
    ...invoiceStep(contract),
    bills: {
      name: nameOf(parts),
      amountMinor: sumOf(parts),
      currency: contract.currency,
      group: together.isConsolidated(contract) ? `${contract.client_id}/${contract.currency}` : null,
    },
  });

  /**
   * Bills one renewal (spec 2.16, invariant 1), or where the renewals of its client are consolidated all of them that are due
   * now and that nobody holds, each on a line of its own (spec 2.5.5).
   */
  function invoice(writer: Writer, step: DueStep): StepOutcome {
    const contract = periods.renewalOf(store, step.entityId);
    if (!contract || invoiceStep(contract).cause !== step.cause || contract.anchor_date === null)
      return skipped('not_due');
    // Another part of its bundle became the first one: the next run makes the invoice for it.
    if (billedTogether(contract)[0]?.id !== contract.id) return skipped('not_due');
    const along = linesOf(together.dueWith(contract))
      .map((line) => line.contract)
      .filter((each) => !deps.isHeld(invoiceStep(each).cause));
    const outcome = bill(writer, [contract, ...along]);
    return outcome.did === 'done' ? { did: 'done', along: along.map(invoiceStep) } : outcome;
  }

  /**
   * One invoice over renewals of a client: a line for each, of a bundle one for all of it. The unique key of the period
   * refuses a second one. It is due with the earliest of its lines; dunning of the others counts from their own days.
   */
  function bill(
    writer: Writer,
    [first, ...others]: readonly [periods.RenewalDue, ...periods.RenewalDue[]],
  ): StepOutcome {
    const client = clients.findBuyer(first.client_id);
    if (!client) return skipped('no_client');
    const today = brand.businessDate();
    const lines = [first, ...others].map((contract) => {
      const parts = billedTogether(contract);
      const spans = parts.map((part) => spanOf(writer, part));
      const from = contract.starts_on;
      const dueOn = renewalDueOn(from, settings.number('due_offset_days', subjectsOf(contract)), today);
      return { contract, parts, spans, dueOn, from, to: spans[0]?.to ?? from };
    });
    const dueOn = lines.map((line) => line.dueOn).toSorted()[0] ?? null;
    const issued = billing.issueInvoice(writer, {
      kind: 'renewal',
      orderId: null,
      clientId: client.id,
      currency: first.currency,
      dueOn,
      lines: lines.map(({ contract, parts, from, to }) => ({
        text: renewalText(nameOf(parts), contract.term_months, { from, to }, client.language),
        amountMinor: sumOf(parts),
        period: { from, to },
        itemLine: null,
        contractProductId: contract.id,
      })),
    });
    for (const [at, line] of lines.entries()) {
      const billed = {
        invoice_id: issued.id,
        invoice_line_id: issued.lineIds[at] ?? null,
        due_on: line.dueOn === dueOn ? null : line.dueOn,
      };
      line.parts.forEach((part, of) => writePeriod(writer, part, billed, line.spans[of] ?? line));
    }
    // Nothing to pay is paid (spec 2.13: the zero invoice is kept).
    if (issued.isPaid) money.renewalPaid(writer, issued.id, today);
    return done;
  }

  /**
   * What is billed with a contract product on one line: itself, or all of its bundle that is renewed from the same day
   * (spec 2.9), each with its own number. In the order of the bundle; the first one stands for all.
   */
  function billedTogether(contract: periods.RenewalDue): periods.RenewalDue[] {
    if (contract.bundle_id === null) return [contract];
    return partsOf(store, contract.bundle_id)
      .flatMap(({ id }) => periods.renewalOf(store, id) ?? [])
      .filter((part) => part.starts_on === contract.starts_on);
  }

  /** Renewals of which each is a line of an invoice, with what is on that line: of a bundle the first part, with all of it. */
  function linesOf(
    due: readonly periods.RenewalDue[],
  ): { contract: periods.RenewalDue; parts: periods.RenewalDue[] }[] {
    return due
      .map((contract) => ({ contract, parts: billedTogether(contract) }))
      .filter(({ contract, parts }) => parts[0]?.id === contract.id);
  }

  const nameOf = (parts: readonly periods.RenewalDue[]): string => {
    const [first] = parts;
    const bundle = first?.bundle_id ? bundleById(store, first.bundle_id) : undefined;
    const names = parts.map((part) => part.product_name);
    return bundle ? bundleName(bundle.product_name, names) : (first?.product_name ?? '');
  };

  /** The days of the period that is billed; the contract is counted from its anchor. */
  function spanOf(writer: Writer, contract: periods.RenewalDue): Span {
    const { id, number, anchor_date: anchorDate, anchor_period: anchorPeriod, term_months: termMonths } = contract;
    const from = contract.starts_on;
    const anchor = anchorFor({ anchorDate: anchorDate ?? from, anchorPeriod, termMonths }, number, from);
    writer.update('contract_product', id, { anchor_date: anchor.anchorDate, anchor_period: anchor.anchorPeriod });
    return { from, to: periodOf(anchor, number).to };
  }

  function writePeriod(writer: Writer, contract: periods.RenewalDue, on: Row, span: Span): void {
    const { id, number, currency } = contract;
    const billed = { ...on, state: 'billed', currency, price_minor: contract.price_minor };
    const before = periods.periodByNumber(store, id, number);
    if (before) writer.update('contract_period', before.id, billed);
    else
      writer.insert('contract_period', {
        id: store.makeId(),
        contract_product_id: id,
        number,
        starts_on: span.from,
        ends_on: span.to,
        ...billed,
      });
    for (const trigger of [24, 53]) triggers.fire(writer, trigger, `renewal/${id}/${number}`, subjectOf(contract));
  }

  const ending = (until: string) => periods.endsUntil(store, until);
  /** A contract product with its end, or undefined: it goes on, or has ended. */
  function endingOf(id: string): (rows.ContractState & { readonly ends_on: string }) | undefined {
    const contract = rows.contractState(store, id);
    if (!contract || contract.is_manual_status === 1 || next(contract.status, 'term_ended') === null) return undefined;
    const endsOn = contract.service_ends_on ?? (contract.auto_renew === 0 ? contract.next_due_on : null);
    return endsOn === null ? undefined : { ...contract, ends_on: endsOn };
  }
  const noticeDays = (contract: rows.ContractState): number =>
    settings.number('invoice_days_before', subjectsOf(contract));

  /** What is not renewed is told as long before its end as an invoice would be (trigger 54). */
  const noticeStep = (contract: rows.ContractState & { readonly ends_on: string }): DueStep =>
    stepOf(
      'renewal.notice',
      `end/${contract.id}/notice/${contract.ends_on}`,
      addDays(contract.ends_on, -noticeDays(contract)),
      contract,
    );
  const wasNoticed = (cause: string): boolean =>
    store.get('notice of end', 'SELECT 1 FROM trigger_event WHERE trigger_no = 54 AND cause = @cause', { cause }) !==
    undefined;

  const endStep = (contract: rows.ContractState & { readonly ends_on: string }): DueStep =>
    stepOf('contract.end', `end/${contract.id}/${contract.ends_on}`, contract.ends_on, contract);

  /** The end of a term (spec 2.2): Lapsed, and the license is terminated at the vendor. */
  function end(writer: Writer, step: DueStep): StepOutcome {
    const contract = endingOf(step.entityId);
    if (!contract || endStep(contract).cause !== step.cause || contract.ends_on > brand.businessDate())
      return skipped('not_due');
    const open = openOperationOf(store, contract.id);
    // What the vendor is at comes to its end first; a termination that somebody asked for is this end.
    if (open?.kind === 'terminate') return skipped('ending');
    if (open) throw new AppError('license.operation_open');
    const license = licenseOf(store, contract.id);
    if (license && license.status !== 'deleted') licenses.queue(writer, 'terminate', contract.id, {}, step.cause);
    money.cancelRenewalsFrom(writer, contract.id, contract.ends_on, 'ended');
    deps.onContractsEnding(writer, [contract.id], 'account_balance');
    move(writer, contract, 'term_ended', step.cause);
    return done;
  }

  const vendorStep = (period: periods.PeriodRow & { readonly client_id: string }, day: string): DueStep => ({
    kind: 'renewal.vendor',
    // One try a day: a vendor that refuses is not asked every hour.
    cause: `${vendorRenewalKey(period.contract_product_id, period.number)}/${day}`,
    holdKey: vendorRenewalKey(period.contract_product_id, period.number),
    on: day,
    entity: 'contract_product',
    entityId: period.contract_product_id,
    clientId: period.client_id,
  });

  /**
   * Has what was taken off an invoice billed anew by itself at the price of now. What is not to be renewed any more is not.
   * Part of the caller's transaction.
   */
  function billAnew(writer: Writer, contractProductId: string, cancelledInvoiceId: string): void {
    const due = periods.renewalOf(store, contractProductId);
    if (due?.cancelled_invoice_id === cancelledInvoiceId) bill(writer, [due]);
  }

  /** As `billAnew`, of what is billed still: the next period of a contract product that was changed. */
  function redo(writer: Writer, contractProductId: string, invoiceId: string, note: string): void {
    money.takeOff(writer, contractProductId, invoiceId, { ending: 'cancelled', note, destination: null });
    billAnew(writer, contractProductId, invoiceId);
  }

  const steps: StepKind[] = [
    {
      kind: 'contract.end',
      list: (until) => ending(until).map(endStep),
      perform: end,
    },
    {
      kind: 'renewal.notice',
      list: (until) =>
        ending(addDays(until, settings.bounds('invoice_days_before').most))
          .map(noticeStep)
          .filter(({ cause }) => !wasNoticed(cause)),
      perform(writer, step) {
        const contract = endingOf(step.entityId);
        if (!contract || noticeStep(contract).cause !== step.cause) return skipped('not_due');
        for (const trigger of [24, 54]) triggers.fire(writer, trigger, step.cause, subjectOf(contract));
        return done;
      },
    },
    {
      kind: 'renewal.invoice',
      list: (until) =>
        linesOf(periods.renewalsUntil(store, together.horizonOf(until))).map(({ contract, parts }) =>
          invoiceLine(contract, parts),
        ),
      perform: invoice,
      failed(writer, step) {
        const contract = periods.renewalOf(store, step.entityId);
        if (contract && together.isConsolidated(contract)) triggers.fire(writer, 36, step.cause, subjectOf(contract));
      },
    },
    {
      kind: 'renewal.vendor',
      list: () => {
        const day = brand.businessDate();
        return periods
          .wantedRenewals(store)
          .filter((period) => !openOperationOf(store, period.contract_product_id))
          .map((period) => vendorStep(period, day));
      },
      perform: (writer, step) =>
        money.goOn(writer, step.entityId, step.cause) === 'renew' ? done : skipped('not_due'),
    },
  ];

  return { steps, redo, billAnew };
}

const sumOf = (parts: readonly periods.RenewalDue[]): number => parts.reduce((sum, part) => sum + part.price_minor, 0);
