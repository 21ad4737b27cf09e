import type { Usage } from '../../../../preload/api/licenses.ts';

/** The nine values under the vendor's own names, one a line, to be pasted into a ticket. What is not told has no line. */
export function usageText(usage: Usage): string {
  const values: readonly (readonly [string, string | number | null])[] = [
    ['id', usage.vendorId],
    ['name', usage.name],
    ['licname', usage.licname],
    ['ip', usage.ip],
    ['lickey', usage.key],
    ['status', usage.status],
    ['webdomains', usage.webdomains],
    ['createdate', usage.createdOn],
    ['expiredate', usage.expiresOn],
  ];
  return values
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}
