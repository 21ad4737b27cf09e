export { triggersService, type TriggersService, type TriggerSubject } from './service.ts';
