import { confirmed } from './call.ts';
import type { SandboxFunction } from './call.ts';

/** Columns a filter of the license list can be set on. */
const COLUMNS = ['id', 'licname', 'ip', 'period', 'pricelist', 'createdate', 'expiredate', 'status'];

/**
 * func=soft.filter: with sok=ok STORES a filter that later lists of this account obey until it is cleared by one without columns; without it shows the
 * one that is set (ispmanager-api 3). A careful client never sets one, and does not trust an absence when somebody else may have.
 */
export const softFilter: SandboxFunction = (call) => {
  const { state, account, params } = call;
  if (!confirmed(call)) {
    const set = state.filters[account.login] ?? {};
    return { kind: 'form', fields: Object.fromEntries(COLUMNS.map((name) => [name, set[name] ?? ''])), ok: false };
  }
  const wanted = COLUMNS.map((name) => [name, params.get(name) ?? ''] as const).filter(([, value]) => value !== '');
  if (wanted.length === 0) delete state.filters[account.login];
  else state.filters[account.login] = Object.fromEntries(wanted);
  return { kind: 'ok' };
};
