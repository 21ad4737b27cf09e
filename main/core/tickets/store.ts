import type { z } from 'zod';
import type { Output, Parsed } from '../../../preload/api/contract.ts';
import type { Ticket, TicketRow, tickets, TicketStatus } from '../../../preload/api/tickets.ts';
import { instantOfId } from '../kernel/index.ts';
import { foundIds } from '../search/index.ts';
import { type OrderKey, paging, type Store } from '../store/index.ts';

type Status = z.output<typeof TicketStatus>;

interface Row {
  readonly id: string;
  readonly number: string;
  readonly subject: string;
  readonly status: Status;
  readonly client_id: string;
  readonly client_name: string;
  readonly updated_at: string;
}

// A message is a change of its ticket: the later of both instants is shown.
const select = `SELECT t.id, t.number, t.subject, t.status, t.client_id, c.first_name || ' ' || c.last_name AS client_name,
  max(t.updated_at, coalesce((SELECT m.created_at FROM ticket_message m WHERE m.ticket_id = t.id
    ORDER BY m.id DESC LIMIT 1), '')) AS updated_at
  FROM ticket t JOIN client c ON c.id = t.client_id`;

const ticketRow = (row: Row): TicketRow => ({
  id: row.id,
  number: row.number,
  subject: row.subject,
  status: row.status,
  clientId: row.client_id,
  clientName: row.client_name,
  updatedAt: row.updated_at,
});

const byAge: Readonly<Record<'createdAt', OrderKey<TicketRow>>> = { createdAt: { sql: 't.id', of: ({ id }) => id } };

/** A page of tickets, newest first or as was asked. */
export function listTickets(store: Store, asked: Parsed<typeof tickets.list>): Output<typeof tickets.list> {
  const { status, search } = asked;
  const found = foundIds(store, 'ticket', search);
  const at = paging(byAge, 't.id', asked);
  const conditions = {
    ...(found === undefined ? {} : { found: 't.id IN (SELECT value FROM json_each(@found))' }),
    // `+`: what was found is few.
    ...(status === undefined ? {} : { status: found === undefined ? 't.status = @status' : '+t.status = @status' }),
  };
  const rows = store.all<Row>(
    `tickets ${Object.keys(conditions).join(' ')} ${at.shape}`,
    `${select} WHERE ${[...Object.values(conditions), at.sql].join(' AND ')}`,
    { ...at.params, ...(found === undefined ? {} : { found: found.ids }), ...(status === undefined ? {} : { status }) },
  );
  return { ...at.cut(rows.map(ticketRow)), ...found?.limits };
}

/** A ticket with its messages, oldest first. */
export function findTicket(store: Store, id: string): Ticket | undefined {
  const row = store.get<Row>('ticket by id', `${select} WHERE t.id = @id`, { id });
  if (!row) return undefined;
  const messages = store.all<{ id: string; author: string; text: string }>(
    'ticket messages',
    'SELECT id, author, text FROM ticket_message WHERE ticket_id = @id ORDER BY id',
    { id },
  );
  // Its row may have come from another desk, later than it was written there.
  return { ...ticketRow(row), messages: messages.map((each) => ({ ...each, at: instantOfId(each.id) })) };
}

/** Whether a ticket here has this number: of another desk, whose count is its own. */
export const isNumberTaken = (store: Store, number: string): boolean =>
  store.get('ticket by number', 'SELECT 1 AS found FROM ticket WHERE number = @number', { number }) !== undefined;

/** The ticket that a form's key opened already, with its first message. */
export const ticketByKey = (
  store: Store,
  requestKey: string,
): { readonly id: string; readonly client_id: string; readonly subject: string; readonly text: string } | undefined =>
  store.get(
    'ticket by request key',
    `SELECT t.id, t.client_id, t.subject, m.text FROM ticket t
      JOIN ticket_message m ON m.ticket_id = t.id AND m.request_key = t.request_key
      WHERE t.request_key = @requestKey`,
    { requestKey },
  );

/** The message that a form's key wrote already. */
export const messageByKey = (
  store: Store,
  requestKey: string,
): { readonly ticket_id: string; readonly text: string } | undefined =>
  store.get(
    'ticket message by request key',
    'SELECT ticket_id, text FROM ticket_message WHERE request_key = @requestKey',
    {
      requestKey,
    },
  );
