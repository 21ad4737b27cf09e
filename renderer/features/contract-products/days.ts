/** The day before a date `YYYY-MM-DD`: the last one of a span whose end is the day after it. */
export const lastDay = (end: string): string =>
  new Date(Date.parse(`${end}T00:00:00.000Z`) - 86_400_000).toISOString().slice(0, 10);
