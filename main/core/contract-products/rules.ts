import type { ContractStatus } from '../../../preload/api/orders.ts';
import type { OperationKind } from '../../../preload/api/operations.ts';
import { periodStart } from '../kernel/index.ts';

export type ContractEvent = 'paid' | 'created' | 'suspended' | 'unsuspended' | 'terminated';

/**
 * The machine of spec 2.2, as far as it is built. What is not here cannot happen.
 * Terminating is the reseller's immediate cancel (spec 2.1 "cancel now", item 87) and ends in Cancelled, paid or not.
 * Lapsed is for the end of a term. Closed needs the write-off and credit of what is unpaid, which come with dunning;
 * until then nothing leads there, rather than a Closed contract with an open invoice.
 */
export const machine: Readonly<Record<ContractStatus, Readonly<Partial<Record<ContractEvent, ContractStatus>>>>> = {
  Pending: { paid: 'Awaiting Activation' },
  'Awaiting Activation': { created: 'Active', terminated: 'Cancelled' },
  Active: { suspended: 'Suspended', terminated: 'Cancelled' },
  Suspended: { unsuspended: 'Active', terminated: 'Cancelled' },
  Cancelled: {},
  Closed: {},
  Lapsed: {},
};

/** Where an event leads from a status, or null: it means nothing there. */
export const next = (status: ContractStatus, event: ContractEvent): ContractStatus | null =>
  machine[status][event] ?? null;

/** Whether an event leads to the status that is there already: it happened again (a license bought anew), nothing is wrong. */
export const isThere = (status: ContractStatus, event: ContractEvent): boolean =>
  Object.values(machine).some((row) => row[event] === status);

/**
 * The event that a license operation is for the contract once the vendor has done it; null: its status stays. Nothing
 * else moves a status.
 */
export const eventOf: Readonly<Record<OperationKind, ContractEvent | null>> = {
  create: 'created',
  suspend: 'suspended',
  unsuspend: 'unsuspended',
  terminate: 'terminated',
  renew: null,
  reissue: null,
  changePackage: null,
  edit: null,
  autoRenew: null,
  addons: null,
};

/**
 * The first period of a contract that is paid on `paidOn`: from that day, one term long, `to` being the day after its
 * last one. The license is bought when the money is there and the vendor counts from then, so the anchor (spec 2.5.1)
 * is the day of payment: the client gets the whole term, and contract and vendor expiry begin without drift.
 */
export const firstPeriod = (paidOn: string, termMonths: number): { from: string; to: string } => ({
  from: paidOn,
  to: periodStart(paidOn, termMonths, 1),
});
