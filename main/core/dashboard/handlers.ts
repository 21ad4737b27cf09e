import type { dashboard } from '../../../preload/api/dashboard.ts';
import type { Handlers } from '../kernel/index.ts';
import type { DashboardService } from './service.ts';

/** Binds the verbs of `preload/api/dashboard.ts`. */
export function dashboardHandlers(service: DashboardService): Handlers<typeof dashboard> {
  return { get: () => service.get() };
}
