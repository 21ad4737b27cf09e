import type { ConnectionAccount } from '../../connections/index.ts';
import type { Step } from '../journal.ts';
import { hold, later, type Machine, metaOf, tryLater } from '../machine.ts';
import type { StoredOperation } from '../operation.ts';
import { matching, signsOfPurchase } from '../rules.ts';
import { knownVendorIds } from '../store.ts';
import { notThere } from './absence.ts';
import { foundAt } from './common.ts';

/** Whether an order was carried out: its token in the list, else signs of it in the ledger (ispmanager-api 6). */
export async function findOrder(
  machine: Machine,
  operation: StoredOperation,
  account: ConnectionAccount,
): Promise<Step[]> {
  const list = await machine.vendor.listLicenses(account, metaOf(machine, operation));
  if (list.kind === 'auth') return [hold(machine, account, list, 'miss')];
  if (list.kind !== 'ok') return [tryLater(machine, operation, 'miss', list)];
  const matches = matching(list.value, operation.token);
  const [first] = matches;
  if (matches.length > 1) {
    const ids = matches.map((license) => license.vendorId).join(', ');
    return [
      { event: 'miss', code: 'several', detail: ids, patch: { next_check_at: later(machine, machine.timings.slowMs) } },
    ];
  }
  if (first) return [foundAt(machine, operation, first)];

  // The list lacks it. The ledger is the independent witness, where this account may read it.
  const ledger = await machine.vendor.listExpenses(account, metaOf(machine, operation));
  if (ledger.kind === 'auth') return [hold(machine, account, ledger, 'miss')];
  if (ledger.kind === 'unknown' || ledger.kind === 'not_sent') return [tryLater(machine, operation, 'miss', ledger)];
  const sentAt = operation.sentAt ?? machine.store.now();
  const known = knownVendorIds(machine.store, operation.connectionId);
  // A number that the answer gave and that vanished: a charge for it is a sign like any other.
  if (operation.vendorId !== null) known.delete(operation.vendorId);
  const signs = signsOfPurchase(list.value, ledger.kind === 'ok' ? ledger.value : [], {
    sentAt,
    ip: operation.params.ip,
    known,
  });
  const held = signs.length > 0 && machine.clock.now().getTime() - Date.parse(sentAt) < machine.timings.signsHoldMs;
  if (held) {
    return [
      {
        event: 'miss',
        code: 'signs_of_purchase',
        detail: signs.slice(0, 10).join('; '),
        patch: { next_check_at: later(machine, machine.timings.slowMs) },
      },
    ];
  }
  return [
    notThere(
      machine,
      operation,
      `${list.value.length} licenses read${signs.length > 0 ? `; ${signs.slice(0, 10).join('; ')}` : ''}`,
    ),
  ];
}
