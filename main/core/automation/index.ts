export { createAutomation, type AutomationDeps, type AutomationService } from './service.ts';
export { ofOneDesk, type RunRights, waitingForHub } from './duty.ts';
export { automationHandlers } from './handlers.ts';
export { automationSettings, type AutomationSettings, type SettingSubject } from './settings.ts';
export { stepsPerCommit, type Source } from './run.ts';
