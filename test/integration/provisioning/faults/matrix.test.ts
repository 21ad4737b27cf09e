import path from 'node:path';
import { describe, it } from 'vitest';
import { openStore, tempFolder } from '../../../unit/support/store.ts';
import { phases, rows } from './rows.ts';
import { scenarios } from './scenarios.ts';
import { simulate } from './simulation.ts';

describe('x', () => {
  it('runs', async () => {
    const folder = tempFolder();
    openStore(folder.path).close();
    const template = path.join(folder.path, 'console.db');
    const from = performance.now();
    let n = 0;
    const seeds = Number(process.env['FAULT_SEEDS'] ?? '1');
    const bad = new Map<string, number>();
    for (const row of rows) for (const phase of phases) for (const scenario of scenarios) for (let seed = 1; seed <= seeds; seed += 1) {
      n += 1;
      const t = performance.now();
      const run = await simulate({ row, phase, scenario, seed }, { template, folder: folder.path }).catch((e) => { console.log(row.number, phase, scenario.kind, seed, e); throw e; });
      const ms = performance.now() - t;
      if (ms > 100) console.log('slow', Math.round(ms), row.number, phase, scenario.kind, seed, run.effect, run.states.join());
      const what = [...run.wrong.map((w) => `${w.kind}: ${w.what}`), ...run.unresolved.map((u) => `unresolved ${u}`), ...(run.struck === 0 ? ['not struck'] : [])];
      for (const w of what) {
        const k = `${row.number} ${phase} ${scenario.kind} | ${w}`;
        if (!bad.has(k)) console.log(k, '| seed', seed, run.effect, run.states.join());
        bad.set(k, (bad.get(k) ?? 0) + 1);
      }
    }
    console.log(n, 'runs', Math.round(performance.now() - from), 'ms', (performance.now() - from) / n);
    folder.remove();
  }, 600_000);
});
