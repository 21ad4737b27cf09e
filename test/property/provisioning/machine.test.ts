import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { bareLicense, type VendorClient, type VendorLicense } from '../../../main/core/provisioning/index.ts';
import type { Failure } from '../../../main/core/provisioning/vendor/index.ts';
import { makeWorld, owner, virtualClock } from '../../integration/provisioning/world.ts';
import { figure } from '../../unit/support/figures.ts';
import { runs } from '../../unit/support/runs.ts';

/** What the vendor does with one order, or with one reading. */
type Answer = 'ok' | 'lost' | 'refused' | 'auth' | 'not_sent' | 'throws';
interface Script {
  readonly order: readonly { answer: Answer; booked: boolean; listedAfterMs: number; key: boolean }[];
  readonly reads: readonly ('ok' | 'lost' | 'auth' | 'not_sent')[];
}
type Act = { do: 'advance'; ms: number } | { do: 'retry' | 'abandon' | 'check' | 'password' | 'create' };

const failures: Record<Exclude<Answer, 'ok' | 'throws'>, Failure> = {
  lost: { kind: 'unknown', code: 'vendor.timeout', message: '' },
  refused: { kind: 'refused', type: 'value', object: 'ip', message: 'no' },
  auth: { kind: 'auth', code: 'vendor.bad_password', message: '' },
  not_sent: { kind: 'not_sent', code: 'vendor.unreachable', message: '' },
};

/** A vendor that follows a script, and counts what it was asked and what it booked. */
function scripted(script: Script, now: () => number) {
  const books: (VendorLicense & { listedAt: number; key: string })[] = [];
  let reads = 0;
  const counted = { sent: 0 };
  const read = <T>(value: () => T) => {
    const answer = script.reads[reads % Math.max(1, script.reads.length)] ?? 'ok';
    reads += 1;
    return Promise.resolve(answer === 'ok' ? { kind: 'ok' as const, value: value() } : failures[answer]);
  };
  const vendor: VendorClient = {
    probe: () => read(() => ({ balance: null })),
    listLicenses: () => read(() => books.filter((row) => row.listedAt <= now())),
    listExpenses: () => read(() => []),
    readLicense: (_account, id) => {
      const found = books.find((row) => row.vendorId === id);
      return found
        ? read(() => found)
        : Promise.resolve({ kind: 'refused', type: 'missed', object: 'elid', message: '' });
    },
    act: () => Promise.resolve(failures.refused),
    listPayments: () => Promise.resolve(failures.refused),
    listPrices: () => Promise.resolve(failures.refused),
    readRenewForm: () => Promise.resolve(failures.refused),
    readPackageForm: () => Promise.resolve(failures.refused),
    checkIp: () => Promise.resolve(failures.refused),
    renewLicense: () => Promise.resolve(failures.refused),
    changePackage: () => Promise.resolve(failures.refused),
    reissueKey: () => Promise.resolve(failures.refused),
    editLicense: () => Promise.resolve(failures.refused),
    orderLicense: (_account, order) => {
      const step = script.order[counted.sent % Math.max(1, script.order.length)] ?? {
        answer: 'ok' as const,
        booked: true,
        listedAfterMs: 0,
        key: true,
      };
      counted.sent += 1;
      // A vendor may book what it does not answer; what it answers is true.
      const booked = step.answer === 'ok' || ((step.answer === 'lost' || step.answer === 'throws') && step.booked);
      if (booked) {
        const vendorId = String(books.length + 1);
        books.push({
          ...bareLicense(vendorId, 'active'),
          key: step.key ? `${vendorId}-KEY` : '',
          ip: order.ip,
          licname: order.token,
          pricelist: order.pricelist,
          listedAt: now() + (step.answer === 'ok' ? 0 : step.listedAfterMs),
        });
        if (step.answer === 'ok') return Promise.resolve({ kind: 'ok', value: { vendorId } });
      }
      if (step.answer === 'throws') return Promise.reject(new Error('client broke'));
      return Promise.resolve(failures[step.answer === 'ok' ? 'lost' : step.answer]);
    },
  };
  return { vendor, books };
}

const scripts = fc.record({
  order: fc.array(
    fc.record({
      answer: fc.constantFrom<Answer>('ok', 'lost', 'lost', 'refused', 'auth', 'not_sent', 'throws'),
      booked: fc.boolean(),
      listedAfterMs: fc.constantFrom(0, 30_000, 400_000, 5_000_000),
      key: fc.boolean(),
    }),
    { minLength: 1, maxLength: 6 },
  ),
  reads: fc.array(
    fc.constantFrom('ok' as const, 'ok' as const, 'ok' as const, 'lost' as const, 'auth' as const, 'not_sent' as const),
    { minLength: 1, maxLength: 8 },
  ),
});
const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        do: fc.constant('advance' as const),
        ms: fc.constantFrom(1000, 20_000, 100_000, 700_000),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constantFrom(
          'retry' as const,
          'abandon' as const,
          'check' as const,
          'password' as const,
          'create' as const,
        ),
      }),
    },
  ),
  { maxLength: 25 },
);
const numRuns = runs(60);
const finished = ['succeeded', 'refused', 'abandoned'];

/** The vendor's client with a bug in it, or as it is. */
type Bug = (vendor: VendorClient) => VendorClient;

/** Purchases by a script of answers and acts; `bug` is in the client. */
const isBoughtOnce = (bug: Bug) =>
  fc.asyncProperty(scripts, acts, async (script, steps) => {
    const clock = virtualClock();
    const { vendor, books } = scripted(script, () => clock.now().getTime());
    const settled: string[] = [];
    const world = makeWorld({
      url: 'http://127.0.0.1:9/',
      clock,
      vendor: bug(vendor),
      // The real waits, on virtual time.
      timings: {
        readBackMs: [500, 1000, 2000],
        slowMs: 300_000,
        reconcileMs: [15_000, 60_000, 180_000, 350_000, 60_000],
        backoffMs: [5000, 60_000],
      },
      settled: (operation) => settled.push(`${operation.id} ${operation.state}`),
    });
    try {
      const connection = await world.addConnection();
      const contract = world.addContract(connection.id);
      world.provisioning.start();
      const ids: string[] = [];
      let blindRetries = 0;
      const attempt = async (work: () => unknown): Promise<void> => {
        try {
          await work();
        } catch {
          // Refused by the rules; what matters is what happened at the vendor.
        }
      };
      await attempt(() => ids.push(world.licenses.create(contract, owner).id));
      await world.provisioning.idle();
      for (const step of steps) {
        const id = ids.at(-1) ?? '';
        if (step.do === 'advance') clock.advance(step.ms);
        if (step.do === 'create') await attempt(() => ids.push(world.licenses.create(contract, owner).id));
        if (step.do === 'abandon') await attempt(() => world.provisioning.abandon(id, owner));
        if (step.do === 'check') await attempt(() => world.provisioning.check(id));
        if (step.do === 'password')
          world.store.transaction(owner, (writer) =>
            writer.update('connection', connection.id, { credentials_stopped: 0 }),
          );
        if (step.do === 'retry') {
          const hidden = books.some((row) => row.listedAt > clock.now().getTime());
          await attempt(() => {
            world.provisioning.retry(id, owner);
            if (hidden) blindRetries += 1;
          });
        }
        await world.provisioning.idle();

        const operations = world.provisioning
          .list({ open: false, limit: 200 })
          .rows.map((row) => world.provisioning.get(row.id));
        expect(operations.filter((row) => !finished.includes(row.state)).length).toBeLessThanOrEqual(1);
        // No order at the vendor without its operation here.
        const tokens = operations.map(({ token }) => token);
        expect(
          books.filter(({ licname }) => !tokens.includes(licname ?? '')),
          'invariant 5',
        ).toEqual([]);
        for (const operation of operations) {
          const trail = operation.events;
          const mine = books.filter((row) => row.licname === operation.token);
          // Never blind: after unknown, sending comes only after absent and a person.
          trail.forEach((event, at) => {
            if (event.state !== 'sending') return;
            const before = trail.slice(0, at).findLastIndex((earlier) => earlier.state === 'unknown');
            if (before >= 0)
              expect(trail.slice(before, at).map((earlier) => earlier.code)).toEqual(
                expect.arrayContaining(['absent', 'retried']),
              );
          });
          // And the reverse: what is done here was done there, what was refused was not.
          if (operation.state === 'succeeded') expect(mine.length, 'invariant 5').toBeGreaterThan(0);
          if (operation.state === 'refused') expect(mine, 'invariant 5').toEqual([]);
          if (operation.state === 'accepted') expect(mine.length, 'invariant 5').toBeGreaterThan(0);
        }
        // An abandoned order may have been booked after all, where the vendor hid it until a person gave it up.
        const abandoned = operations.filter((row) => row.state === 'abandoned').length;
        expect(books.length, 'invariant 5').toBeLessThanOrEqual(1 + blindRetries + abandoned);
      }
      // Everything that was settled was told once per settling.
      expect(new Set(settled).size).toBe(settled.length);
    } finally {
      await world.close();
    }
  });

const ordering =
  (orderLicense: (honest: VendorClient) => VendorClient['orderLicense']): Bug =>
  (honest) => ({ ...honest, orderLicense: orderLicense(honest) });

/** What breaks invariant 5 of spec 2.16: no vendor order without a local operation, and the reverse. */
const plants: readonly (readonly [string, Bug])[] = [
  [
    'an order that is sent again because its answer was lost',
    ordering((honest) => async (...order) => {
      const outcome = await honest.orderLicense(...order);
      return outcome.kind === 'unknown' ? honest.orderLicense(...order) : outcome;
    }),
  ],
  [
    'an order that no operation knows',
    ordering(
      (honest) =>
        (account, order, ...more) =>
          honest.orderLicense(account, { ...order, token: `${order.token}-2` }, ...more),
    ),
  ],
  [
    'a lost answer that is taken for a yes',
    ordering((honest) => async (...order) => {
      const outcome = await honest.orderLicense(...order);
      return outcome.kind === 'unknown' ? { kind: 'ok', value: { vendorId: '999' } } : outcome;
    }),
  ],
];

describe('whatever the vendor, the network and people do', () => {
  it(
    `an order is booked twice only where a person sent it again while the vendor hid the first (${numRuns} runs)`,
    async () => {
      await fc.assert(
        isBoughtOnce((vendor) => vendor),
        { numRuns, seed: 20260319 },
      );
      figure('histories:purchase', numRuns);
    },
    60_000 + numRuns * 1000,
  );

  const caught: boolean[] = [];
  afterAll(() => figure('planted:5', caught.length === plants.length && caught.every(Boolean)));

  it.each(plants)(
    'finds a planted bug: %s (invariant 5)',
    async (_, bug) => {
      const { errorInstance: error } = await fc.check(isBoughtOnce(bug), { numRuns: 100, seed: 20260320 });
      caught.push(error instanceof Error && error.message.includes('invariant 5'));
      expect(caught.at(-1), String(error)).toBe(true);
    },
    180_000,
  );
});
