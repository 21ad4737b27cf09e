import type { OperationKind } from '../../../preload/api/operations.ts';
import type { Given, VendorAction } from '../licenses/index.ts';
import { kinds } from '../provisioning/index.ts';
import { periodStart } from '../kernel/index.ts';
import { intended, type Ours, type Theirs, type Wanted } from './rules.ts';

/** What the vendor is asked to do so that it becomes as we have it. */
export interface There {
  readonly kind: Extract<OperationKind, VendorAction>;
  readonly given: Given;
  /** It costs money, or may. */
  readonly charges: boolean;
  /** By the vendor's number alone: no license of ours is changed by it. */
  readonly isBare: boolean;
  /** Irreversible: the vendor's number must be typed. */
  readonly isTyped: boolean;
}

const terms = [1, 12];

/** The operation that corrects a finding at the vendor, or null where there is none (a key cannot be chosen, an end not brought forward). */
export function thereOf(wanted: Wanted): There | null {
  const { ours, theirs } = wanted.of;
  if (theirs === null) return null;
  const plan = kindOf(wanted, ours, theirs);
  if (plan === null) return null;
  const isBare = ours === null || ours.status === 'deleted';
  return { ...plan, charges: kinds[plan.kind].charges, isBare, isTyped: plan.kind === 'terminate' };
}

function kindOf(wanted: Wanted, ours: Ours | null, theirs: Theirs): Pick<There, 'kind' | 'given'> | null {
  if (wanted.class === 'orphan') return { kind: 'terminate', given: {} };
  if (ours === null || wanted.class === 'missing') return null;
  const should = intended(ours);
  switch (wanted.field) {
    case 'status':
      if (wanted.problem === 'runs_unpaid') return { kind: 'suspend', given: {} };
      if (wanted.problem === 'paid_and_down') return { kind: 'unsuspend', given: {} };
      return wanted.problem === '' ? null : { kind: 'terminate', given: {} };
    case 'ip':
      // Where the contract agrees with the vendor, only our mirror is behind.
      if (wanted.ours === '' || wanted.ours !== should.ip) return null;
      return { kind: 'edit', given: { ip: wanted.ours, licname: theirs.licname ?? ours.licname } };
    case 'name':
      if (wanted.ours === '') return null;
      return { kind: 'edit', given: { ip: theirs.ip ?? ours.ip, licname: wanted.ours } };
    case 'tariff':
      if (wanted.ours === '' || wanted.ours !== should.pricelist) return null;
      return { kind: 'changePackage', given: { package: wanted.ours, ...termOf(theirs) } };
    case 'expiry':
      // A renewal adds a term, and charges for it; nothing takes one away.
      return wanted.ours > wanted.theirs ? { kind: 'renew', given: termOf(theirs) } : null;
    case 'autoRenewal':
      return { kind: 'autoRenew', given: { autoRenewal: wanted.ours } };
    default:
      return null;
  }
}

const termOf = ({ period }: Theirs): Given => (period !== null && terms.includes(period) ? { termMonths: period } : {});

/** What of our books becomes the vendor's with a correction here. */
export interface Here {
  /** Harmless: several can be done at once. */
  readonly isDate: boolean;
  /** It allows to buy again: the vendor's number must be typed. */
  readonly isTyped: boolean;
}

/** Whether our books can take the vendor's value over, or null: there is nothing to take over, or it would be a decision about a contract. */
export function hereOf(wanted: Wanted): Here | null {
  if (wanted.class === 'orphan' || wanted.of.ours === null) return null;
  if (wanted.class === 'missing') return { isDate: false, isTyped: true };
  if (wanted.problem === 'ended_alive') return null;
  return { isDate: wanted.field === 'expiry', isTyped: false };
}

/**
 * The day from which the periods of a contract are counted that takes over a license: such that one of them ends where
 * the vendor's does. That is the day the license was made, where its periods lead there; else the vendor's end itself.
 */
export function anchorOf(createdOn: string | null, expiresOn: string, termMonths: number): string {
  if (createdOn === null || createdOn >= expiresOn) return expiresOn;
  for (let n = 1; n <= 1200; n += 1) {
    const start = periodStart(createdOn, termMonths, n);
    if (start >= expiresOn) return start === expiresOn ? createdOn : expiresOn;
  }
  return expiresOn;
}
