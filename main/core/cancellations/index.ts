export { cancellationsService, type CancellationsService } from './service.ts';
export { cancellationsHandlers } from './handlers.ts';
