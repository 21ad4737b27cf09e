import type { Entered } from '../../preload/api/entrance.ts';
import type { Bindings } from './bindings.ts';
import type { EntranceEffects, Sender } from './gate.ts';

/** Binds a window of the entrance to the client whom core let in, and back to a visitor when the client logs out (design 7). */
export function createEntrance(bindings: Pick<Bindings, 'rebind'>): EntranceEffects {
  const letIn = ({ contents }: Sender, { clientId, loginId }: Entered): void =>
    bindings.rebind(contents, { kind: 'client', clientId, loginId });
  return {
    'entrance.logIn': letIn,
    'entrance.register': letIn,
    'clientArea.changePassword': letIn,
    'clientArea.logOut': ({ contents }: Sender) => bindings.rebind(contents, { kind: 'visitor' }),
  };
}
