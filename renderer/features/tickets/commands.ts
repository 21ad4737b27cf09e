import { LifeBuoy } from 'lucide-react';
import { paths } from '../../app/paths.ts';
import type { Command } from '../../workbench/commands.ts';

export const ticketCommands: readonly Command[] = [
  {
    id: 'ticket.new',
    name: (t) => t('tickets.new'),
    keywords: (t) => t('command.create.words'),
    group: 'create',
    icon: LifeBuoy,
    right: 'tickets.write',
    list: paths.tickets,
    run: ({ go }) => go(paths.newTicket),
  },
];
