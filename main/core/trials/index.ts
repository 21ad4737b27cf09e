export { trialsService, type TrialsDeps, type TrialsService } from './service.ts';
export { trialsHandlers } from './handlers.ts';
export { trialText } from './rules.ts';
