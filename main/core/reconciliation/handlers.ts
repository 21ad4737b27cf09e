import type { reconciliation } from '../../../preload/api/reconciliation.ts';
import type { Handlers } from '../kernel/index.ts';
import type { ReconciliationService } from './service.ts';

/** Binds the service to `preload/api/reconciliation.ts`. */
export function reconciliationHandlers(service: ReconciliationService): Handlers<typeof reconciliation> {
  return {
    summary: () => service.summary(),
    run: (input, context) => service.run(input, context),
    runs: (input) => service.runs(input),
    setSchedule: (input, context) => service.setSchedule(input, context),
    findings: (input) => service.findings(input),
    finding: ({ id }) => service.finding(id),
    adopt: (input, context) => service.adopt(input, context),
    adoptNew: (input, context) => service.adoptNew(input, context),
    correctHere: (input, context) => service.correctHere(input, context),
    correctHereAll: (input, context) => service.correctHereAll(input, context),
    correctThere: (input, context) => service.correctThere(input, context),
    statement: (input) => service.statement(input),
    readStatement: async ({ connectionId }, context) => {
      await service.readStatement(connectionId, context);
      return {};
    },
    outlook: (input) => service.outlook(input),
  };
}
