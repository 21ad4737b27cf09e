import type { ConsolidationMode } from '../../../preload/api/automation-settings.ts';
import { addDays } from '../kernel/index.ts';
import type { ContractProductsDeps } from './deps.ts';
import * as periods from './periods-store.ts';
import { consolidatedDay, invoiceDay, mostDaysEarlier } from './renewal-rules.ts';
import type * as rows from './store.ts';

/** Whose settings a contract product is under. */
export const subjectsOf = (contract: rows.ContractState) => ({
  contractProductId: contract.id,
  productId: contract.product_id,
  clientId: contract.client_id,
});

/** When renewals are invoiced, and which of them on one invoice (spec 2.5.4, 2.5.5). */
export function renewalGroups({ store, brand, settings }: ContractProductsDeps) {
  const modeOf = (contract: rows.ContractState): ConsolidationMode =>
    settings.effective('consolidation', subjectsOf(contract)).value as ConsolidationMode;

  /** Whether a contract product is billed together with the others of its client. */
  const isConsolidated = (contract: rows.ContractState): boolean => modeOf(contract) !== 'off';

  /** The day on which a renewal is invoiced. */
  function dayOf(contract: periods.RenewalDue): string {
    const of = subjectsOf(contract);
    const own = invoiceDay(contract.starts_on, settings.number('invoice_days_before', of));
    const chosen = consolidatedDay(
      {
        mode: modeOf(contract),
        day: settings.number('consolidation_day', of),
        weekday: settings.number('consolidation_weekday', of),
      },
      own,
    );
    // Before it was bought nobody could have billed its first renewal: that would come with the first invoice.
    return contract.number === 1 && chosen < contract.last_starts_on ? own : chosen;
  }

  /** No renewal whose period begins after this day is invoiced up to a day. */
  function horizonOf(until: string): string {
    const isEarlier = settings.isAnywhere('consolidation', (mode) => mode !== 'off' && mode !== 'same_day');
    return addDays(until, settings.bounds('invoice_days_before').most + (isEarlier ? mostDaysEarlier : 0));
  }

  /** The other renewals that come on the invoice of one that is due: of its client and currency, consolidated and due too. */
  function dueWith(contract: periods.RenewalDue): periods.RenewalDue[] {
    if (!isConsolidated(contract)) return [];
    const today = brand.businessDate();
    return periods
      .renewalsOfClient(store, {
        clientId: contract.client_id,
        currency: contract.currency,
        until: horizonOf(today),
      })
      .filter((each) => each.id !== contract.id && isConsolidated(each) && dayOf(each) <= today);
  }

  return { isConsolidated, dayOf, horizonOf, dueWith };
}
