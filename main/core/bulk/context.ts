import type { Context } from '../kernel/index.ts';
import type { givenOf } from './plan.ts';
import type { StoredRun } from './store.ts';

/** On behalf of whom a run acts: the person who started it. The trace is the run. */
export const contextOf = (run: StoredRun): Context => ({
  principal: { kind: 'system', name: run.askedBy },
  traceId: run.id,
});

/** What was asked for, from what a run has kept of it. */
export const askedOf = ({ action, inputs }: StoredRun): Parameters<typeof givenOf>[0] => ({
  action,
  ...(inputs.termMonths === null ? {} : { termMonths: inputs.termMonths }),
  ...(inputs.package === null ? {} : { package: inputs.package }),
  ...(inputs.autoRenewal === null ? {} : { autoRenewal: inputs.autoRenewal }),
});

/** What is done for nobody in particular. */
export const system: Context = { principal: { kind: 'system', name: 'bulk' }, traceId: 'bulk' };
