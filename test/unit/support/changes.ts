import {
  contractChangesService,
  type ContractChangesDeps,
  type ContractChangesService,
} from '../../../main/core/contract-changes/index.ts';
import type { Writer } from '../../../main/core/store/index.ts';
import { triggersService } from '../../../main/core/triggers/index.ts';
import { trialsService, type TrialsDeps, type TrialsService, trialText } from '../../../main/core/trials/index.ts';
import { standIns } from '../../../main/core/workspace/stand-ins.ts';

type Needs = Pick<ContractChangesDeps, 'store' | 'brand' | 'clients' | 'catalogue'> &
  Pick<TrialsDeps, 'billing'> & {
    readonly licenses: ContractChangesDeps['licenses'] & TrialsDeps['licenses'];
    readonly kick: () => void;
  };
type Settled = Parameters<ContractChangesService['settled']>[1];

/** Changes and trials, put together as the application does it. */
export function makeChanges({ store, brand, clients, catalogue, billing, licenses, kick }: Needs) {
  const triggers = triggersService(store);
  const others = standIns(store, billing);
  const contractChanges = contractChangesService({
    store,
    brand,
    clients,
    catalogue,
    licenses,
    billing: others.billing,
    totalOf: others.totalOf,
    renewals: others,
    triggers,
    onTrialMoved: (writer, id, why) => trials.moved(writer, id, why),
    afterQueued: kick,
  });
  const trials: TrialsService = trialsService({
    store,
    brand,
    clients,
    catalogue,
    billing,
    periodPaid: (writer, invoiceId) => others.renewalPaid(writer, invoiceId),
    changes: contractChanges,
    licenses,
    triggers,
    afterQueued: kick,
  });
  return {
    contractChanges,
    trials,
    /** What orders ask of trials. */
    ofOrders: { ...trials, text: trialText },
    /** What an invoice that belongs to no order leads to. */
    invoicePaid(writer: Writer, { id, kind }: { readonly id: string; readonly kind: string }): void {
      if (kind === 'change') contractChanges.invoicePaid(writer, id);
      if (kind === 'renewal') others.renewalPaid(writer, id);
    },
    settled(writer: Writer, operation: Settled): void {
      contractChanges.settled(writer, operation);
      trials.settled(writer, operation);
    },
  };
}
