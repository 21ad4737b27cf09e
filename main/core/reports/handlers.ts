import type { reports } from '../../../preload/api/reports.ts';
import type { Handlers } from '../kernel/index.ts';
import type { ReportsService } from './service.ts';

/** Binds the verbs of `preload/api/reports.ts`. */
export function reportsHandlers(service: ReportsService): Handlers<typeof reports> {
  return {
    sales: (input) => service.sales(input),
    margin: (input) => service.margin(input),
    renewals: (input) => service.renewals(input),
    overdue: (input) => service.overdue(input),
    codes: (input) => service.codes(input),
    licenses: () => service.licenses(),
  };
}
