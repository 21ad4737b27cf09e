import { describe, expect, it } from 'vitest';
import { BulkAction } from '../../../preload/api/bulk.ts';
import {
  addCost,
  balanceAfter,
  charges,
  isReading,
  isTooLow,
  mostUnsent,
  moved,
  noCost,
  roomFor,
  sameCost,
  secondsFor,
  shownState,
} from '../../../main/core/bulk/rules.ts';

const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });

describe('rules of bulk runs', () => {
  it('know which actions charge and which only read', () => {
    expect(BulkAction.options.filter(charges)).toEqual(['renew', 'changePackage', 'create']);
    expect(BulkAction.options.filter(isReading)).toEqual(['syncQuantities', 'usage']);
  });

  it('move a run along its machine only', () => {
    expect(moved('running', 'pause')).toBe('paused');
    expect(moved('paused', 'resume')).toBe('running');
    expect(moved('running', 'resume')).toBeNull();
    expect(moved('paused', 'finish')).toBeNull();
    for (const ended of ['cancelled', 'finished'] as const)
      for (const move of ['pause', 'resume', 'cancel', 'finish'] as const) expect(moved(ended, move)).toBeNull();
  });

  it('show a row that may have been done as unclear, never as under way or done', () => {
    for (const state of ['unknown', 'reconciling', 'absent'] as const)
      expect(shownState('queued', { state, isHeld: false })).toBe('unclear');
    expect(shownState('queued', { state: 'queued', isHeld: true })).toBe('unclear');
    for (const state of ['queued', 'sending', 'accepted'] as const)
      expect(shownState('queued', { state, isHeld: false })).toBe('underWay');
    expect(shownState('done', null)).toBe('done');
  });

  it('keep few rows in the hands of the machine, and enough that no turn stands empty', () => {
    expect(mostUnsent(1)).toBe(2);
    expect(mostUnsent(8)).toBe(20);
    expect(roomFor({ unsent: 2, accepted: 0 }, 1)).toBe(0);
    expect(roomFor({ unsent: 12, accepted: 0 }, 8)).toBe(8);
    expect(roomFor({ unsent: 13, accepted: 0 }, 8)).toBe(0);
    expect(roomFor({ unsent: 0, accepted: 80 }, 8)).toBe(0);
  });

  it('take what an account bears into the time that a run needs', () => {
    expect(secondsFor(60, 'suspend', { readIntervalMs: 1000, parallel: 1 })).toBe(120);
    expect(secondsFor(1000, 'suspend', { readIntervalMs: 0, parallel: 8 })).toBe(150);
    expect(secondsFor(60, 'usage', { readIntervalMs: 1000, parallel: 8 })).toBe(60);
    expect(secondsFor(0, 'usage', { readIntervalMs: 1000, parallel: 8 })).toBe(0);
  });

  it('never count an unknown cost as nothing', () => {
    const cost = [eur(320), null, { amountMinor: 100, currency: 'USD' }, eur(320)].reduce(addCost, noCost);
    expect(cost).toEqual({ known: [eur(640), { amountMinor: 100, currency: 'USD' }], unknownRows: 1 });
    expect(balanceAfter(eur(1000), cost)).toBeNull();
    expect(balanceAfter(eur(1000), addCost(noCost, eur(320)))).toEqual(eur(680));
    expect(balanceAfter(null, addCost(noCost, eur(320)))).toBeNull();
    expect(isTooLow(eur(639), cost)).toBe(true);
    expect(isTooLow(eur(640), cost)).toBe(false);
    expect(isTooLow(null, cost)).toBe(false);
    expect(sameCost(cost, { known: [{ amountMinor: 100, currency: 'USD' }, eur(640)], unknownRows: 1 })).toBe(true);
    expect(sameCost(cost, { ...cost, unknownRows: 2 })).toBe(false);
  });
});
