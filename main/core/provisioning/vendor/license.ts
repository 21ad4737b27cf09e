import type { VendorStatus } from '../../../../preload/api/contract-products.ts';
import type { Money } from '../../../../preload/api/values.ts';
import { moneyOf } from './money.ts';
import type { VendorDocument } from './parse.ts';
import { dateOf, type Tree, unwrap, wholeOf } from './text.ts';

/** A license as the vendor told it. null: not told, which is not the same as empty. */
export interface VendorLicense {
  readonly vendorId: string;
  readonly status: VendorStatus;
  /** The vendor says that a change is in progress (special_status 1). */
  readonly changing: boolean;
  readonly key: string | null;
  readonly ip: string | null;
  readonly licname: string | null;
  /** Tariff number; the list has names instead, so null there. */
  readonly pricelist: string | null;
  /** Name of the tariff. */
  readonly packageName: string | null;
  /** Months; -100: trial. */
  readonly period: number | null;
  /** `none`, or months as text (`1`, `12`). Null also where the list shows other words (ispmanager-api 3). */
  readonly autoprolong: string | null;
  /** Quantity by the addon's number, as in `addon_<number>`; null in the list, which does not tell. */
  readonly addons: Readonly<Record<string, number>> | null;
  /** Web domains on the licensed panel (ispmanager-api 4.7). */
  readonly webdomains: number | null;
  readonly createdOn: string | null;
  readonly expiresOn: string | null;
  /** Day of the last change of the IP; null also when there was none. */
  readonly ipChangedOn: string | null;
  /** Day of the last change of the key; null also when there was none. */
  readonly keyChangedOn: string | null;
  /** What a renewal costs; told by the list only. */
  readonly cost: Money | null;
  readonly remoteid: string | null;
}

/** A license of which only number and status are known. */
export const bareLicense = (vendorId: string, status: VendorStatus): VendorLicense => ({
  vendorId,
  status,
  changing: false,
  key: null,
  ip: null,
  licname: null,
  pricelist: null,
  packageName: null,
  period: null,
  autoprolong: null,
  addons: null,
  webdomains: null,
  createdOn: null,
  expiresOn: null,
  ipChangedOn: null,
  keyChangedOn: null,
  cost: null,
  remoteid: null,
});

const statusNames: Readonly<Record<string, VendorStatus>> = {
  '1': 'ordered',
  '2': 'active',
  '3': 'suspended',
  '4': 'deleted',
  '5': 'processing',
};

/** The vendor's status number as a name; anything else is `unknown` (ispmanager-api 3). */
const statusName = (number: string | null): VendorStatus => statusNames[number?.trim() ?? ''] ?? 'unknown';

/** Ids are decimal numbers; anything else is not used as `elid`. */
export const isVendorId = (text: string | null): text is string => text !== null && /^[1-9]\d{0,17}$/.test(text);

/** Tariff and addon numbers. */
export const isNumber = (text: string | null): text is string => text !== null && /^[1-9]\d{0,8}$/.test(text);

/** Reads `soft.edit` (ispmanager-api 4.1). Null when it is not the form of this license. */
export function licenseOfForm(document: VendorDocument, elid: string): VendorLicense | null {
  const read = document.field;
  if (read('id') !== elid || read('status') === null) return null;
  const pricelist = read('pricelist');
  return {
    ...told(read, elid),
    key: read('lickey'),
    pricelist: isNumber(pricelist) ? pricelist : null,
    packageName: read('pricelist_name') || null,
    addons: addonsOf(document),
    webdomains: wholeOf(read('webdomains')),
    remoteid: read('remoteid'),
  };
}

/** Reads a row of `func=soft` (ispmanager-api 3). Null when it has no id. */
export function licenseOfRow(row: Tree): VendorLicense | null {
  const read = (name: string): string | null => unwrap(row[name])?.trim() ?? null;
  const id = read('id');
  if (!isVendorId(id)) return null;
  return {
    ...told(read, id),
    packageName: read('pricelist') || null,
    cost: moneyOf(read('cost'), read('currency_str')),
  };
}

/** What form and list have in common. */
function told(read: (name: string) => string | null, vendorId: string): VendorLicense {
  return {
    ...bareLicense(vendorId, statusName(read('status'))),
    changing: read('special_status') === '1',
    ip: read('ip'),
    licname: read('licname'),
    period: wholeOf(read('period')),
    autoprolong: autoprolongOf(read('autoprolong')),
    createdOn: dateOf(read('createdate')),
    expiresOn: dateOf(read('expiredate')),
    ipChangedOn: dateOf(read('real_ipchange')),
    keyChangedOn: dateOf(read('real_keychange')),
  };
}

/** The period of automatic renewal. Some installations show words for people in its place: then it is not told. */
function autoprolongOf(text: string | null): string | null {
  if (text === null) return null;
  if (['', 'null', 'off', 'none'].includes(text.toLowerCase())) return 'none';
  return /^[1-9]\d{0,2}$/.test(text) ? text : null;
}

/** All addons of a form. One that is no quantity makes them all unread: a part of them must not be sent back as if it were all. */
function addonsOf(document: VendorDocument): Readonly<Record<string, number>> | null {
  const addons: Record<string, number> = {};
  for (const name of Object.keys(document.form)) {
    const id = /^addon_([1-9]\d{0,8})$/.exec(name)?.[1];
    if (id === undefined) continue;
    const quantity = wholeOf(document.field(name));
    if (quantity === null || quantity < 0) return null;
    addons[id] = quantity;
  }
  return addons;
}
