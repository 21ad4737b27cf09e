import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectClean, openSetting, playMatrix, seeds } from './matrix.ts';
import { scenarios } from './scenarios.ts';

let setting: ReturnType<typeof openSetting>;
beforeAll(() => {
  setting = openSetting();
});
afterAll(() => setting.remove());

describe('every fault in every phase, for what must not be done twice', () => {
  it(
    `no duplicate, nothing bought that is called failed, nothing left open (${seeds} seeds)`,
    async () => {
      const tally = await playMatrix(
        scenarios.filter((scenario) => scenario.once),
        setting,
      );
      expectClean(tally, 'once');
      // The vendor's own double charges are there to be found by others.
      expect(tally.chargedTwiceByVendor).toBeGreaterThan(0);
    },
    120_000 + seeds * 60_000,
  );
});
