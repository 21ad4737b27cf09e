export { ordersService, type OrdersDeps, type OrdersService } from './service.ts';
export { ordersHandlers } from './handlers.ts';
export { lineText } from './rules.ts';
