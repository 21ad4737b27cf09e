export * from './calendar.ts';
export * from './clock.ts';
export * from './errors.ts';
export * from './ids.ts';
export * from './log.ts';
export * from './money.ts';
export * from './principal.ts';
export * from './handlers.ts';
