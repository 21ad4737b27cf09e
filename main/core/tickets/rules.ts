/** `7` → `T-000007`. Longer numbers grow. */
export const ticketNumber = (n: number): string => `T-${String(n).padStart(6, '0')}`;
