import type { Client, clients, RemovalPlan } from '../../../preload/api/clients.ts';
import type { Parsed } from '../../../preload/api/contract.ts';
import { AppError, type Context, fieldError } from '../kernel/index.ts';
import type { Store } from '../store/index.ts';
import { confirmationCode, isConfirmed } from './confirm-rules.ts';
import { balancesOf, liveLicenses, openOrders, unpaidInvoices } from './removal-store.ts';

interface RemovalDeps {
  readonly store: Store;
  readonly openRequests: (clientId: string) => number;
  readonly get: (id: string) => Client;
  readonly getLive: (id: string) => Client;
}

/** What is deleted, as it was shown: a record that changed since is looked at again. */
const act = (client: Client): readonly string[] => ['remove', client.id, client.updatedAt];

/**
 * Deleting a client (spec 89). It leaves a tombstone: lists and searches leave it out and its e-mail is free again, while its
 * orders, invoices and contract products stay as they are and show its name. Only live licenses hold it up, because
 * they go on costing money with nobody to look after them; the rest stays in the books, where it can be settled.
 */
export function createRemoval({ store, openRequests, get, getLive }: RemovalDeps) {
  function obstaclesOf(id: string): RemovalPlan['obstacles'] {
    const unpaid = unpaidInvoices(store, id);
    const balances = balancesOf(store, id);
    const found: RemovalPlan['obstacles'] = [
      { kind: 'liveLicenses', count: liveLicenses(store, id), amounts: [] },
      { kind: 'openOrders', count: openOrders(store, id), amounts: [] },
      { kind: 'unpaidInvoices', count: unpaid.count, amounts: unpaid.amounts },
      { kind: 'accountBalance', count: balances.length, amounts: balances },
      { kind: 'cancellationRequests', count: openRequests(id), amounts: [] },
    ];
    return found.filter(({ count }) => count > 0);
  }

  return {
    /** What is still open, and the code for the deletion of this client. @throws AppError `not_found`, `client.deleted` */
    prepareRemoval(id: string): RemovalPlan {
      return store.snapshot(() => ({
        ...confirmationCode(act(getLive(id)), store.clock.now()),
        obstacles: obstaclesOf(id),
      }));
    },

    /**
     * Deletes a client. What lives at the vendor goes on living there and costs money.
     * @throws AppError `not_found`, `client.deleted`, `input.invalid` code: wrong_code (another client's, or too old),
     *   `client.licenses_live` (params count): licenses live, and nobody said that this is known
     */
    remove({ id, code, licensesGoOn }: Parsed<typeof clients.remove>, context: Context): Client {
      store.transaction(context, (writer) => {
        if (!isConfirmed(code, act(getLive(id)), store.clock.now())) throw fieldError('code', { code: 'wrong_code' });
        const count = liveLicenses(store, id);
        if (count > 0 && !licensesGoOn) throw new AppError('client.licenses_live', { params: { count } });
        writer.update('client', id, { deleted_at: store.now() });
      });
      return get(id);
    },
  };
}
