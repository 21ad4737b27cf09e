export type { HubAddress, HubTimes } from './connection.ts';
export {
  createWorkspace,
  hubUpkeep,
  inviteDesk,
  joinCredential,
  joinWorkspace,
  type DeskAccess,
  type HubUpkeep,
  type Joining,
} from './desks.ts';
export { readCode } from './code.ts';
export { serverBinaries, startEmbeddedHub, type EmbeddedHub } from './embedded.ts';
export { installHub, type HubInstalled } from './install.ts';
export type { HubLogin } from './login.ts';
export { PostgresTransport } from './postgres-transport.ts';
export { hubVersion } from './schema/index.ts';
