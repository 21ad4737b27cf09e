import type { trials } from '../../../preload/api/trials.ts';
import type { Handlers } from '../kernel/index.ts';
import type { TrialsService } from './service.ts';

/** Binds the verbs of `preload/api/trials.ts`. */
export function trialsHandlers(service: TrialsService): Handlers<typeof trials> {
  return {
    offer: (input) => service.offer(input),
    get: ({ contractProductId }) => service.get(contractProductId),
    end: (input, context) => service.end(input, context),
  };
}
