export { clientLoginsService, type ClientLoginsDeps, type ClientLoginsService } from './service.ts';
export { clientLoginsHandlers } from './handlers.ts';
