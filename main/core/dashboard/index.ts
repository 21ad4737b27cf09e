export { dashboardService, type DashboardDeps, type DashboardService } from './service.ts';
export { dashboardHandlers } from './handlers.ts';
