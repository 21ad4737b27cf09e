export {
  createConnections,
  type ConnectionAccount,
  type ConnectionsDeps,
  type ConnectionsService,
  type Detected,
  type ProbeResult,
} from './service.ts';
export { costIn, type PriceOfVendor } from './prices.ts';
export { connectionsHandlers } from './handlers.ts';
export { addressProblem, isPlainLoopback } from './rules.ts';
