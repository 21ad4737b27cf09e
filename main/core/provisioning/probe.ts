import { randomUUID } from 'node:crypto';
import type { ConnectionAccount, ProbeResult } from '../connections/index.ts';
import { codeOf, type VendorClient } from './vendor/index.ts';

/** The sign-in test that connections are given (spec item 13): signs in, reads the balance, changes nothing. */
export function vendorProbe(vendor: VendorClient): (account: ConnectionAccount) => Promise<ProbeResult> {
  return async (account) => {
    const outcome = await vendor.probe(account, { tag: randomUUID() });
    if (outcome.kind === 'ok') return { ok: true, balance: outcome.value.balance };
    return { ok: false, code: codeOf(outcome), message: outcome.message, credentialsRefused: outcome.kind === 'auth' };
  };
}
