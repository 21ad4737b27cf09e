import { afterAll, beforeAll, describe, it } from 'vitest';
import { expectClean, openSetting, playMatrix, seeds } from './matrix.ts';
import { scenarios } from './scenarios.ts';

let setting: ReturnType<typeof openSetting>;
beforeAll(() => {
  setting = openSetting();
});
afterAll(() => setting.remove());

describe('every fault in every phase, for what may be repeated', () => {
  it(
    `nothing is called done that is not, nothing left open (${seeds} seeds)`,
    async () => {
      const tally = await playMatrix(
        scenarios.filter((scenario) => !scenario.once),
        setting,
      );
      expectClean(tally, 'repeatable');
    },
    120_000 + seeds * 60_000,
  );
});
