import { licenses } from '../../../../preload/api/licenses.ts';

/** Whether a text is an address as the calls take it (spec 100): IPv4 or IPv6. */
export const isIp = (text: string): boolean => licenses.edit.input.shape.ip.safeParse(text.trim()).success;
