import { ExternalLink, LogIn, UserPlus } from 'lucide-react';
import { paths } from '../../app/paths.ts';
import type { Command } from '../../workbench/commands.ts';

export const clientCommands: readonly Command[] = [
  {
    id: 'client.new',
    name: (t) => t('clients.new'),
    keywords: (t) => t('command.create.words'),
    group: 'create',
    icon: UserPlus,
    right: 'clients.write',
    list: paths.clients,
    run: ({ go }) => go(paths.newClient),
  },
  {
    id: 'client.area',
    name: (t) => t('clients.openArea'),
    keywords: (t) => t('command.clientArea.words'),
    group: 'general',
    icon: ExternalLink,
    right: 'orders.place',
    run: ({ openClientArea }) => openClientArea(),
  },
  {
    id: 'client.entrance',
    name: (t) => t('clients.openEntrance'),
    keywords: (t) => t('command.clientArea.words'),
    group: 'general',
    icon: LogIn,
    run: ({ openEntrance }) => openEntrance(),
  },
];
