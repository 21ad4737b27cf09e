import { answerFaultKinds, type FaultKind, type VendorFault } from '../../../../preload/api/practice-vendor.ts';

/** What a fault takes besides its kind, with what a form offers first. */
interface Extra {
  readonly ms?: number;
  readonly status?: number;
  readonly rows?: number;
  readonly corpus?: NonNullable<VendorFault['corpus']>;
  readonly hasRetryAfter?: true;
}

const extras: Partial<Record<FaultKind, Extra>> = {
  delay: { ms: 90_000 },
  drip: { ms: 1000 },
  'list-late': { ms: 60_000 },
  'expense-late': { ms: 60_000 },
  status: { status: 503, hasRetryAfter: true },
  redirect: { status: 302 },
  'redirect-chain': { status: 302 },
  'captive-portal': { status: 200 },
  'page-limit': { rows: 1 },
  'page-shift': { rows: 1 },
  corpus: { corpus: 'json-duplicate-keys' },
};

export const extraOf = (kind: FaultKind | null): Extra => (kind === null ? {} : (extras[kind] ?? {}));

/** Only what happens to an answer can happen before or after the vendor has acted. */
export const hasPhase = (kind: FaultKind | null): boolean =>
  kind !== null && (answerFaultKinds as readonly string[]).includes(kind);
