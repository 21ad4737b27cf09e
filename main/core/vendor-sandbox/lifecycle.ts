/**
 * The life of a license: 1 ordered → 5 processing → 2 active → (3 stopped ⇄ 2) → 4 deleted (ispmanager-api 3, 4 and 9).
 *
 * Nothing here runs on a timer. Each step has a due instant, and `settle` carries out, in the order of those instants, all that has come due;
 * it is called before every read and every change. So a test can move the clock by a year and see the same books as after a year of running.
 */
import { addDays, addMonths, dayStart, daysBetween, isoDate } from './dates.ts';
import type { SandboxSettings } from './options.ts';
import { charge, today } from './state.ts';
import type { SandboxState } from './state.ts';
import { priceOf, TRIAL_PERIOD } from './tariffs.ts';
import type { PendingOperation, SandboxLicense } from './types.ts';

export interface World {
  state: SandboxState;
  /** What holds for an account; licenses of several accounts come due together. */
  settingsOf: (login: string) => SandboxSettings;
  random: () => number;
}

interface DueStep {
  at: number;
  license: SandboxLicense;
  run: (world: World) => void;
}

const KEY_LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A license key: the license number, a dash, and sixteen random letters (the exact format is not documented; ispmanager-api 4.6). */
export function makeKey(id: number, random: () => number): string {
  let rest = '';
  for (let index = 0; index < 16; index += 1) rest += KEY_LETTERS[Math.floor(random() * KEY_LETTERS.length)] ?? 'A';
  return `${id}-${rest}`;
}

/** The instant at which a license stops unless it is renewed. */
export function expiryInstant(license: SandboxLicense, settings: SandboxSettings): number {
  const { expiryMoment, dateOffsetMinutes } = settings.guesses;
  const date = expiryMoment === 'start-of-day' ? license.expiredate : addDays(license.expiredate, 1);
  return dayStart(date, dateOffsetMinutes);
}

/** Carries out everything that is due at `now`. Says whether anything changed, and when the next step is due. */
export function settle(world: World, now: number): { changed: boolean; nextAt: number } {
  let changed = false;
  const steps = world.state.licenses.map((license) => nextStep(license, world.settingsOf(license.account)));
  // Steps of different licenses meet at the shared balance, so they have to happen in the order of their instants.
  for (;;) {
    let first: DueStep | undefined;
    let place = -1;
    for (const [index, step] of steps.entries()) {
      if (step && step.at <= now && (first === undefined || step.at < first.at)) [first, place] = [step, index];
    }
    if (!first) {
      const nextAt = steps.reduce((soonest, step) => Math.min(soonest, step?.at ?? soonest), Number.POSITIVE_INFINITY);
      return { changed, nextAt };
    }
    first.run(world);
    // A step changes its own license and the balance, so only this license has another next step now.
    steps[place] = nextStep(first.license, world.settingsOf(first.license.account));
    changed = true;
  }
}

function nextStep(license: SandboxLicense, settings: SandboxSettings): DueStep | undefined {
  const steps: DueStep[] = [];
  const plan = (at: number | null, run: (world: World) => void): void => {
    if (at !== null) steps.push({ at, license, run });
  };
  const expiry = expiryInstant(license, settings);
  const deletion = expiry + settings.guesses.deletionAfterDays * 86_400_000;
  switch (license.status) {
    case 1:
      plan(license.processingAt, () => {
        license.status = 5;
      });
      break;
    case 5:
      plan(license.activeAt, () => {
        license.status = 2;
      });
      break;
    case 2:
      if (license.key === '') plan(license.keyAt, (world) => giveKey(license, world));
      plan(expiry, (world) => expire(license, world, expiry));
      break;
    case 3:
      plan(deletion, () => remove(license));
      break;
    case 4:
      break;
  }
  const { pending } = license;
  if (pending) plan(pending.dueAt, (world) => finish(license, pending, world));
  let first: DueStep | undefined;
  for (const step of steps) if (first === undefined || step.at < first.at) first = step;
  return first;
}

function giveKey(license: SandboxLicense, world: World): void {
  license.key = makeKey(license.id, world.random);
}

function expire(license: SandboxLicense, world: World, at: number): void {
  if (
    license.autoprolong !== null &&
    world.settingsOf(license.account).guesses.autoprolongRuns &&
    renewPeriod(license, license.autoprolong, world, at)
  )
    return;
  license.status = 3;
  license.stoppedBy = 'expiry';
  // A suspend or resume that was still running when the license expired has nothing left to do.
  if (license.pending?.kind === 'suspend' || license.pending?.kind === 'resume') license.pending = null;
  if (world.settingsOf(license.account).guesses.keyOnSuspend === 'clear') clearKey(license);
}

function clearKey(license: SandboxLicense): void {
  license.key = '';
  // The instant is past, so the key comes back with the resume; null stays null, because that key was never to come.
  if (license.keyAt !== null) license.keyAt = license.activeAt;
}

function remove(license: SandboxLicense): void {
  license.status = 4;
  license.pending = null;
  license.key = '';
}

function finish(license: SandboxLicense, pending: PendingOperation, world: World): void {
  license.pending = null;
  const { guesses } = world.settingsOf(license.account);
  if (pending.kind === 'delete') remove(license);
  else if (pending.kind === 'suspend') {
    license.status = 3;
    license.stoppedBy = 'client';
    if (guesses.keyOnSuspend === 'clear') clearKey(license);
  } else if (pending.kind === 'resume') {
    license.status = 2;
    license.stoppedBy = null;
    if (guesses.keyOnResume === 'new') license.key = makeKey(license.id, world.random);
  } else if (pending.pricelist !== undefined) {
    license.pricelist = pending.pricelist;
    if (pending.period !== undefined) license.period = pending.period;
    if (pending.expiredate !== undefined) license.expiredate = pending.expiredate;
    if (guesses.tariffChangeAddons === 'drop') license.addons = {};
  }
}

/** Starts a background operation; with `stuck` it never ends. */
export function startOperation(
  license: SandboxLicense,
  operation: Omit<PendingOperation, 'dueAt'>,
  world: World,
  now: number,
  stuck: boolean,
): void {
  license.pending = { ...operation, dueAt: stuck ? null : now + world.settingsOf(license.account).timing.operationMs };
  // With no delay configured the change has to be visible in the very next read, and in this call's own answer.
  settle(world, now);
}

/** Price in minor units of one more period of this license, or null when it is not sold for that period. */
export function renewalPrice(license: SandboxLicense, period: number, settings: SandboxSettings): number | null {
  const tariff = settings.tariffs.get(license.pricelist);
  return tariff ? priceOf(tariff, period, license.addons, settings.guesses.furtherPeriods) : null;
}

/** The date a renewal would run to: from the old end date, or from today when the license has stopped (ispmanager-api 4.2). */
export function renewedDate(license: SandboxLicense, period: number, settings: SandboxSettings, now: number): string {
  const current = today(now, settings);
  const expired =
    license.status === 3 && (license.expiredate <= current || settings.guesses.stoppedRenewalBase === 'today');
  return addMonths(expired ? current : license.expiredate, period);
}

/** Charges and adds one period. Says whether the money was there. Not idempotent, as the vendor's is not. */
export function renewPeriod(license: SandboxLicense, period: number, world: World, now: number): boolean {
  const settings = world.settingsOf(license.account);
  const price = renewalPrice(license, period, settings);
  if (price === null) return false;
  const tariff = settings.tariffs.get(license.pricelist);
  const paid = charge(world.state, {
    account: license.account,
    amount: price,
    currency: settings.accounts.get(license.account)?.currency ?? 'EUR',
    at: now,
    description: `Renewal of ${tariff?.name ?? license.pricelist} #${license.id}`,
    intname: tariff?.intname ?? '',
    licenseId: license.id,
  });
  if (!paid) return false;
  license.expiredate = renewedDate(license, period, settings, now);
  license.period = period;
  return true;
}

/** The share of an amount (minor units) that falls on the days that are left of the period; not rounded. */
export function shareOfRest(license: SandboxLicense, amount: number, now: number, settings: SandboxSettings): number {
  const left = Math.max(0, daysBetween(today(now, settings), license.expiredate));
  const whole = Math.max(1, daysBetween(addMonths(license.expiredate, -license.period), license.expiredate));
  return (amount * left) / whole;
}

/** What moving from `oldPrice` to `price` costs for the rest of the period, in minor units, rounded up; never negative. */
export function proratedDifference(
  license: SandboxLicense,
  oldPrice: number,
  price: number,
  now: number,
  settings: SandboxSettings,
): number {
  return Math.max(0, Math.ceil(shareOfRest(license, price - oldPrice, now, settings)));
}

export interface NewLicense {
  account: string;
  licname: string;
  ip: string;
  remoteid: string;
  pricelist: string;
  period: number;
  autoprolong: number | null;
  addons: Record<string, number>;
}

export interface OrderMishaps {
  stuck: boolean;
  keyNever: boolean;
  listLateMs: number;
  /** It waits for money that was never paid, and is never opened. */
  unpaid: boolean;
}

/** Writes a new license into the books. The caller has already charged for it, or says that it is unpaid. */
export function createLicense(world: World, order: NewLicense, mishaps: OrderMishaps, now: number): SandboxLicense {
  const { state } = world;
  const settings = world.settingsOf(order.account);
  const { orderedMs, processingMs, keyDelayMs } = settings.timing;
  const start = isoDate(now, settings.guesses.dateOffsetMinutes);
  const activeAt = mishaps.stuck || mishaps.unpaid ? null : now + orderedMs + processingMs;
  const license: SandboxLicense = {
    ...order,
    id: state.nextLicenseId,
    status: 1,
    key: '',
    createdAt: now,
    expiredate:
      order.period === TRIAL_PERIOD ? addDays(start, settings.guesses.trialDays) : addMonths(start, order.period),
    ipChangedOn: '',
    keyChangedOn: '',
    webdomains: 0,
    listedAt: now + mishaps.listLateMs,
    processingAt: mishaps.unpaid ? null : now + orderedMs,
    activeAt,
    keyAt: mishaps.keyNever || activeAt === null ? null : activeAt + keyDelayMs,
    stoppedBy: null,
    pending: null,
  };
  state.nextLicenseId += 1;
  if (!mishaps.unpaid) state.orders += 1;
  state.licenses.push(license);
  return license;
}
