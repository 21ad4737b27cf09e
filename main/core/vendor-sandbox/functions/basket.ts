import { noAccess } from '../errors.ts';
import { formatMoney } from '../state.ts';
import type { BasketItem } from '../types.ts';
import type { Answer, DocNode } from '../document.ts';
import type { SandboxFunction, SignedCall } from './call.ts';

/** Puts something unpaid into the cart and answers its `billorder` (ispmanager-api 2.2). */
export function putInCart(call: SignedCall, item: Pick<BasketItem, 'description' | 'amount' | 'licenseId'>): Answer {
  const { state, account, now } = call;
  const id = state.nextBasketId;
  state.nextBasketId += 1;
  state.basket.push({ id, account: account.login, at: now, currency: account.currency, ...item });
  return { kind: 'created', field: 'billorder', value: String(id) };
}

/**
 * func=basket: what waits in the cart, with `itemlist`, `billorder`, `total_sum` and `tax` (ispmanager-api 2.2; the shape of a row is a guess). Reading
 * only: paying and clearing are screens of the vendor, and resellers do not need them.
 */
export const basket: SandboxFunction = (call) => {
  if (call.params.has('clicked_button')) return noAccess(call.func);
  const items = call.state.basket.filter((item) => item.account === call.account.login);
  const money = (amount: number): string => formatMoney(amount, call.account.currency, call.settings);
  const rows = items.map((item): DocNode => ({
    name: 'elem',
    array: true,
    children: [
      { name: 'billorder', text: String(item.id) },
      { name: 'name', text: item.description },
      { name: 'item', text: item.licenseId === null ? '' : String(item.licenseId) },
      { name: 'cost', text: money(item.amount) },
    ],
  }));
  const total = items.reduce((sum, item) => sum + item.amount, 0);
  const nodes: DocNode[] = [
    { name: 'itemlist', children: rows },
    { name: 'billorder', text: items.map((item) => item.id).join(', ') },
    { name: 'total_sum', text: money(total) },
    { name: 'tax', text: money(0) },
  ];
  return { kind: 'tree', nodes };
};
