import type { VendorAccount } from '../call.ts';
import { isVendorId } from '../license.ts';
import type { Failure, Outcome } from '../outcome.ts';
import type { VendorDocument } from '../parse.ts';

/** How a call is known in logs, and how it can be called off while it waits (never once it is on its way). */
export interface CallMeta {
  readonly tag: string;
  readonly signal?: AbortSignal;
}

/** One call of a function of the vendor. */
export type Call = (
  account: VendorAccount,
  func: string,
  params: Readonly<Record<string, string>>,
  meta: CallMeta,
) => Promise<Outcome<VendorDocument>>;

/** What the verbs are made of. */
export interface Caller {
  /** Once, whatever becomes of it: for all that changes something. */
  readonly send: Call;
  /** Spaced, and repeated after a failure on the way: for what changes nothing. */
  readonly read: Call;
  /** As `read`, for lists: their answers may be long. */
  readonly readList: Call;
}

export const broken = (message: string): Failure => ({ kind: 'unknown', code: 'vendor.broken_answer', message });

/** Refused by ourselves before anything is sent, in the vendor's words for it (ispmanager-api 5). */
export const invalid = (type: 'missed' | 'value', object: string, message: string): Failure => ({
  kind: 'refused',
  type,
  object,
  message,
});
export const noLicense = invalid('missed', 'elid', 'not a license id');

/** A period that can be asked for: months. Which of them are sold is for the vendor to say. */
export const isPeriod = (period: number): boolean => Number.isInteger(period) && period >= 1 && period <= 120;

/**
 * Success of a change of one license: `ok` without a warning, and nothing in the answer that speaks of another license
 * or of an error further down. A form instead of `ok` was not applied.
 */
export function applied(document: VendorDocument, vendorId: string): true | Failure {
  if (document.root['warning'] !== undefined) return broken('done with a warning');
  if (document.ok === null) return broken('neither ok nor error');
  return speaksOf(document, vendorId) ? true : broken('an answer about another license');
}

/** False when the document names a license, and it is another one. */
export function speaksOf(document: VendorDocument, vendorId: string): boolean {
  return [document.field('id'), document.field('elid')].every((id) => !isVendorId(id) || id === vendorId);
}
