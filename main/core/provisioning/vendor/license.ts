import type { VendorStatus } from '../../../../preload/api/contract-products.ts';
import { type Format, type Tree, unwrap, valueOf, type VendorDocument } from './parse.ts';

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
  readonly createdOn: string | null;
  readonly expiresOn: string | null;
  readonly remoteid: string | null;
}

/** One row of `func=expense`: a charge (ispmanager-api 4.8). */
export interface VendorExpense {
  readonly id: string;
  /** `YYYY-MM-DD`, or empty when not told. */
  readonly date: string;
  readonly serviceId: string;
  readonly text: string;
}

const statusNames: Readonly<Record<string, VendorStatus>> = {
  '1': 'ordered',
  '2': 'active',
  '3': 'suspended',
  '4': 'deleted',
  '5': 'processing',
};

/** The vendor's status number as a name; anything else is `unknown` (ispmanager-api 3). */
export const statusName = (number: string | null): VendorStatus => statusNames[number?.trim() ?? ''] ?? 'unknown';

/** Ids are decimal numbers; anything else is not used as `elid`. */
export const isVendorId = (text: string | null): text is string => text !== null && /^[1-9]\d{0,17}$/.test(text);

/** Reads `soft.edit` (ispmanager-api 4.1). Null when it is not the form of this license. */
export function licenseOfForm(document: VendorDocument, elid: string, format: Format): VendorLicense | null {
  const read = (name: string): string | null => valueOf(document.field(name), format)?.trim() ?? null;
  if (read('id') !== elid || read('status') === null) return null;
  const pricelist = read('pricelist');
  return {
    vendorId: elid,
    status: statusName(read('status')),
    changing: read('special_status') === '1',
    key: read('lickey'),
    ip: read('ip'),
    licname: read('licname'),
    pricelist: pricelist !== null && /^\d+$/.test(pricelist) ? pricelist : null,
    createdOn: read('createdate')?.slice(0, 10) ?? null,
    expiresOn: read('expiredate')?.slice(0, 10) ?? null,
    remoteid: read('remoteid'),
  };
}

/** Reads a row of `func=soft` (ispmanager-api 3). Null when it has no id. */
export function licenseOfRow(row: Tree, format: Format): VendorLicense | null {
  const read = (name: string): string | null => valueOf(unwrap(row[name]), format)?.trim() ?? null;
  const id = read('id');
  if (!isVendorId(id)) return null;
  return {
    vendorId: id,
    status: statusName(read('status')),
    changing: read('special_status') === '1',
    key: null,
    ip: read('ip'),
    licname: read('licname'),
    pricelist: null,
    createdOn: read('createdate')?.slice(0, 10) ?? null,
    expiresOn: read('expiredate')?.slice(0, 10) ?? null,
    remoteid: null,
  };
}

/** Reads a row of `func=expense`. Null when it has no id. */
export function expenseOfRow(row: Tree, format: Format): VendorExpense | null {
  const read = (name: string): string => valueOf(unwrap(row[name]), format)?.trim() ?? '';
  const id = read('id');
  if (id === '') return null;
  const date = /^\d{4}-\d{2}-\d{2}/.exec(read('realdate'))?.[0] ?? '';
  return {
    id,
    date,
    serviceId: read('main_item') || read('item'),
    text: `${read('locale_name')} ${read('intname')}`.trim(),
  };
}
