import { AppError, type Principal } from '../kernel/index.ts';

/** The client that a window is bound to. @throws AppError `call.forbidden` to staff and system: these calls are a client's own */
export function clientOf(principal: Principal): Extract<Principal, { kind: 'client' }> {
  if (principal.kind !== 'client') throw new AppError('call.forbidden');
  return principal;
}
