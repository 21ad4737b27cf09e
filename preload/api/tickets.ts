import { z } from 'zod';
import { call } from './contract.ts';
import { ById, Id, Instant, PageInput, line, page, searchInput, sortInput } from './values.ts';

export const TicketStatus = z.enum(['open', 'closed']);
export const TicketRow = z.strictObject({
  id: Id,
  number: z.string(),
  subject: z.string(),
  status: TicketStatus,
  clientId: Id,
  clientName: z.string(),
  updatedAt: Instant,
});
export type TicketRow = z.output<typeof TicketRow>;
export const Ticket = TicketRow.extend({
  messages: z.array(z.strictObject({ id: Id, author: z.string(), text: z.string(), at: Instant })),
});
export type Ticket = z.output<typeof Ticket>;

const text = z.string().trim().min(1, 'required').max(20_000, 'too_long');

export const tickets = {
  list: call({
    right: 'tickets.read',
    input: z.strictObject({
      status: TicketStatus.optional(),
      ...searchInput,
      ...sortInput(['createdAt']),
      ...PageInput,
    }),
    output: page(TicketRow),
  }),
  get: call({ right: 'tickets.read', input: ById, output: Ticket }),
  create: call({
    right: 'tickets.write',
    input: z.strictObject({ requestKey: Id, clientId: Id, subject: line(200), text }),
    output: Ticket,
  }),
  reply: call({
    right: 'tickets.write',
    input: z.strictObject({ requestKey: Id, id: Id, text }),
    output: Ticket,
  }),
  setStatus: call({
    right: 'tickets.write',
    input: z.strictObject({ id: Id, status: TicketStatus }),
    output: Ticket,
  }),
};
