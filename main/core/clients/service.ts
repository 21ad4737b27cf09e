import type { Client, clients } from '../../../preload/api/clients.ts';
import type { Output, Parsed } from '../../../preload/api/contract.ts';
import { fieldError, notFound, type Context } from '../kernel/index.ts';
import { cut, type Store } from '../store/index.ts';
import { clientWithEmail, findClient, listClients } from './store.ts';

type Fields = Parsed<typeof clients.create>;

const columns = (input: Fields) => ({
  first_name: input.firstName,
  last_name: input.lastName,
  email: input.email,
  company: input.company,
  language: input.language,
  notes: input.notes,
});

export type ClientsService = ReturnType<typeof clientsService>;

/** Clients of the reseller (spec items 78-80). */
export function clientsService(store: Store) {
  /** A page of clients, newest first; `search` matches names (in both orders), e-mail and company. */
  const list = (input: Parsed<typeof clients.list>): Output<typeof clients.list> =>
    cut(listClients(store, input.search, input.cursor, input.limit), input.limit);

  /** One client. @throws AppError `not_found` */
  function get(id: string): Client {
    const found = findClient(store, id);
    if (!found) throw notFound();
    return found;
  }

  /** Makes a client. @throws AppError `input.invalid` email: duplicate, in any case of its letters (spec 79) */
  function create(input: Fields, context: Context): Client {
    const id = store.makeId();
    store.transaction(context, (writer) => {
      // Read inside the immediate transaction: nobody can add the same one between this and the insert.
      if (clientWithEmail(store, input.email) !== undefined) throw fieldError('email', { code: 'duplicate' });
      writer.insert('client', { id, ...columns(input), deleted_at: null });
    });
    return get(id);
  }

  /** Changes a client; invoices that exist keep the buyer they were issued to. Throws as `create`, and `not_found`. */
  function update(input: Fields & { id: string }, context: Context): Client {
    store.transaction(context, (writer) => {
      get(input.id);
      const owner = clientWithEmail(store, input.email);
      if (owner !== undefined && owner !== input.id) throw fieldError('email', { code: 'duplicate' });
      writer.update('client', input.id, columns(input));
    });
    return get(input.id);
  }

  return {
    list,
    get,
    create,
    update,
    /** A client for an order or a ticket, or undefined when there is none of that id. */
    find: (id: string): Client | undefined => findClient(store, id),
  };
}
