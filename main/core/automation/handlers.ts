import type { automation } from '../../../preload/api/automation.ts';
import type { Handlers } from '../kernel/index.ts';
import type { AutomationService } from './service.ts';

/** Binds the verbs of `preload/api/automation.ts`. */
export function automationHandlers(service: AutomationService): Handlers<typeof automation> {
  return {
    duty: () => service.duty(),
    getSettings: (input) => service.getSettings(input),
    setSettings: (input, context) => service.setSettings(input, context),
    run: (input, context) => service.run(input, context),
    runs: (input) => service.runs(input),
    steps: (input) => service.steps(input),
    plan: (input) => service.plan(input),
    hold: (input, context) => service.hold(input, context),
    release: (input, context) => service.release(input, context),
    alarms: () => service.alarms(),
  };
}
