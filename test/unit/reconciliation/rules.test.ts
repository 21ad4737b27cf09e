import { describe, expect, it } from 'vitest';
import { bareLicense, type VendorLicense } from '../../../main/core/provisioning/index.ts';
import { accountsOf } from '../../../main/core/reconciliation/accounts.ts';
import { anchorOf } from '../../../main/core/reconciliation/fix-rules.ts';
import { thinned } from '../../../main/core/reconciliation/outlook.ts';
import { keptOf, type Known, numberOfName, planReads } from '../../../main/core/reconciliation/reading-rules.ts';

const now = '2026-03-10T12:00:00.000Z';
const listed = (vendorId: string, patch: Partial<VendorLicense> = {}): VendorLicense => ({
  ...bareLicense(vendorId, 'active'),
  ...patch,
});
const ours = (vendorId: string, patch: object = {}) => ({
  vendorId,
  status: 'active' as const,
  keyChangedOn: '',
  lastReadAt: now,
  ...patch,
});
const known = (vendorId: string, patch: Partial<Known> = {}): Known => ({
  vendorId,
  pricelist: null,
  packageName: null,
  key: 'KEY',
  keyReadAt: now,
  keyReadFor: '',
  ...patch,
});
const plan = (patch: Partial<Parameters<typeof planReads>[0]>) =>
  planReads({ listed: [], ours: [], known: [], now, deep: false, limit: 50, ...patch });

describe('which licenses are read one by one', () => {
  it('those that only we have come first, then new ones and new keys, then old readings, oldest first', () => {
    const long = (days: number) => new Date(Date.parse(now) - days * 86_400_000).toISOString();
    expect(
      plan({
        listed: [
          listed('1'),
          listed('2', { keyChangedOn: '2026-03-09' }),
          listed('3'),
          listed('4'),
          listed('5'),
          listed('6', { status: 'deleted' }),
        ],
        ours: [
          ours('2'),
          ours('3', { lastReadAt: long(9) }),
          ours('4', { lastReadAt: long(30) }),
          ours('5'),
          ours('7'),
        ],
      }),
    ).toEqual({ vendorIds: ['7', '1', '2', '4', '3'], left: 0 });
  });

  it('no more than fit, and the rest is counted', () => {
    const all = ['1', '2', '3'].map((id) => listed(id));
    expect(plan({ listed: all, limit: 2 })).toEqual({ vendorIds: ['1', '2'], left: 1 });
    expect(plan({ listed: all, known: all.map(({ vendorId }) => known(vendorId)), limit: 2 })).toEqual({
      vendorIds: [],
      left: 0,
    });
  });

  it('all that live, when asked for', () => {
    const all = [listed('1'), listed('2', { status: 'deleted' })];
    expect(plan({ listed: all, ours: [ours('1')], known: [known('1')], deep: true }).vendorIds).toEqual(['1']);
  });

  it('one whose key was read on the day it was changed is read again: the day does not tell two changes apart', () => {
    const row = listed('1', { keyChangedOn: '2026-03-10' });
    const read = (keyReadAt: string) =>
      plan({ listed: [row], ours: [ours('1')], known: [known('1', { keyReadAt, keyReadFor: '2026-03-10' })] })
        .vendorIds;
    expect(read('2026-03-10T18:00:00.000Z')).toEqual(['1']);
    expect(read('2026-03-12T00:00:01.000Z')).toEqual([]);
  });
});

describe('what is kept of a license', () => {
  const numberOf = numberOfName([
    { pricelist: '55227', addon: '', name: 'lite', period: 1, price: { amountMinor: 1, currency: 'EUR' } },
    { pricelist: '1', addon: '', name: 'same', period: 1, price: { amountMinor: 1, currency: 'EUR' } },
    { pricelist: '2', addon: '', name: 'same', period: 1, price: { amountMinor: 1, currency: 'EUR' } },
    { pricelist: '3', addon: '9', name: 'addon', period: 1, price: { amountMinor: 1, currency: 'EUR' } },
  ]);
  it('names of tariffs are numbers where the price list has one of that name', () => {
    expect(['lite', 'same', 'addon', 'other', null].map(numberOf)).toEqual(['55227', null, null, null, null]);
  });

  it('a number that was read stays as long as the list shows the same name', () => {
    const before = known('1', { pricelist: '77', packageName: 'old' });
    const row = (packageName: string) => listed('1', { packageName });
    expect(keptOf({ row: row('old'), form: null, before }, numberOf, now).pricelist).toBe('77');
    expect(keptOf({ row: row('new'), form: null, before }, numberOf, now).pricelist).toBeNull();
    expect(keptOf({ row: row('lite'), form: null, before }, numberOf, now).pricelist).toBe('55227');
  });

  it('a key that was read stands until the vendor names another day of its change', () => {
    const before = known('1', { keyReadAt: '2026-03-05T00:00:00.000Z', keyReadFor: '2026-03-01' });
    const kept = (keyChangedOn: string) =>
      keptOf({ row: listed('1', { keyChangedOn }), form: null, before }, numberOf, now);
    expect(kept('2026-03-01').key).toBe('KEY');
    expect(kept('2026-03-09').key).toBeNull();
    const form = listed('1', { key: 'NEW', keyChangedOn: '2026-03-09' });
    expect(keptOf({ row: listed('1'), form, before }, numberOf, now)).toMatchObject({
      key: 'NEW',
      keyReadAt: now,
      keyReadFor: '2026-03-09',
    });
  });
});

describe('accounts', () => {
  const connection = (id: string, patch: object = {}) => ({
    id,
    name: id,
    username: 'Buyer@example.test',
    apiAddress: 'https://vendor.example',
    isEnabled: true,
    credentialsStopped: false,
    createdAt: now,
    ...patch,
  });
  it('are addresses and usernames, in any case of their letters; the first usable connection is asked', () => {
    const found = accountsOf([
      connection('off', { isEnabled: false, createdAt: '2026-01-01T00:00:00.000Z' }),
      connection('stopped', { credentialsStopped: true }),
      connection('good', { username: 'buyer@EXAMPLE.test' }),
      connection('elsewhere', { apiAddress: 'https://other.example' }),
    ]);
    expect(found.map(({ connectionId, connectionIds, whyNot }) => [connectionId, connectionIds, whyNot])).toEqual([
      ['good', ['off', 'stopped', 'good'], null],
      ['elsewhere', ['elsewhere'], null],
    ]);
    expect(found[0]?.since).toBe('2026-01-01T00:00:00.000Z');
  });

  it('say why they cannot be asked', () => {
    expect(accountsOf([connection('off', { isEnabled: false })])[0]?.whyNot).toBe('connection.disabled');
    expect(accountsOf([connection('stopped', { credentialsStopped: true })])[0]?.whyNot).toBe(
      'connection.credentials_stopped',
    );
  });
});

describe('the periods of a license that is taken over', () => {
  it('end where the vendor’s does: counted from its first day where they lead there, else from the end', () => {
    expect(anchorOf('2026-01-31', '2026-02-28', 1)).toBe('2026-01-31');
    expect(anchorOf('2025-03-10', '2026-04-10', 1)).toBe('2025-03-10');
    expect(anchorOf('2025-03-10', '2026-03-10', 12)).toBe('2025-03-10');
    expect(anchorOf('2025-03-10', '2026-04-22', 1)).toBe('2026-04-22');
    expect(anchorOf(null, '2026-04-22', 1)).toBe('2026-04-22');
    expect(anchorOf('2026-05-01', '2026-04-22', 1)).toBe('2026-04-22');
  });
});

describe('a line of many points', () => {
  it('keeps the newest of each stretch, and the last one', () => {
    const points = Array.from({ length: 1000 }, (_, n) => ({ at: new Date(n * 60_000).toISOString(), n }));
    const few = thinned(points, 10);
    expect(few).toHaveLength(10);
    expect(few.at(-1)).toEqual(points.at(-1));
    expect(few.map(({ n }) => n)).toEqual(few.map(({ n }) => n).toSorted((a, b) => a - b));
    expect(thinned(points.slice(0, 5), 10)).toEqual(points.slice(0, 5));
    expect(thinned([], 10)).toEqual([]);
  });
});
