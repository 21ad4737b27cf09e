import type { Client, clients } from '../../../preload/api/clients.ts';
import type { Output, Parsed } from '../../../preload/api/contract.ts';
import type { BrandService } from '../brand/index.ts';
import { AppError, fieldError, notFound, type Context } from '../kernel/index.ts';
import { cut, type Row, type Store, type Writer } from '../store/index.ts';
import type { TriggersService } from '../triggers/index.ts';
import { createMerge } from './merge.ts';
import { createRemoval } from './removal.ts';
import { buyerRow, buyingClient, clientWithEmail, findClient, listClients } from './store.ts';
import { timelineOf } from './timeline.ts';

/** What clients need of other areas; the composition root gives it. */
export interface ClientsDeps {
  readonly store: Store;
  readonly brand: Pick<BrandService, 'settings'>;
  readonly triggers: TriggersService;
  /** How many cancellation requests of a client nobody has decided yet. */
  readonly openRequests: (clientId: string) => number;
  /** Told in the transaction that merges two clients, for what is joined by rules of its own. */
  readonly onMerged: (writer: Writer, fromId: string, intoId: string) => void;
}

/** Whom an invoice is issued to, as it is frozen on it (spec 2.4): what the client is called and taxed by on that day. */
export interface Buyer {
  readonly name: string;
  readonly company: string;
  readonly email: string;
  readonly language: Client['language'];
  readonly address: string;
  readonly region: string;
  /** ISO 3166-1; empty: not told. */
  readonly country: string;
  readonly taxNumber: string;
}

type Fields = Omit<Parsed<typeof clients.update>, 'id'>;

/** What every client has to have; the rest has defaults. */
type NewClient = Fields & Pick<Client, 'firstName' | 'lastName' | 'email' | 'language'>;

const names: Readonly<Record<keyof Fields, string>> = {
  firstName: 'first_name',
  lastName: 'last_name',
  email: 'email',
  company: 'company',
  language: 'language',
  notes: 'notes',
  country: 'country',
  region: 'region',
  address: 'address',
  taxNumber: 'tax_number',
  isTaxExempt: 'is_tax_exempt',
  currency: 'currency',
};
const columns = (input: Fields): Row =>
  Object.fromEntries(
    Object.entries(names).flatMap(([field, column]) => {
      const value = input[field as keyof Fields];
      return value === undefined ? [] : [[column, typeof value === 'boolean' ? Number(value) : value] as const];
    }),
  );

/** Of a client of whom only the name and the e-mail are known. */
const empty = columns({
  company: '',
  notes: '',
  country: '',
  region: '',
  address: '',
  taxNumber: '',
  isTaxExempt: false,
  currency: '',
});

export type ClientsService = ReturnType<typeof clientsService>;

/** Clients of the reseller (spec items 78-80, 89). */
export function clientsService({ store, brand, triggers, openRequests, onMerged }: ClientsDeps) {
  /** A page of clients, newest first or as was asked; `search` finds names (in both orders), e-mail, company and tax number. */
  const list = (input: Parsed<typeof clients.list>): Output<typeof clients.list> => listClients(store, input);

  /** One client, also a deleted one. @throws AppError `not_found` */
  function get(id: string): Client {
    const found = findClient(store, id);
    if (!found) throw notFound();
    return found;
  }

  /** One client that something can be done for. @throws AppError `not_found`, `client.deleted` */
  function getLive(id: string): Client {
    const found = get(id);
    if (found.deletedAt !== null) throw new AppError('client.deleted');
    return found;
  }

  /** A client may pay in one of the brand's currencies; one that the brand took off its list stays where it is. */
  function checkCurrency(currency: string | undefined, before: string): void {
    if (currency === undefined || currency === '' || currency === before) return;
    if (!brand.settings().currencies.includes(currency))
      throw fieldError('currency', { code: 'currency_not_of_brand' });
  }

  /**
   * Makes a client in the caller's transaction; what the input does not say is as an empty form of staff has it. Throws as
   * `create`.
   */
  function add(writer: Writer, id: string, input: NewClient): void {
    // Read inside the immediate transaction: nobody can add the same one between this and the insert.
    if (clientWithEmail(store, input.email) !== undefined) throw fieldError('email', { code: 'duplicate' });
    checkCurrency(input.currency, '');
    writer.insert('client', { id, ...empty, ...columns(input), merged_into_id: null, deleted_at: null });
  }

  /**
   * Makes a client. @throws AppError `input.invalid` email: duplicate, in any case of its letters (spec 79);
   *   currency: currency_not_of_brand
   */
  function create(input: Parsed<typeof clients.create>, context: Context): Client {
    const id = store.makeId();
    store.transaction(context, (writer) => add(writer, id, input));
    return get(id);
  }

  /**
   * Changes what the input names; invoices that exist keep the buyer they were issued to. Throws as `create`, and
   * `not_found`, `client.deleted`.
   */
  function update({ id, ...input }: Fields & { id: string }, context: Context): Client {
    store.transaction(context, (writer) => {
      const before = getLive(id);
      const owner = input.email === undefined ? undefined : clientWithEmail(store, input.email);
      if (owner !== undefined && owner !== id) throw fieldError('email', { code: 'duplicate' });
      checkCurrency(input.currency, before.currency);
      writer.update('client', id, columns(input));
    });
    return get(id);
  }

  /**
   * Whom an invoice for a client is issued to; each issuer takes it from here. Also of a deleted client, whose contracts
   * may still be invoiced. @throws AppError `not_found`
   */
  function buyerOf(id: string): Buyer {
    const row = buyerRow(store, id);
    if (!row) throw notFound();
    const { first_name, last_name, tax_number: taxNumber, ...rest } = row;
    return { name: `${first_name} ${last_name}`, ...rest, taxNumber };
  }

  return {
    list,
    get,
    getLive,
    add,
    create,
    update,
    /** The id of the client with this e-mail, in any case of its letters; undefined: it is free. */
    idOfEmail: (email: string): string | undefined => clientWithEmail(store, email),
    buyerOf,
    ...createRemoval({ store, openRequests, getLive, get }),
    ...createMerge({ store, triggers, getLive, get, onMerged }),
    /** A page of all that happened with a client, newest first. @throws AppError `not_found` */
    timeline(input: Parsed<typeof clients.timeline>): Output<typeof clients.timeline> {
      get(input.clientId);
      return cut(timelineOf(store, input), input.limit);
    },
    /** As `find`, without what is counted of them: for what is sold by the thousand. */
    findBuyer: (id: string): Pick<Client, 'id' | 'language'> | undefined => buyingClient(store, id),
    /** A client for an order or a ticket, or undefined when there is none of that id, or it was deleted. */
    find(id: string): Client | undefined {
      const found = findClient(store, id);
      return found?.deletedAt === null ? found : undefined;
    },
  };
}
