import type { Answer } from '../document.ts';
import { badValue, noAccess } from '../errors.ts';
import { formatAmount, balanceOf } from '../state.ts';
import type { SandboxFunction } from './call.ts';

/** A sign-in key is a random string of at least this many characters (ispmanager-api 1.2). */
const SHORTEST_KEY = 16;

/** func=keepalive: success as long as the session lives. */
export const keepalive: SandboxFunction = () => ({ kind: 'ok' });

/** func=logon with a session: signs out (ispmanager-api 1.2). */
export const logon: SandboxFunction = (call): Answer => {
  call.gate.signOut(call.session);
  return { kind: 'ok' };
};

/** func=session.newkey: a key with which func=auth lets in without a password (ispmanager-api 1.2). Only for the account itself. */
export const newSessionKey: SandboxFunction = (call): Answer => {
  const key = call.params.get('key') ?? '';
  if (call.params.get('username') !== call.account.login) return noAccess(call.func);
  // The value is a secret, so the refusal does not repeat it.
  if (key.length < SHORTEST_KEY) return badValue('key', '');
  call.gate.keepKey(call.account.login, key);
  return { kind: 'ok' };
};

/** func=menu: what the account can open (ispmanager-api 1.2 names it; the shape is a guess). */
export const menu: SandboxFunction = () => ({
  kind: 'tree',
  nodes: [
    {
      name: 'mainmenu',
      children: ['soft', 'payment', 'expense', 'usrparam'].map((name) => ({ name: 'node', attrs: { name } })),
    },
  ],
});

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
