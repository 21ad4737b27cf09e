import type { revenue } from '../../../preload/api/revenue.ts';
import type { Handlers } from '../kernel/index.ts';
import type { RevenueService } from './service.ts';

/** Binds the verbs of `preload/api/revenue.ts`. */
export function revenueHandlers(service: RevenueService): Handlers<typeof revenue> {
  return {
    ofInvoice: ({ id }) => service.ofInvoice(id),
    report: (input) => service.report(input),
  };
}
