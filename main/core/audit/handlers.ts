import type { audit } from '../../../preload/api/audit.ts';
import type { Handlers } from '../kernel/index.ts';
import type { AuditService } from './service.ts';

/** Binds the verbs of `preload/api/audit.ts`. */
export function auditHandlers(service: AuditService): Handlers<typeof audit> {
  return { list: (input) => service.list(input), verify: () => service.verify() };
}
