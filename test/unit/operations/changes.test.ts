import { describe, expect, it } from 'vitest';
import { OperationKind, type OperationDetail } from '../../../preload/api/operations.ts';
import { changesOf } from '../../../renderer/features/operations/changes.ts';
import { purposeOf } from '../../../renderer/features/operations/purpose.ts';
import { operations } from '../../../renderer/i18n/en/operations.ts';

const nothing = { pricelist: null, period: null, ip: null, licname: null, autoprolong: null, addons: null };
const before = {
  status: 'active',
  expiresOn: '2026-04-10',
  pricelist: '55227',
  key: '1001-OLD',
  ip: '192.0.2.7',
  licname: 'web',
  autoprolong: 'none',
  addons: { '55236': 1 },
};
const operation = (patch: Partial<OperationDetail>): OperationDetail => ({
  id: 'id',
  kind: 'suspend',
  state: 'succeeded',
  connectionId: '',
  connectionName: '',
  contractProductId: null,
  productName: '',
  clientName: '',
  clientId: null,
  order: null,
  vendorId: null,
  token: '',
  attempt: 1,
  errorCode: null,
  vendorMessage: null,
  askedBy: '',
  cause: 'staff',
  expectedCost: null,
  heldFor: null,
  otherDesk: null,
  quotedCost: null,
  sentAt: null,
  nextCheckAt: null,
  createdAt: '2026-03-10T12:00:00.000Z',
  settledAt: null,
  target: nothing,
  before,
  told: { key: null, expiresOn: null },
  events: [],
  ...patch,
});
const shown = (patch: Partial<OperationDetail>) =>
  changesOf(operation(patch), (key, values) => [key, ...Object.values(values ?? {})].join(' '), 'en').map((change) => [
    change.id,
    change.before,
    change.after,
  ]);

describe('what an operation changes', () => {
  it('a new key and a new end are what the vendor told, once a reading confirmed it and not before', () => {
    const told = { key: '1001-NEW', expiresOn: '2026-05-10' };
    expect(shown({ kind: 'reissue', told })).toEqual([['key', '1001-OLD', '1001-NEW']]);
    expect(shown({ kind: 'reissue', told, state: 'accepted' })).toEqual([['key', '1001-OLD', null]]);
    expect(shown({ kind: 'renew', told, target: { ...nothing, period: 1 } })).toEqual([
      ['term', null, 'license.months 1'],
      ['expires', '10 Apr 2026', '10 May 2026'],
    ]);
    expect(shown({ kind: 'renew', told, state: 'unknown' })).toEqual([['expires', '10 Apr 2026', null]]);
  });

  it.each([
    [
      { kind: 'changePackage', target: { ...nothing, pricelist: '55228', period: 12 } },
      [
        ['package', '55227', '55228'],
        ['term', null, 'license.months 12'],
      ],
    ],
    [{ kind: 'edit', target: { ...nothing, ip: '192.0.2.8', licname: 'web' } }, [['ip', '192.0.2.7', '192.0.2.8']]],
    [{ kind: 'edit', target: { ...nothing, ip: '192.0.2.7', licname: 'mail' } }, [['name', 'web', 'mail']]],
    [
      { kind: 'autoRenew', target: { ...nothing, autoprolong: '12' } },
      [['autoRenewal', 'license.autoRenewal.none', 'license.autoRenewal.every 12']],
    ],
    [
      { kind: 'addons', target: { ...nothing, addons: { '55236': 4, '7': 1 } } },
      [
        ['7', null, '1'],
        ['55236', '1', '4'],
      ],
    ],
    [{ kind: 'suspend' }, [['status', 'vendor.status.active', 'vendor.status.suspended']]],
    [{ kind: 'terminate' }, [['status', 'vendor.status.active', 'vendor.status.deleted']]],
    // Not read yet: what was asked is known all the same.
    [{ kind: 'suspend', before: null }, [['status', null, 'vendor.status.suspended']]],
    [
      { kind: 'create', before: null, target: { ...nothing, pricelist: '55227', period: -100, ip: '' } },
      [
        ['package', null, '55227'],
        ['term', null, 'license.trial'],
      ],
    ],
  ] satisfies [Partial<OperationDetail>, unknown][])('%j', (patch, lines) => expect(shown(patch)).toEqual(lines));
});

describe('what is at stake in an operation', () => {
  const words = operations as Record<string, string>;

  it('what may have been charged is never told to cost nothing, and a key that may have ended says so', () => {
    for (const kind of OperationKind.options) {
      const means = words[`operation.means.${purposeOf(kind)}.unknown`] ?? '';
      expect(/charged/.test(means), kind).toBe(['create', 'renew', 'changePackage', 'addons'].includes(kind));
      expect(/costs nothing/.test(means), kind).toBe(purposeOf(kind) === 'change');
      expect(/old key may have ended/.test(means), kind).toBe(kind === 'reissue');
    }
  });

  it('every purpose has its words for every state that is told by it', () => {
    for (const purpose of new Set(OperationKind.options.map(purposeOf))) {
      for (const state of ['queued', 'sending', 'accepted', 'refused', 'unknown', 'reconciling', 'absent'])
        expect(words).toHaveProperty([`operation.means.${purpose}.${state}`]);
      for (const state of ['accepted', 'unknown', 'absent'])
        expect(words).toHaveProperty([`operation.state.${purpose}.${state}`]);
      for (const act of ['retry', 'abandon', 'release'])
        expect(words).toHaveProperty([`operation.${act}.${purpose}.text`]);
    }
  });
});
