import type { DocumentRef } from '../../../preload/api/documents.ts';
import {
  clientRights,
  paperRights,
  rightsOfRole,
  visitorRights,
  type Right,
  type Role,
} from '../../../preload/api/rights.ts';

/** On whose behalf a call is made. Bound to a window by the main process, never taken from a page (design 7). */
export type Principal =
  | {
      readonly kind: 'staff';
      readonly staffId: string;
      readonly name: string;
      readonly role: Role;
      /** Where it was not a window that asked. */
      readonly via?: 'command-line';
    }
  | {
      readonly kind: 'client';
      readonly clientId: string;
      readonly name: string;
      /** The member of staff who opened the window on the client's behalf (X1); null: the client logged in. */
      readonly actingStaffName: string | null;
    }
  /** A window of the client area in which nobody logged in yet. */
  | { readonly kind: 'visitor'; readonly name: string }
  /** A window that shows this one document, to be printed. It reads that and nothing else. */
  | { readonly kind: 'paper'; readonly name: string; readonly document: DocumentRef }
  /** What the console does by itself: reconciliation, key polling. */
  | { readonly kind: 'system'; readonly name: string };

/** Whether the principal holds a right. The system does what its own code says and holds all that staff can hold. */
export function holds(principal: Principal, right: Right): boolean {
  switch (principal.kind) {
    case 'staff':
      return rightsOfRole[principal.role].includes(right);
    case 'client':
      return clientRights.includes(right);
    case 'visitor':
      return visitorRights.includes(right);
    case 'paper':
      return paperRights.includes(right);
    case 'system':
      return rightsOfRole.owner.includes(right);
  }
}

/** How the audit trail names a principal. */
export function actorName(principal: Principal): string {
  if (principal.kind !== 'client') return principal.name;
  const { name, actingStaffName } = principal;
  return actingStaffName === null ? `${name} (client)` : `${name} (client, opened by ${actingStaffName})`;
}

/** The cause of what somebody asked for themselves: not an order, a run or the console. */
export const ownCause = (principal: Principal): 'staff' | 'command-line' =>
  (principal.kind === 'staff' && principal.via) || 'staff';

/** What every service function gets beside its input: who asks, and the id that ties log, audit and answer together. */
export interface Context {
  readonly principal: Principal;
  readonly traceId: string;
  /** What leads to it where it is not the principal's own act: `operation/<id>`, `payment/<id>`, `overdue/<invoice id>`. */
  readonly cause?: string;
  /**
   * What other desks get in several transactions that are one change to a person: an import, an edit of many. Made anew whenever such
   * work begins or goes on, because two copies of a profile must not give the same one.
   */
  readonly changeSet?: string;
}
