import { isIP } from 'node:net';

/** An IP address as the vendor takes it: nothing, or IPv4 or IPv6 without a zone (spec item 100). */
export const isAddress = (text: string): boolean => text === '' || (isIP(text) !== 0 && !text.includes('%'));
