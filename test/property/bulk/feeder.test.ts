import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bareLicense, type VendorClient } from '../../../main/core/provisioning/index.ts';
import { memoryVault } from '../../../main/core/vault/index.ts';
import { rowsOf, startRun } from '../../integration/provisioning/bulk-run.ts';
import { addMany, numbers, type Sold } from '../../integration/provisioning/many.ts';
import { makeWorld, owner, virtualClock, type World } from '../../integration/provisioning/world.ts';
import { tempFolder } from '../../unit/support/store.ts';

type Answer = 'ok' | 'refused' | 'lost' | 'lost after booking' | 'not sent' | 'auth';
type Act =
  | { do: 'advance'; ms: number }
  | { do: 'pause' | 'resume' | 'cancel' | 'crash' | 'crash later' | 'let in' | 'retry' | 'other'; at: number };

/** The most that may be handed over and not sent, by how many calls an account bears. Not the product's own rule: that may be wrong. */
const most: Readonly<Record<number, number>> = { 1: 2, 2: 5, 4: 10 };

const lost = { kind: 'unknown', code: 'vendor.timeout', message: '' } as const;
const failures = {
  refused: { kind: 'refused', type: 'value', object: 'period', message: 'no' },
  lost,
  'lost after booking': lost,
  'not sent': { kind: 'not_sent', code: 'vendor.unreachable', message: '' },
  auth: { kind: 'auth', code: 'vendor.bad_password', message: '' },
} as const;

/** A vendor that renews licenses after a script, takes its time, and counts what it booked. */
function scripted(answers: readonly Answer[], sleep: (ms: number) => Promise<void>) {
  const booked = new Map<string, number>();
  let asked = 0;
  const untold = () => Promise.resolve(failures.refused);
  const vendor = {
    probe: untold,
    listPrices: untold,
    listExpenses: () => Promise.resolve({ kind: 'ok', value: [] }),
    listLicenses: () => Promise.resolve({ kind: 'ok', value: [] }),
    async readLicense(_account, vendorId) {
      await sleep(40);
      const month = 4 + (booked.get(vendorId) ?? 0);
      return {
        kind: 'ok',
        value: { ...bareLicense(vendorId, 'active'), expiresOn: `2026-${String(month).padStart(2, '0')}-01` },
      };
    },
    async renewLicense(_account, { vendorId }) {
      const answer = answers[asked % answers.length] ?? 'ok';
      asked += 1;
      if (answer === 'ok' || answer === 'lost after booking') booked.set(vendorId, (booked.get(vendorId) ?? 0) + 1);
      await sleep(100);
      return answer === 'ok' ? { kind: 'ok', value: { newExpiresOn: null } } : failures[answer];
    },
  } satisfies Partial<VendorClient>;
  return { vendor: vendor as Partial<VendorClient> as VendorClient, booked, asked: () => asked };
}

const answers: fc.Arbitrary<Answer[]> = fc.array(
  fc.constantFrom<Answer>('ok', 'ok', 'ok', 'refused', 'lost', 'lost after booking', 'not sent', 'auth'),
  { minLength: 1, maxLength: 8 },
);
const at = fc.nat(20);
const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        do: fc.constant('advance' as const),
        ms: fc.constantFrom(10, 40, 100, 100, 150, 1000, 20_000, 700_000),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constantFrom<Exclude<Act['do'], 'advance'>>(
          'pause',
          'resume',
          'resume',
          'cancel',
          'crash',
          'crash later',
          'crash later',
          'crash later',
          'let in',
          'let in',
          'retry',
          'other',
        ),
        at,
      }),
    },
  ),
  { minLength: 5, maxLength: 40 },
);
const runs = Number(process.env['PROPERTY_RUNS'] ?? '25');

/** Lets all that can go on without time passing go on. */
async function breathe(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

interface Operation {
  readonly connection_id: string;
  readonly contract_product_id: string;
  readonly state: string;
}

/** What holds at every moment: few are handed over, and none twice. */
function check(world: World, parallel: number): void {
  const operations = world.store.db
    .prepare("SELECT connection_id, contract_product_id, state FROM operation WHERE cause GLOB 'bulk/*'")
    .all() as Operation[];
  const unsent = operations.filter(({ state }) => state === 'queued' || state === 'sending');
  expect(unsent.length).toBeLessThanOrEqual(most[parallel] ?? 0);
  const meant = operations.filter(({ state }) => state !== 'abandoned').map((row) => row.contract_product_id);
  expect(new Set(meant).size).toBe(meant.length);
  const rows = world.store.db
    .prepare("SELECT count(*) AS n FROM bulk_row WHERE state = 'waiting' AND operation_id IS NOT NULL")
    .get() as { n: number };
  expect(rows.n).toBe(0);
}

describe('a bulk run, whatever the vendor does, people do, and whenever the console dies', () => {
  it(
    `does each row once, a few at a time, and says what it did (${runs} runs)`,
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: 12 }),
          fc.constantFrom(1, 2, 4),
          answers,
          acts,
          async (count, parallel, script, steps) => {
            const clock = virtualClock();
            const folder = tempFolder();
            const vault = memoryVault();
            const { vendor, booked, asked } = scripted(script, (ms) => clock.sleep(ms));
            // A crash right after the so-many-th commit from now, wherever that is.
            let commitsLeft = Number.POSITIVE_INFINITY;
            const open = (): World => {
              const world = makeWorld({
                wrapStore: (store) => {
                  store.onChanged(() => {
                    commitsLeft -= 1;
                    if (commitsLeft === 0) store.db.close();
                  });
                  return store;
                },
                url: 'http://127.0.0.1:9/',
                clock,
                folder: folder.path,
                vault,
                vendor,
                timings: {
                  readBackMs: [500, 1000],
                  slowMs: 300_000,
                  reconcileMs: [15_000, 350_000],
                  backoffMs: [5000],
                },
              });
              return world;
            };
            let world = open();
            try {
              const connection = await world.addConnection({ parallel });
              const sold: Sold[] = addMany(world, connection.id, numbers(count));
              world.provisioning.start();
              world.bulk.start();
              const run = await startRun(world, 'renew');
              let others = 0;
              const attempt = (work: () => void): void => {
                try {
                  work();
                } catch {
                  // Refused by the rules; what matters is what happened at the vendor.
                }
              };
              const letIn = (): void => {
                world.store.transaction(owner, (writer) =>
                  writer.update('connection', connection.id, { credentials_stopped: 0 }),
                );
              };
              /** Calls that may have begun by the time a stopped run is looked at: what was being sent when it was stopped. */
              let allowed = Number.POSITIVE_INFINITY;
              const sending = (): number =>
                (
                  world.store.db.prepare("SELECT count(*) AS n FROM operation WHERE state = 'sending'").get() as {
                    n: number;
                  }
                ).n;
              const crash = (): void => {
                // As the process would: nothing more is written, and nobody hears the answers that are on their way.
                world.store.db.close();
                world = open();
                // The next crash may come while this one is recovered from.
                attempt(() => {
                  world.provisioning.start();
                  world.bulk.start();
                });
              };
              for (const step of steps) {
                if (step.do === 'advance') clock.advance(step.ms);
                else if (step.do === 'crash') crash();
                else if (step.do === 'crash later') commitsLeft = 1 + step.at;
                else if (step.do === 'let in') letIn();
                else if (step.do === 'retry')
                  attempt(() => {
                    const absent = rowsOf(world, run.id).find((row) => row.operationState === 'absent');
                    if (!absent?.operationId) return;
                    world.provisioning.retry(absent.operationId, owner);
                    allowed = Number.POSITIVE_INFINITY;
                  });
                else if (step.do === 'other')
                  attempt(() => {
                    world.licenses.renew(sold[step.at % count]?.contractProductId ?? '', owner, { termMonths: 1 });
                    others += 1;
                    allowed = Number.POSITIVE_INFINITY;
                  });
                else {
                  const { do: verb } = step;
                  attempt(() => {
                    world.bulk[verb](run.id, owner);
                    // Others' operations go on; then this cannot be counted.
                    const isStopped = verb !== 'resume' && others === 0;
                    allowed = isStopped ? asked() + sending() : Number.POSITIVE_INFINITY;
                  });
                }
                await breathe();
                if (!world.store.db.open) {
                  commitsLeft = Number.POSITIVE_INFINITY;
                  // A verb may have been stored without an answer.
                  allowed = Number.POSITIVE_INFINITY;
                  crash();
                  await breathe();
                }
                expect(asked()).toBeLessThanOrEqual(allowed);
                check(world, parallel);
              }
              // At last the vendor is well, and everybody lets it work.
              script.splice(0, script.length, 'ok');
              commitsLeft = Number.POSITIVE_INFINITY;
              for (let turn = 0; turn < 400; turn += 1) {
                letIn();
                attempt(() => world.bulk.resume(run.id, owner));
                clock.advance(turn % 10 === 0 ? 400_000 : 500);
                await breathe();
                check(world, parallel);
              }
              const ended = world.bulk.get(run.id);
              expect(['finished', 'cancelled']).toContain(ended.state);
              expect([ended.counts.waiting, ended.counts.underWay]).toEqual([0, 0]);
              for (const row of rowsOf(world, run.id)) {
                const other = world.provisioning
                  .operationsOf(row.contractProductId, 50)
                  .filter(({ cause, state }) => cause === 'staff' && state === 'succeeded').length;
                const own = (booked.get(row.vendorId ?? '') ?? 0) - other;
                if (row.state === 'done') expect(own).toBe(1);
                // What is not known, and a person gave no word on, may have been booked; nothing else was.
                else if (others === 0) expect(own, `${row.state} ${row.code}`).toBe(row.state === 'unclear' ? own : 0);
                expect(own).toBeLessThanOrEqual(1);
              }
            } finally {
              await Promise.race([
                world.close(),
                breathe()
                  .then(() => clock.advance(1_000_000))
                  .then(breathe),
              ]);
              if (world.store.db.open) world.store.db.close();
              folder.remove();
            }
          },
        ),
        { numRuns: runs },
      );
    },
    60_000 + runs * 3000,
  );
});
