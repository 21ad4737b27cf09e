/** Today's calendar date in a time zone, the brand's as a rule; the machine's when the zone is not known. */
export function todayIn(timeZone: string | undefined): string {
  const options = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  try {
    return new Intl.DateTimeFormat('en-CA', { ...options, ...(timeZone === undefined ? {} : { timeZone }) }).format();
  } catch {
    return new Intl.DateTimeFormat('en-CA', options).format();
  }
}
