import { existsSync } from 'node:fs';
import path from 'node:path';
import { verifyAuditChain } from '../../../../main/core/audit/index.ts';
import { silentLog, systemClock } from '../../../../main/core/kernel/index.ts';
import { openDatabase, Store } from '../../../../main/core/store/index.ts';
import type { VendorSandbox } from '../../../../main/core/vendor-sandbox/index.ts';
import type { Wish } from '../desk.ts';
import { checkIntents, isStored, phasesOf } from './wishes.ts';

/** What is wrong after a kill, each in words. */
export interface Findings {
  /** Paid for and not there: an order, its license, an intent whose call has reached the vendor. */
  readonly lost: string[];
  /** Charged or made more often than it was paid for. */
  readonly duplicated: string[];
  /** The database or its audit trail is not what was committed. */
  readonly corrupt: string[];
}

export const noFindings = (): Findings => ({ lost: [], duplicated: [], corrupt: [] });

/** The vendor's books, as its sandbox shows them. */
export type VendorBooks = Pick<VendorSandbox, 'orders' | 'licenses' | 'ledger' | 'requests'>;

/** Resolves when the vendor has finished what it received: nothing of a killed caller can be booked any more. */
export async function vendorIsQuiet(vendor: VendorBooks): Promise<void> {
  // Twice: a call of the last moment may still have to be read from its socket.
  for (let quiet = 0; quiet < 2;) {
    await new Promise((resolve) => setTimeout(resolve, 8));
    quiet = vendor.requests().some(({ outcome }) => outcome === 'pending') ? 0 : quiet + 1;
  }
}

/** What a killed process has left, before anything is started again. */
export interface Wreck extends Findings {
  /** Operations in hand by kind, and how far each was on its way. */
  readonly inHand: readonly { readonly kind: string; readonly phase: string }[];
  readonly auditEntries: number;
}

/**
 * Looks at the data of a killed process: opens the database, which recovers its WAL, and proves it; that what the
 * process said was stored is there; and that each call that reached the vendor and must not be made twice had its intent
 * on disk before.
 * @param acknowledged wishes that the process said were stored and paid
 * @param auditEntries as many entries as the trail had at least
 */
export function examine(
  folder: string,
  vendor: VendorBooks,
  options: { acknowledged: readonly Wish[]; auditEntries: number },
): Wreck {
  const found = { ...noFindings(), inHand: [] as Wreck['inHand'] };
  const file = path.join(folder, 'console.db');
  const hadWal = existsSync(`${file}-wal`);
  let db;
  try {
    db = openDatabase(file);
  } catch (error) {
    found.corrupt.push(`does not open: ${String(error)}`);
    return { ...found, auditEntries: options.auditEntries };
  }
  try {
    for (const check of ['integrity_check', 'quick_check']) {
      const said: unknown = db.pragma(check, { simple: true });
      if (said !== 'ok') found.corrupt.push(`${check}: ${String(said)}`);
    }
    const broken = db.pragma('foreign_key_check') as unknown[];
    if (broken.length > 0) found.corrupt.push(`foreign keys: ${JSON.stringify(broken)}`);
    const store = new Store(db, { clock: systemClock, makeId: () => '', log: silentLog });
    const chain = verifyAuditChain(store);
    if (!chain.ok) found.corrupt.push(`audit entry ${chain.brokenSeq} does not follow`);
    else if (chain.entries < options.auditEntries)
      found.corrupt.push(`${chain.entries} audit entries, ${options.auditEntries} were there`);
    for (const wish of options.acknowledged)
      if (!isStored(store, wish)) found.lost.push(`${wish.kind} ${wish.id} was said to be stored`);
    const intents = checkIntents(store, vendor);
    found.lost.push(...intents.lost);
    found.duplicated.push(...intents.duplicated);
    found.inHand = phasesOf(store, vendor);
    // The whole WAL goes into the database, and both are one again.
    const [checkpoint] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number; log: number; checkpointed: number }[];
    if (hadWal && checkpoint?.busy !== 0) found.corrupt.push(`WAL not recovered: ${JSON.stringify(checkpoint)}`);
    return { ...found, auditEntries: chain.ok ? chain.entries : options.auditEntries };
  } catch (error) {
    found.corrupt.push(`cannot be read: ${String(error)}`);
    return { ...found, auditEntries: options.auditEntries };
  } finally {
    db.close();
  }
}
