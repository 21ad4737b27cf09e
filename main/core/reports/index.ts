export { reportsService, type ReportsDeps, type ReportsService } from './service.ts';
export { reportsHandlers } from './handlers.ts';
