export * from './transport.ts';
export { Engine, type EngineDeps, type Round } from './engine.ts';
export { syncHandlers } from './handlers.ts';
export { Runner } from './runner.ts';
export { createTeam, type Team } from './team.ts';
export { madeAt } from './hlc.ts';
export { type RowState, syncService, type SyncService, type SyncStatus } from './service.ts';
export type { Conflict, Decision, Version } from './conflicts.ts';
export type { Grant, Held } from './grants.ts';
