import type { BillingService } from '../billing/index.ts';
import {
  contractChangesService,
  type ContractChangesDeps,
  type ContractChangesService,
} from '../contract-changes/index.ts';
import type { ContractProductsService } from '../contract-products/index.ts';
import { trialsService, type TrialsDeps, type TrialsService } from '../trials/index.ts';

/** What changes and trials are made of; each leads to the other at the end of a trial that migrates. */
export interface ChangesAndTrialsDeps extends Pick<
  ContractChangesDeps,
  'store' | 'brand' | 'clients' | 'catalogue' | 'triggers' | 'afterQueued'
> {
  readonly billing: Pick<BillingService, 'issueInvoice' | 'cancelInvoice' | 'refund' | 'quote'>;
  readonly contractProducts: Pick<ContractProductsService, 'renewalPaid' | 'redoRenewal'>;
  readonly licenses: ContractChangesDeps['licenses'] & TrialsDeps['licenses'];
}

/** Wires changes and trials to one another, to billing and to the periods of contract products. */
export function changesAndTrials({ contractProducts, ...deps }: ChangesAndTrialsDeps): {
  contractChanges: ContractChangesService;
  trials: TrialsService;
} {
  const { billing } = deps;
  const contractChanges: ContractChangesService = contractChangesService({
    ...deps,
    totalOf: (clientId, currency, amountMinor) =>
      billing.quote({ clientId, currency, lines: [{ amountMinor }] }).total.amountMinor,
    renewals: { redo: (writer, id, invoiceId) => contractProducts.redoRenewal(writer, id, invoiceId) },
    onTrialMoved: (writer, id, why) => trials.moved(writer, id, why),
  });
  const trials: TrialsService = trialsService({
    ...deps,
    changes: contractChanges,
    periodPaid: (writer, invoiceId, paidOn) => contractProducts.renewalPaid(writer, invoiceId, paidOn),
  });
  return { contractChanges, trials };
}
