import { addDays, type DueStep } from '../kernel/index.ts';
import type { ContractProductsDeps } from './deps.ts';
import { reminderDue, remindersOf, type Reminder } from './dunning-rules.ts';
import * as owed from './dunning-store.ts';
import { done, skipped, type StepKind } from './step-kind.ts';

/** Reminders of open invoices (spec 2.12): before, on and after the due date, each once. What is sent is not this area's. */
export function reminderSteps({ store, brand, settings }: ContractProductsDeps): StepKind {
  const all = (invoice: owed.OpenInvoice): Reminder[] => {
    const of = {
      clientId: invoice.client_id,
      ...(invoice.product_id === null ? {} : { productId: invoice.product_id }),
      ...(invoice.contract_product_id === null ? {} : { contractProductId: invoice.contract_product_id }),
    };
    return remindersOf(
      { dueOn: invoice.due_on, issuedOn: invoice.issued_on },
      {
        daysBefore: settings.number('reminder_days_before', of),
        onDue: settings.effective('reminder_on_due', of).value === 'yes',
        overdueInterval: settings.number('overdue_reminder_interval', of),
        maxOverdue: settings.number('max_overdue_reminders', of),
      },
    );
  };
  const stepOf = (invoice: owed.OpenInvoice, { number, on }: Reminder): DueStep => ({
    kind: 'dunning.reminder',
    cause: `invoice/${invoice.id}/reminder/${number}`,
    on,
    entity: 'invoice',
    entityId: invoice.id,
    clientId: invoice.client_id,
  });

  return {
    kind: 'dunning.reminder',
    list(until) {
      const today = brand.businessDate();
      return owed
        .openInvoicesUntil(store, addDays(until, settings.bounds('reminder_days_before').most))
        .flatMap((invoice) => {
          if (invoice.is_manual_status === 1) return [];
          const reminders = all(invoice);
          const day = until < today ? until : today;
          const reached = reminderDue(reminders, day);
          // Those to come are for the plan; of those that have come only the newest is given.
          return [...(reached ? [reached] : []), ...reminders.filter(({ on }) => on > day && on <= until)]
            .filter(({ number }) => number > (invoice.reminded ?? -1))
            .map((reminder) => stepOf(invoice, reminder));
        });
    },
    perform(writer, step) {
      const invoice = owed.openInvoiceOf(store, step.entityId);
      if (!invoice) return skipped('not_due');
      const newest = reminderDue(all(invoice), brand.businessDate());
      // A later one has come meanwhile: that one is given.
      if (!newest || stepOf(invoice, newest).cause !== step.cause) return skipped('not_due');
      if (newest.number <= (invoice.reminded ?? -1)) return skipped('not_due');
      writer.insert('invoice_reminder', {
        id: store.makeId(),
        invoice_id: invoice.id,
        number: newest.number,
        reminded_on: brand.businessDate(),
      });
      writer.touch('billing', invoice.id);
      return done;
    },
  };
}
