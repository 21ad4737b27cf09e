import { roles, type Role } from '../../../preload/api/rights.ts';

/** The role a stored text means. A text that is none of ours (a newer version wrote it) gets the least rights. */
export const roleOf = (text: string): Role => roles.find((role) => role === text) ?? 'viewer';
