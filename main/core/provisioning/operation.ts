import type { OperationBefore, OperationHold, OperationKind, OperationState } from '../../../preload/api/operations.ts';
import type { ErrorCode } from '../../../preload/api/errors.ts';
import type { Money } from '../../../preload/api/values.ts';

/** What is asked of the vendor, as stored in the row before anything is sent. */
export interface OperationParams {
  /** Tariff number: what is ordered or moved to, else what the license has. */
  readonly pricelist: string;
  /** Months. */
  readonly period: number;
  /** What is ordered or set; may be empty for an order. */
  readonly ip: string;
  /** For whom it is; evidence only, the vendor is not told. */
  readonly customer: string;
  /** `edit`: the name to set. */
  readonly licname?: string;
  /** `autoRenew`: `none`, or months. */
  readonly autoprolong?: string;
  /** `addons`: quantities by addon number. */
  readonly addons?: Readonly<Record<string, number>>;
  /** `changePackage`: what the contract product becomes with it (spec 95). */
  readonly contract?: { readonly productId: string; readonly productName: string; readonly priceMinor: number };
}

/** The license before anything was sent, with what must go back to the vendor unchanged. */
export interface Before extends OperationBefore {
  readonly keyChangedOn: string | null;
  readonly ipChangedOn: string | null;
  readonly remoteid: string | null;
}

/** What an accepting answer told beside its yes. */
export interface Told {
  readonly vendorId?: string;
  readonly key?: string | null;
  readonly expiresOn?: string | null;
}

/** An intended vendor call to be stored (design 4.1). */
export interface OperationRequest {
  readonly kind: OperationKind;
  readonly connectionId: string;
  /** null: about a license of the account that belongs to no contract product. */
  readonly contractProductId: string | null;
  /** null for `create`. */
  readonly licenseId: string | null;
  readonly vendorId: string | null;
  readonly params: OperationParams;
  /** What the client pays for it, minor units of `currency`. */
  readonly priceMinor: number;
  readonly currency: string;
  /** What the vendor will charge, as far as is known. */
  readonly expectedCost: Money | null;
  /** What led to it, e.g. `payment/<id>`, `staff`. */
  readonly cause: string;
}

/** One operation as other areas may see it. */
export interface StoredOperation {
  readonly id: string;
  readonly kind: OperationKind;
  readonly state: OperationState;
  readonly connectionId: string;
  readonly contractProductId: string | null;
  readonly licenseId: string | null;
  readonly token: string;
  readonly attempt: number;
  readonly params: OperationParams;
  readonly expectedCost: Money | null;
  readonly quotedCost: Money | null;
  readonly heldFor: OperationHold | null;
  readonly otherDesk: string | null;
  readonly before: Before | null;
  readonly told: Told | null;
  readonly vendorId: string | null;
  readonly errorCode: ErrorCode | null;
  readonly vendorMessage: string | null;
  readonly askedBy: string;
  readonly cause: string;
  readonly sentAt: string | null;
  readonly absentReads: number;
  readonly firstAbsentAt: string | null;
  readonly nextCheckAt: string | null;
  readonly createdAt: string;
}
