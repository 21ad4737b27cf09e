export {
  createConnections,
  type ConnectionAccount,
  type ConnectionsDeps,
  type ConnectionsService,
  type ProbeResult,
} from './service.ts';
export { connectionsHandlers } from './handlers.ts';
export { addressProblem, isPlainLoopback } from './rules.ts';
