export { ensureOwner, staffMember, type StaffMember } from './service.ts';
