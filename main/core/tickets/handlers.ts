import type { tickets } from '../../../preload/api/tickets.ts';
import type { Handlers } from '../kernel/index.ts';
import type { TicketsService } from './service.ts';

/** Binds the verbs of `preload/api/tickets.ts`. */
export function ticketsHandlers(service: TicketsService): Handlers<typeof tickets> {
  return {
    list: (input) => service.list(input),
    get: ({ id }) => service.get(id),
    create: (input, context) => service.create(input, context),
    reply: (input, context) => service.reply(input, context),
    setStatus: (input, context) => service.setStatus(input, context),
  };
}
