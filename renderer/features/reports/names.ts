/** The reports, in the order of their tabs. */
export const reportNames = [
  'revenue',
  'sales',
  'margin',
  'renewals',
  'overdue',
  'codes',
  'licenses',
  'affiliates',
] as const;
export type ReportName = (typeof reportNames)[number];
