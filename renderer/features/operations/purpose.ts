import type { OperationKind } from '../../../preload/api/operations.ts';

/**
 * What is at stake in a kind of operation, and so in which words its state is told: `buy` a license may have been
 * bought, `charge` the license is there and may have been charged for, `key` its old key may have ended, `change`
 * nothing but the change itself.
 */
export type Purpose = 'buy' | 'charge' | 'key' | 'change';

const purposes: Readonly<Record<OperationKind, Purpose>> = {
  create: 'buy',
  renew: 'charge',
  changePackage: 'charge',
  addons: 'charge',
  reissue: 'key',
  suspend: 'change',
  unsuspend: 'change',
  terminate: 'change',
  edit: 'change',
  autoRenew: 'change',
};

export const purposeOf = (kind: OperationKind): Purpose => purposes[kind];
