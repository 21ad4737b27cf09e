import type { Output, Parsed } from '../../../preload/api/contract.ts';
import type { Ticket, tickets } from '../../../preload/api/tickets.ts';
import type { ClientsService } from '../clients/index.ts';
import { actorName, AppError, fieldError, notFound, type Context } from '../kernel/index.ts';
import type { Store, Writer } from '../store/index.ts';
import { ticketNumber } from './rules.ts';
import * as rows from './store.ts';

export type TicketsService = ReturnType<typeof ticketsService>;

/** Support tickets of clients (spec items 104, 105). */
export function ticketsService(deps: { readonly store: Store; readonly clients: Pick<ClientsService, 'find'> }) {
  const { store } = deps;

  /** A page of tickets, newest first or as was asked. */
  const list = (input: Parsed<typeof tickets.list>): Output<typeof tickets.list> => rows.listTickets(store, input);

  /** One ticket with its messages. @throws AppError `not_found` */
  function get(id: string): Ticket {
    const found = rows.findTicket(store, id);
    if (!found) throw notFound();
    return found;
  }

  /**
   * Opens a ticket with its first message; the same `requestKey` opens one.
   * @throws AppError `input.invalid` clientId: not_found, `conflict.changed_meanwhile`: the key opened another ticket
   */
  function create(input: Parsed<typeof tickets.create>, context: Context): Ticket {
    return get(store.transaction(context, (writer) => open(writer, input)));
  }

  /** `create` in the caller's transaction; answers with the ticket's id. @throws AppError as `create` */
  function open(writer: Writer, input: Parsed<typeof tickets.create>): string {
    const found = rows.ticketByKey(store, input.requestKey);
    if (found) {
      const same = found.client_id === input.clientId && found.subject === input.subject && found.text === input.text;
      if (!same) throw new AppError('conflict.changed_meanwhile');
      return found.id;
    }
    if (!deps.clients.find(input.clientId)) throw fieldError('clientId', { code: 'not_found' });
    const id = store.makeId();
    writer.insert('ticket', {
      id,
      request_key: input.requestKey,
      number: nextNumber(writer),
      client_id: input.clientId,
      subject: input.subject,
      status: 'open',
    });
    addMessage(writer, id, input.requestKey, input.text, writer.context);
    return id;
  }

  /**
   * Adds a message; the same `requestKey` adds one. A closed ticket opens again: somebody is talking in it.
   * @throws AppError `not_found`, `conflict.changed_meanwhile`: the key wrote another message
   */
  function reply(input: Parsed<typeof tickets.reply>, context: Context): Ticket {
    store.transaction(context, (writer) => {
      const found = rows.messageByKey(store, input.requestKey);
      if (found) {
        if (found.ticket_id !== input.id || found.text !== input.text) throw new AppError('conflict.changed_meanwhile');
        return;
      }
      writer.update('ticket', input.id, { status: 'open' });
      addMessage(writer, input.id, input.requestKey, input.text, context);
    });
    return get(input.id);
  }

  /** The next number that no ticket here has, also none that came from another desk. */
  function nextNumber(writer: Writer): string {
    for (;;) {
      const number = ticketNumber(writer.nextNumber('ticket'));
      if (!rows.isNumberTaken(store, number)) return number;
    }
  }

  function addMessage(writer: Writer, ticketId: string, requestKey: string, text: string, context: Context): void {
    writer.insert('ticket_message', {
      id: store.makeId(),
      request_key: requestKey,
      ticket_id: ticketId,
      author: actorName(context.principal),
      text,
    });
    writer.touch('tickets', ticketId);
  }

  /** Opens or closes a ticket. @throws AppError `not_found` */
  function setStatus(input: Parsed<typeof tickets.setStatus>, context: Context): Ticket {
    store.transaction(context, (writer) => writer.update('ticket', input.id, { status: input.status }));
    return get(input.id);
  }

  return { list, get, create, open, reply, setStatus };
}
