export { ordersService, type OrdersDeps, type OrdersService } from './service.ts';
export { ordersHandlers } from './handlers.ts';
