export { auditService, verifyAuditChain, type AuditService } from './service.ts';
export { auditHandlers } from './handlers.ts';
