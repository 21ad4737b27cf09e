import type { CauseStep } from '../../../preload/api/causes.ts';

/** A cause as it is kept (`operation/<id>`, `renewal/<contract product>/<period>`), taken apart. */
export interface Pointer {
  readonly kind: string;
  readonly id: string;
  readonly rest: string;
}

export function pointerOf(cause: string): Pointer {
  const [kind = '', id = '', ...rest] = cause.split('/');
  return { kind, id, rest: rest.join('/') };
}

/** What the console calls itself in the audit trail, by the part of it that acted. */
const consoleNames: ReadonlySet<string> = new Set([
  'console',
  'provisioning',
  'bulk',
  'reconciliation',
  'automation',
  'rates',
]);

/** A link of the chain with nothing told but its kind and what is given. */
export const step = (kind: CauseStep['kind'], told: Partial<CauseStep> = {}): CauseStep => ({
  kind,
  at: null,
  on: null,
  who: '',
  record: null,
  from: null,
  to: null,
  detail: '',
  amount: null,
  ...told,
});

/** Where a chain ends that names nothing further: with who acted. */
export const endOf = (who: string, at: string | null): CauseStep =>
  who === '' ? step('unknown') : step(consoleNames.has(who) ? 'console' : 'person', { who, at });

/** Causes that are an operation's own words for "somebody asked for it" (preload/api/operations.ts). */
export const isOwnAct = (cause: string): boolean => cause === '' || cause === 'staff' || cause === 'command-line';

/** More links than any real chain has; what goes round in a circle ends there. */
export const maxLinks = 30;
