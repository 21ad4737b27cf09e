/** Figures that tests have noted (a JSON object on each line), with the parts `total:part` put together. */
export function figuresOf(text: string): Record<string, unknown>;
