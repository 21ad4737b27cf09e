/** The scheme and origins of our own pages. They differ in origin, so they share no storage. */
export const scheme = 'app';
export const staffOrigin = 'app://staff';
export const clientAreaOrigin = 'app://client-area';
export const paperOrigin = 'app://paper';
export const pages = {
  [staffOrigin]: 'staff.html',
  [clientAreaOrigin]: 'client-area.html',
  [paperOrigin]: 'paper.html',
} as const;
export type OwnOrigin = keyof typeof pages;

export const isOwnOrigin = (origin: string): origin is OwnOrigin => Object.hasOwn(pages, origin);
