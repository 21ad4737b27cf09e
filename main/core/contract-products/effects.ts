import type { OperationKind, OperationState } from '../../../preload/api/operations.ts';
import { triggersService } from '../triggers/index.ts';
import type { Row, Store, Writer } from '../store/index.ts';
import { periodOfOperation } from './periods-store.ts';
import { eventOf, isEnded, isOverdueCause, isThere, next, triggerOf } from './rules.ts';
import * as rows from './store.ts';

/** The part of an operation that moves a contract's status. */
export interface SettledOperation {
  readonly id: string;
  readonly kind: OperationKind;
  readonly state: OperationState;
  readonly contractProductId: string | null;
  /** What led to it; of a test that does not say, nothing. */
  readonly cause?: string;
  readonly params: {
    readonly pricelist: string;
    readonly ip: string;
    readonly contract?: { readonly productId: string; readonly productName: string; readonly priceMinor: number };
  };
}

/** What provisioning tells contract products; needs nothing but the store, so that it can be made first. */
export function contractEffects(store: Store) {
  const triggers = triggersService(store);

  /**
   * An operation came to its end: what the vendor has done moves the contract's status (spec 2.2); a refused or
   * abandoned one leaves it as it is (item 96: a license that cannot be suspended stays Active). Part of the
   * transaction that settles the operation, and never a reason to lose that: an outcome that does not fit the status
   * any more (somebody cancelled meanwhile) is noted in the history instead.
   */
  function settled(writer: Writer, operation: SettledOperation): void {
    if (operation.contractProductId === null) return;
    const contract = rows.contractState(store, operation.contractProductId);
    if (!contract) return;
    renewed(writer, operation);
    const subject = { entity: 'contract_product', id: contract.id, clientId: contract.client_id } as const;
    const cause = `operation/${operation.id}`;
    if (operation.state === 'refused' && operation.kind === 'create') triggers.fire(writer, 38, cause, subject);
    if (operation.state !== 'succeeded') return;
    const became = becomes(operation, contract);
    if (Object.keys(became).length > 0) writer.update('contract_product', contract.id, became);
    const isDunning = isOverdueCause(operation.cause ?? '');
    const event =
      operation.kind === 'terminate' && isDunning && contract.status === 'Cancelled'
        ? 'closed'
        : eventOf[operation.kind];
    if (event === null) return;
    // What a person set by hand stays until they give it back.
    const status = contract.is_manual_status === 1 ? null : next(contract.status, event);
    if (status === null) {
      if (contract.is_manual_status === 0 && isThere(contract.status, event)) return;
      writer.note('contract_product', contract.id, {
        [`${operation.kind} succeeded while`]: [null, contract.status],
      });
      return;
    }
    if (status === contract.status) return;
    writer.update('contract_product', contract.id, {
      status,
      // No new invoices (spec 2.2). What is paid for stays recorded in billed_to.
      ...(isEnded(status) ? { next_due_on: null } : {}),
      ...(event === 'suspended' ? { suspended_for: isDunning ? 'overdue' : 'staff' } : {}),
      ...(event === 'unsuspended' ? { suspended_for: '' } : {}),
    });
    const trigger = triggerOf[event];
    if (trigger !== null) triggers.fire(writer, trigger, cause, subject);
    // Orders show the status of what they sold.
    writer.touch('orders', contract.order_id);
  }

  /** What the vendor's renewal of a paid period came to: done, or still wanted. */
  function renewed(writer: Writer, { id, kind, state }: SettledOperation): void {
    if (kind !== 'renew' && kind !== 'create') return;
    const period = periodOfOperation(store, id);
    if (period)
      writer.update('contract_period', period.id, { vendor_renewal: state === 'succeeded' ? 'done' : 'wanted' });
  }

  return { settled };
}

/** What a contract product becomes when the vendor has done an operation: tariff and price both or neither (spec 95). */
function becomes({ kind, params }: SettledOperation, before: rows.ContractState): Row {
  switch (kind) {
    case 'create':
      return { package_identifier: params.pricelist, ip: params.ip };
    case 'edit':
      return { ip: params.ip };
    case 'changePackage':
      return {
        package_identifier: params.pricelist,
        ...(params.contract
          ? {
              product_id: params.contract.productId,
              product_name: params.contract.productName,
              price_minor: params.contract.priceMinor,
              // Another price than the one that was converted.
              ...(params.contract.priceMinor === before.price_minor ? {} : { price_rate: null }),
            }
          : {}),
      };
    default:
      return {};
  }
}
