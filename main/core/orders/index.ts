export { ordersService, type OrdersService } from './service.ts';
export type { OrdersBilling, OrdersContracts, OrdersDeps } from './deps.ts';
export { ordersHandlers } from './handlers.ts';
export { lineText } from './rules.ts';
