import type { VendorAccount } from '../call.ts';
import { isNumber, isVendorId } from '../license.ts';
import type { Outcome } from '../outcome.ts';
import { applied, type Caller, type CallMeta, invalid, noLicense } from './caller.ts';

export type VendorAction = 'suspend' | 'resume' | 'delete';

/** What can be changed of a license. Read it first: what is known goes back with what is new (ispmanager-api 4.1, 8). */
export interface LicenseEdit {
  readonly ip: string;
  readonly licname: string;
  /** `none`, or months as text. Absent: not sent. */
  readonly autoprolong?: string;
  /** Quantity by the addon's number. More of one costs money at once. Absent: not sent. */
  readonly addons?: Readonly<Record<string, number>>;
  /** Where the vendor told one. Absent: not sent. */
  readonly remoteid?: string;
}

/** The verbs that change a license: each is sent once. */
export interface ChangeVerbs {
  /** `soft.suspend`, `soft.resume`, `soft.delete` for one license; success says only that it was taken (ispmanager-api 4.3, 4.4). */
  act(account: VendorAccount, action: VendorAction, vendorId: string, meta: CallMeta): Promise<Outcome<null>>;
  /** A new key; the old one ends. It is in the same answer; null: not told, so read it (ispmanager-api 4.6). */
  reissueKey(account: VendorAccount, vendorId: string, meta: CallMeta): Promise<Outcome<{ key: string | null }>>;
  /** `soft.edit` with `sok`, always with ip and licname (ispmanager-api 4.1). Success says only that it was taken. */
  editLicense(account: VendorAccount, vendorId: string, edit: LicenseEdit, meta: CallMeta): Promise<Outcome<null>>;
}

export function changeVerbs({ send }: Caller): ChangeVerbs {
  return {
    async act(account, action, vendorId, meta) {
      if (!isVendorId(vendorId)) return noLicense;
      const params = { elid: vendorId, ...(action === 'delete' ? { sok: 'ok' } : {}) };
      const outcome = await send(account, `soft.${action}`, params, meta);
      if (outcome.kind !== 'ok') return outcome;
      const success = applied(outcome.value, vendorId);
      return success === true ? { kind: 'ok', value: null } : success;
    },

    async reissueKey(account, vendorId, meta) {
      if (!isVendorId(vendorId)) return noLicense;
      const params = { elid: vendorId, clicked_button: 'newkey', sok: 'ok' };
      const outcome = await send(account, 'soft.edit', params, meta);
      if (outcome.kind !== 'ok') return outcome;
      const success = applied(outcome.value, vendorId);
      return success === true ? { kind: 'ok', value: { key: outcome.value.field('lickey') || null } } : success;
    },

    async editLicense(account, vendorId, { ip, licname, autoprolong, addons = {}, remoteid }, meta) {
      if (!isVendorId(vendorId)) return noLicense;
      if (autoprolong !== undefined && autoprolong !== 'none' && !isNumber(autoprolong))
        return invalid('value', 'autoprolong', 'not a period');
      const quantities = Object.entries(addons);
      if (quantities.some(([id, quantity]) => !isNumber(id) || !Number.isSafeInteger(quantity) || quantity < 0))
        return invalid('value', 'addon', 'not a quantity');
      const params = {
        elid: vendorId,
        ip,
        licname,
        ...(autoprolong === undefined ? {} : { autoprolong: autoprolong === 'none' ? 'null' : autoprolong }),
        ...Object.fromEntries(quantities.map(([id, quantity]) => [`addon_${id}`, String(quantity)])),
        ...(remoteid === undefined ? {} : { remoteid }),
        sok: 'ok',
      };
      const outcome = await send(account, 'soft.edit', params, meta);
      if (outcome.kind !== 'ok') return outcome;
      const success = applied(outcome.value, vendorId);
      return success === true ? { kind: 'ok', value: null } : success;
    },
  };
}
