import { basket } from './basket.ts';
import type { Params } from '../types.ts';
import type { SandboxFunction } from './call.ts';
import { dashboardInfo, expense, payment, subaccount, usrparam } from './money.ts';
import { pricelistExport } from './prices.ts';
import { changePricelist, prolong } from './service.ts';
import { keepalive, logon, menu, newSessionKey, whoami } from './session.ts';
import { softDelete, softResume, softSuspend } from './soft-actions.ts';
import { softEdit } from './soft-edit.ts';
import { softFilter } from './soft-filter.ts';
import { softList } from './soft-list.ts';
import { orderForm, softCheckIp, softOrder } from './soft-order.ts';

/** Functions for a signed-in caller, by their name on the wire. `auth` and `totp.confirm` are part of signing in and live in the dispatcher. */
export const functions: ReadonlyMap<string, SandboxFunction> = new Map<string, SandboxFunction>([
  ['keepalive', keepalive],
  ['logon', logon],
  ['whoami', whoami],
  ['session.newkey', newSessionKey],
  ['menu', menu],
  ['soft', softList],
  ['service', softList],
  ['item', softList],
  ['soft.filter', softFilter],
  ['soft.edit', softEdit],
  ['soft.order', orderForm],
  ['soft.order.pricelist', orderForm],
  ['soft.order.param', softOrder],
  ['soft.checkip', softCheckIp],
  ['soft.suspend', softSuspend],
  ['soft.resume', softResume],
  ['soft.delete', softDelete],
  ['service.prolong', prolong],
  ['service.changepricelist', changePricelist],
  ['basket', basket],
  ['pricelist.export', pricelistExport],
  ['subaccount', subaccount],
  ['dashboard.info', dashboardInfo],
  ['usrparam', usrparam],
  ['payment', payment],
  ['expense', expense],
]);

/** Functions that only show, as long as nothing is confirmed with `sok=ok`. */
export const showing: ReadonlySet<string> = new Set([
  'keepalive',
  'whoami',
  'menu',
  'soft',
  'service',
  'item',
  'soft.edit',
  'soft.checkip',
  'pricelist.export',
  'dashboard.info',
  'usrparam',
  'payment',
  'expense',
]);

/** True for a call that leaves the books as they are. */
export const onlyShows = (func: string, params: Params): boolean => showing.has(func) && params.get('sok') !== 'ok';

/** Functions that exist for the vendor's own staff only; a client's account has no right to them (ispmanager-api 4.8). */
export const adminFunctions: ReadonlySet<string> = new Set(['account', 'account.payment', 'pricelist']);
