import type { SandboxChanges } from './options.ts';
import type { SandboxTariff } from './tariffs.ts';

/** The records the sandbox keeps and the shapes its owner sees. Money is always integer minor units (cents). */

/** Status of a license as the vendor numbers it (ispmanager-api 3): 1 ordered, 2 active, 3 stopped, 4 deleted, 5 processing. */
export type LicenseStatus = 1 | 2 | 3 | 4 | 5;

/** A background operation that has been accepted and not finished. `dueAt` is epoch milliseconds; null means it never ends. */
export interface PendingOperation {
  kind: 'suspend' | 'resume' | 'delete' | 'tariff';
  dueAt: number | null;
  /** Target of a tariff change. */
  pricelist?: string;
  period?: number;
  /** End date after it, when it starts a new period. */
  expiredate?: string;
}

/** One license in the vendor's books. */
export interface SandboxLicense {
  /** The number used as `elid` in every call. */
  id: number;
  /** Login of the owning account. */
  account: string;
  licname: string;
  ip: string;
  remoteid: string;
  /** Tariff code, for example "55228". */
  pricelist: string;
  /** Months; -100 is a trial. */
  period: number;
  /** Months of the automatic renewal, or null for none. */
  autoprolong: number | null;
  /** Quantity by addon parameter, for example `{ addon_55236: 2 }`. */
  addons: Record<string, number>;
  status: LicenseStatus;
  /** `<id>-<rest>`, or "" until the key exists. */
  key: string;
  /** Epoch milliseconds. */
  createdAt: number;
  /** Calendar date YYYY-MM-DD. */
  expiredate: string;
  /** Calendar date of the last change, or "". */
  ipChangedOn: string;
  keyChangedOn: string;
  webdomains: number;
  /** Epoch milliseconds from which the row is in `func=soft`. */
  listedAt: number;
  /** Epoch milliseconds of the steps of the order; null means "never" (stuck). */
  processingAt: number | null;
  activeAt: number | null;
  keyAt: number | null;
  stoppedBy: 'client' | 'expiry' | null;
  pending: PendingOperation | null;
}

/** One movement on an account. A charge is what `func=expense` lists, a top-up or refund what `func=payment` lists. */
export interface LedgerEntry {
  id: number;
  account: string;
  kind: 'charge' | 'topup' | 'refund';
  /** Minor units, never negative; `kind` gives the direction. */
  amount: number;
  currency: string;
  /** Epoch milliseconds. */
  at: number;
  description: string;
  intname: string;
  /** The license this belongs to, or null for a top-up. */
  licenseId: number | null;
  /** Epoch milliseconds from which the lists show it; at once when absent. */
  listedAt?: number;
}

/** Something that waits in the cart, unpaid. */
export interface BasketItem {
  /** The number that is answered as `billorder`. */
  id: number;
  account: string;
  description: string;
  /** Minor units. */
  amount: number;
  currency: string;
  /** The license it belongs to, or null for one that would be new. */
  licenseId: number | null;
  /** Epoch milliseconds. */
  at: number;
}

/** An account that can sign in to the sandbox. The password is configuration and never reaches the state file. */
export interface SandboxAccount {
  login: string;
  password: string;
  /** First balance in minor units; used only when the account is not yet in the state file. */
  balance: number;
  currency: string;
  twoFactor: boolean;
  /** Overrides the sandbox-wide capability for this account. */
  canSuspend?: CanSuspend;
  /** What is otherwise for this account than for the whole sandbox, so that two vendors of different manners can stand side by side. */
  overrides?: SandboxChanges;
  /** Tariffs of this account; codes differ by country of registration (ispmanager-api 2.1). The sandbox's when absent. */
  tariffs?: readonly SandboxTariff[];
}

/** true: works. false: refused with an error document. 'silent': answers success and does nothing. */
export type CanSuspend = boolean | 'silent';

/** One call that reached the sandbox. Secrets are masked before the entry is stored. */
export interface RequestLogEntry {
  seq: number;
  /** ISO instant on the sandbox's clock. */
  at: string;
  method: string;
  path: string;
  func: string;
  out: string;
  /** Login that was authenticated, or null. */
  account: string | null;
  params: Record<string, string>;
  /** Whether the call changed the vendor's books. */
  committed: boolean;
  /** 'pending' while the answer has not left. */
  outcome: 'pending' | 'ok' | 'error' | 'fault';
  /** Type of the error document, when outcome is 'error'. */
  errorType: string | null;
  /** Kinds of the faults that acted on this call. */
  faults: string[];
}

/** Something the owner of the sandbox should know and that did not stop it. */
export interface SandboxWarning {
  code: 'state-file-corrupt';
  message: string;
  /** Where the unreadable file was put. */
  movedTo: string;
}

/** Call parameters: query and body merged, last value wins. A Map, so that no name can reach a prototype. */
export type Params = ReadonlyMap<string, string>;
