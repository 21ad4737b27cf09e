import type { OperationKind, OperationState } from '../../../preload/api/operations.ts';
import type { ErrorCode } from '../../../preload/api/errors.ts';

/** What is asked of the vendor, as stored in the row before anything is sent. */
export interface OperationParams {
  /** Tariff number. */
  readonly pricelist: string;
  /** Months. */
  readonly period: number;
  /** May be empty. */
  readonly ip: string;
  /** For whom it is; evidence only, the vendor is not told. */
  readonly customer: string;
}

/** An intended vendor call to be stored (design 4.1). */
export interface OperationRequest {
  readonly kind: OperationKind;
  readonly connectionId: string;
  readonly contractProductId: string;
  /** null for `create`. */
  readonly licenseId: string | null;
  readonly vendorId: string | null;
  readonly params: OperationParams;
  readonly priceMinor: number;
  readonly currency: string;
  /** What led to it, e.g. `payment/<id>`, `staff`. */
  readonly cause: string;
}

/** One operation as other areas may see it. */
export interface StoredOperation {
  readonly id: string;
  readonly kind: OperationKind;
  readonly state: OperationState;
  readonly connectionId: string;
  readonly contractProductId: string;
  readonly licenseId: string | null;
  readonly token: string;
  readonly attempt: number;
  readonly params: OperationParams;
  readonly vendorId: string | null;
  readonly errorCode: ErrorCode | null;
  readonly vendorMessage: string | null;
  readonly askedBy: string;
  readonly cause: string;
  readonly sentAt: string | null;
  readonly absentReads: number;
  readonly firstAbsentAt: string | null;
  readonly nextCheckAt: string | null;
}
