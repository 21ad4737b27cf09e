import type { Answer } from '../document.ts';
import { formatAmount, balanceOf } from '../state.ts';
import type { SandboxFunction } from './call.ts';

/** func=keepalive: success as long as the session lives. */
export const keepalive: SandboxFunction = () => ({ kind: 'ok' });

/** func=logon with a session: signs out (ispmanager-api 1.2). */
export const logon: SandboxFunction = (call): Answer => {
  call.gate.signOut(call.session);
  return { kind: 'ok' };
};

/** func=whoami: who is signed in, and where the installation says so the balance (ispmanager-api 4.8). */
export const whoami: SandboxFunction = (call) => {
  const { login, currency } = call.account;
  const attrs = { id: accountId(call), name: login, level: '16', email: login, realname: 'Sandbox Reseller' };
  const money = { balance: formatAmount(balanceOf(call.state, login), call.settings), currency };
  return {
    kind: 'tree',
    nodes: [{ name: 'user', attrs: call.settings.guesses.whoamiBalance ? { ...attrs, ...money } : attrs }],
  };
};

/** The account's number: its place among the configured accounts. */
export function accountId(call: Parameters<SandboxFunction>[0]): string {
  return String(1001 + [...call.settings.accounts.keys()].indexOf(call.account.login));
}
